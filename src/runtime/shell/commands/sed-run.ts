/** What sed's script does to lines: the pattern space, the hold space, ranges. */
import { textOf, type CommandContext } from '../system.ts';
import { SedError, type Address, type Step, type Substitution } from './sed-script.ts';

/** What `replacement` makes of a match: & and \1, cases by \U \L \u \l \E. */
function expand(replacement: string, groups: (string | undefined)[]): string {
	let out = '';
	let [whole, one] = ['', ''];
	const add = (text: string) => {
		let shown = whole === 'U' ? text.toUpperCase() : whole === 'L' ? text.toLowerCase() : text;
		if (one && shown) {
			shown = (one === 'u' ? shown[0]?.toUpperCase() : shown[0]?.toLowerCase()) + shown.slice(1);
			one = '';
		}
		out += shown;
	};
	for (let at = 0; at < replacement.length; at++) {
		const char = replacement[at] ?? '';
		if (char === '&') add(groups[0] ?? '');
		else if (char !== '\\') add(char);
		else {
			const next = replacement[++at] ?? '';
			if (/\d/.test(next)) add(groups[Number(next)] ?? '');
			else if (/[ULE]/.test(next)) whole = next === 'E' ? '' : next;
			else if (/[ul]/.test(next)) one = next;
			else add(({ n: '\n', t: '\t', r: '\r' } as Record<string, string>)[next] ?? next);
		}
	}
	return out;
}

type Options = { quiet: boolean; separator: string };

/** One pass over one list of lines. */
export class SedRun {
	readonly #steps: Step[];
	readonly #options: Options;
	readonly #context: CommandContext;
	readonly written = new Map<string, string>();
	out = '';
	status: number | null = null;
	#lines: string[] = [];
	#endsOpen = false;
	#at = 0;
	/** Lines of the files before. */
	#base = 0;
	#isLastFile = true;
	#hold = '';
	#space = '';
	#appended: string[] = [];
	#lastRegExp: RegExp | null = null;

	constructor(context: CommandContext, steps: Step[], options: Options) {
		this.#context = context;
		this.#steps = steps;
		this.#options = options;
	}

	/** Lines of one file; its numbers go on where those of the last ended. */
	pass(text: string, { isLast, restart }: { isLast: boolean; restart: boolean }): string {
		const { separator } = this.#options;
		this.#base = restart ? 0 : this.#base + this.#at;
		this.#lines = text.split(separator);
		this.#endsOpen = this.#lines.at(-1) !== '';
		if (!this.#endsOpen) this.#lines.pop();
		this.#isLastFile = isLast;
		this.#at = 0;
		this.out = '';
		while (this.#at < this.#lines.length && this.status === null) {
			this.#space = this.#lines[this.#at++] ?? '';
			this.#cycle();
		}
		const { out } = this;
		return this.#endsOpen && isLast && out.endsWith(separator) ? out.slice(0, -1) : out;
	}

	#print(text: string): void {
		this.out += text + this.#options.separator;
	}
	#flush(): void {
		for (const text of this.#appended.splice(0)) this.out += text;
	}
	get #isLast(): boolean {
		return this.#isLastFile && this.#at >= this.#lines.length;
	}
	get #number(): number {
		return this.#base + this.#at;
	}

	#cycle(): void {
		for (let again = true; again;) {
			again = false;
			const outcome = this.#execute();
			if (outcome === 'restart') again = true;
			else if (outcome !== 'deleted' && !this.#options.quiet) this.#print(this.#space);
			this.#flush();
		}
	}

	#execute(): 'ended' | 'deleted' | 'restart' {
		let replaced = false;
		for (let at = 0; at < this.#steps.length; at++) {
			const step = this.#steps[at] as Step;
			if (!this.#selects(step)) {
				if (step.name === '{') at = step.end ?? at;
				continue;
			}
			if (step.name === 's' && step.substitution) replaced = this.#substitute(step.substitution) || replaced;
			else if (step.name === 'b' || (step.name === 't' && replaced) || (step.name === 'T' && !replaced)) {
				if (step.name === 't') replaced = false;
				at = step.text
					? this.#steps.findIndex(({ name, text }) => name === ':' && text === step.text)
					: this.#steps.length;
			} else if (step.name === 'T') replaced = false;
			else {
				const outcome = this.#simple(step);
				if (outcome) return outcome;
			}
		}
		return 'ended';
	}

	#selects({ from, to, negated, state }: Step): boolean {
		if (!from) return !negated;
		return (to ? this.#inRange(from, to, state) : this.#is(from)) !== negated;
	}
	#inRange(from: Address, to: Address, state: Step['state']): boolean {
		const line = this.#number;
		if (!state.open) {
			const fromZero = from.kind === 'line' && from.line === 0 && line === 1;
			if (!fromZero && !this.#is(from)) return false;
			state.until =
				to.kind === 'plus'
					? line + to.count
					: to.kind === 'multiple'
						? Math.ceil(line / Math.max(1, to.of)) * to.of
						: to.kind === 'line'
							? to.line
							: Infinity;
			state.open = state.until > line && !(fromZero && to.kind === 'match' && this.#is(to));
			return true;
		}
		if (line >= state.until || (state.until === Infinity && this.#is(to))) state.open = false;
		return state.until === Infinity || line <= state.until;
	}
	#is(address: Address): boolean {
		switch (address.kind) {
			case 'line':
				return this.#number === address.line;
			case 'last':
				return this.#isLast;
			case 'step':
				return address.step <= 0
					? this.#number === address.first
					: this.#number >= address.first && (this.#number - address.first) % address.step === 0;
			case 'match':
				return this.#regexpOf(address.regexp).test(this.#space);
			case 'plus':
			case 'multiple':
				// only where a range ends
				return false;
			default:
				return address satisfies never;
		}
	}
	#regexpOf(regexp: RegExp | null): RegExp {
		const used = regexp ?? this.#lastRegExp;
		if (!used) throw new SedError('no previous regular expression');
		this.#lastRegExp = used;
		used.lastIndex = 0;
		return used;
	}

	#substitute({ regexp, replacement, global, print, nth, file }: Substitution): boolean {
		let count = 0;
		let done = false;
		this.#space = this.#space.replace(this.#regexpOf(regexp), (...found: unknown[]) => {
			const groups = found.slice(
				0,
				found.findIndex((part) => typeof part === 'number')
			) as (string | undefined)[];
			count++;
			if (count < nth || (!global && count > nth)) return groups[0] ?? '';
			done = true;
			return expand(replacement, groups);
		});
		if (done && print) this.#print(this.#space);
		if (done && file) this.#write(file, this.#space);
		return done;
	}

	#write(file: string, text: string): void {
		if (file === '/dev/stdout') this.#print(text);
		else this.written.set(file, `${this.written.get(file) ?? ''}${text}\n`);
	}
	#next(): boolean {
		if (this.#at >= this.#lines.length) return false;
		this.#flush();
		return true;
	}

	#simple({ name, text, letters, to, state }: Step): 'ended' | 'deleted' | 'restart' | undefined {
		const newline = this.#space.indexOf('\n');
		switch (name) {
			case 'p':
				this.#print(this.#space);
				return;
			case 'P':
				this.#print(newline < 0 ? this.#space : this.#space.slice(0, newline));
				return;
			case 'd':
				return 'deleted';
			case 'D':
				if (newline < 0) return 'deleted';
				this.#space = this.#space.slice(newline + 1);
				return 'restart';
			case 'a':
				this.#appended.push(text);
				return;
			case 'i':
				this.out += text;
				return;
			case 'c':
				if (!to || !state.open) this.out += text;
				return 'deleted';
			case '=':
				this.out += `${this.#number}\n`;
				return;
			case 'q':
			case 'Q':
				this.status = Number(text || 0);
				return name === 'Q' ? 'deleted' : 'ended';
			case 'n':
				if (!this.#next()) return this.#options.quiet ? 'deleted' : 'ended';
				if (!this.#options.quiet) this.#print(this.#space);
				this.#space = this.#lines[this.#at++] ?? '';
				return;
			case 'N':
				if (!this.#next()) return 'ended';
				this.#space += `\n${this.#lines[this.#at++] ?? ''}`;
				return;
			case 'y':
				this.#space = Array.from(this.#space, (letter) => letters?.get(letter) ?? letter).join('');
				return;
			case 'r':
				this.#appended.push(this.#read(text));
				return;
			case 'w':
				this.#write(text, this.#space);
				return;
			case 'l':
				this.#print(`${JSON.stringify(this.#space).slice(1, -1).replaceAll('\\"', '"')}$`);
				return;
			default:
				return this.#move(name);
		}
	}
	/** Between the pattern space and the hold space. */
	#move(name: string): undefined {
		if (name === 'g') this.#space = this.#hold;
		if (name === 'G') this.#space += `\n${this.#hold}`;
		if (name === 'h') this.#hold = this.#space;
		if (name === 'H') this.#hold += `\n${this.#space}`;
		if (name === 'x') [this.#space, this.#hold] = [this.#hold, this.#space];
		if (name === 'z') this.#space = '';
		return undefined;
	}
	#read(path: string): string {
		const { files } = this.#context.system;
		const ino = files.find(this.#context.path(path), true);
		return ino ? textOf(files.readFile(ino)) : '';
	}
}
