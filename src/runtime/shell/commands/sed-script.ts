/** sed's scripts, parsed. https://www.gnu.org/software/sed/manual/sed.html */
import { posixRegExp } from './regexp.ts';

/** A message as GNU sed ends with: "sed: -e expression #1, char 3: ...". */
export class SedError extends Error {
	readonly status: number;
	constructor(message: string, status = 1) {
		super(message);
		this.status = status;
	}
}

export type Address =
	| { kind: 'line'; line: number }
	| { kind: 'last' }
	| { kind: 'step'; first: number; step: number }
	| { kind: 'match'; regexp: RegExp | null }
	| { kind: 'plus'; count: number }
	| { kind: 'multiple'; of: number };

export type Substitution = {
	regexp: RegExp | null;
	replacement: string;
	global: boolean;
	print: boolean;
	/** Which match; 1 = the first. */
	nth: number;
	file: string | null;
};

export type Step = {
	from: Address | null;
	to: Address | null;
	negated: boolean;
	name: string;
	/** Text of a, i, c; label of b, t, T, ":"; file of r, w; exit code of q, Q. */
	text: string;
	substitution?: Substitution;
	/** Of y. */
	letters?: Map<string, string>;
	/** Of "{": where its "}" is. */
	end?: number;
	/** Of a range: the line that it ends with, while it is open. */
	state: { open: boolean; until: number };
};

export class SedParser {
	readonly #script: string;
	readonly #extended: boolean;
	readonly #steps: Step[] = [];
	#at = 0;

	constructor(script: string, extended: boolean) {
		this.#script = script;
		this.#extended = extended;
	}

	/** @throws SedError */
	parse(): Step[] {
		const open: number[] = [];
		for (this.#skip(/[\s;]/); this.#at < this.#script.length; this.#skip(/[\s;]/)) {
			const step = this.#step();
			if (step.name === '#') continue;
			if (step.name === '{') open.push(this.#steps.length);
			if (step.name === '}') {
				const start = open.pop();
				if (start === undefined) this.#fail("unexpected `}'");
				else (this.#steps[start] as Step).end = this.#steps.length;
			}
			this.#steps.push(step);
		}
		if (open.length > 0) throw new SedError("-e expression #1, char 0: unmatched `{'");
		for (const { name, text } of this.#steps)
			if (
				'btT'.includes(name) &&
				text &&
				!this.#steps.some((step) => step.name === ':' && step.text === text)
			)
				throw new SedError(`can't find label for jump to \`${text}'`, 4);
		return this.#steps;
	}

	#fail(message: string): never {
		throw new SedError(`-e expression #1, char ${this.#at}: ${message}`);
	}
	#peek(): string {
		return this.#script[this.#at] ?? '';
	}
	#skip(chars: RegExp): void {
		while (this.#at < this.#script.length && chars.test(this.#peek())) this.#at++;
	}
	#take(pattern: RegExp): string {
		const found = new RegExp(pattern.source, 'y');
		found.lastIndex = this.#at;
		const [text = ''] = found.exec(this.#script) ?? [];
		this.#at += text.length;
		return text;
	}

	#step(): Step {
		const from = this.#address();
		let to: Address | null = null;
		this.#skip(/ /);
		if (from && this.#peek() === ',') {
			this.#at++;
			this.#skip(/ /);
			to = this.#address(true) ?? this.#fail("unexpected `,'");
		}
		this.#skip(/\s/);
		const negated = this.#take(/!\s*/) !== '';
		const name = this.#script[this.#at++] ?? this.#fail('missing command');
		const step: Step = { from, to, negated, name, text: '', state: { open: false, until: 0 } };
		this.#arguments(step);
		return step;
	}

	#address(isEnd = false): Address | null {
		const char = this.#peek();
		if (char === '$') {
			this.#at++;
			return { kind: 'last' };
		}
		if (isEnd && (char === '+' || char === '~')) {
			this.#at++;
			const count = Number(this.#take(/\d+/));
			return char === '+' ? { kind: 'plus', count } : { kind: 'multiple', of: count };
		}
		if (/\d/.test(char)) {
			const line = Number(this.#take(/\d+/));
			if (this.#peek() !== '~') return { kind: 'line', line };
			this.#at++;
			return { kind: 'step', first: line, step: Number(this.#take(/\d+/)) };
		}
		if (char !== '/' && char !== '\\') return null;
		if (char === '\\') this.#at++;
		const delimiter = this.#script[this.#at++] ?? '';
		const pattern = this.#until(delimiter, 'unterminated address regex');
		const flags = this.#take(/[IM]+/);
		return { kind: 'match', regexp: this.#regexp(pattern, flags) };
	}

	#regexp(pattern: string, flags: string): RegExp | null {
		if (pattern === '') return null;
		return posixRegExp(
			pattern,
			this.#extended,
			`g${/[iI]/.test(flags) ? 'i' : ''}${/[mM]/.test(flags) ? 'm' : ''}`
		);
	}

	/** Up to a delimiter, which is itself when escaped; newlines may be written \n. */
	#until(delimiter: string, problem: string): string {
		let text = '';
		let inBrackets = false;
		for (;;) {
			const char = this.#script[this.#at++];
			if (char === undefined) this.#fail(problem);
			if (char === delimiter && !inBrackets) return text;
			if (char === '\\') {
				const next = this.#script[this.#at++] ?? '';
				text +=
					next === delimiter && !/[(){}|+?]/.test(next)
						? /[.*[\]^$]/.test(next)
							? `\\${next}`
							: next
						: `\\${next}`;
			} else text += char;
			if (char === '[' && !inBrackets && problem.includes('regex'))
				inBrackets = this.#script.indexOf(']', this.#at + 1) >= 0;
			else if (char === ']' && inBrackets && !/\[\^?$/.test(text.slice(0, -1))) inBrackets = false;
		}
	}

	#arguments(step: Step): void {
		const { name } = step;
		if ('aic'.includes(name)) step.text = this.#text();
		else if (name === 's') step.substitution = this.#substitution();
		else if (name === 'y') step.letters = this.#letters();
		else if (':btT'.includes(name)) {
			this.#skip(/ /);
			step.text = this.#take(name === ':' ? /[^\n;]*/ : /[^\n;}]*/).trim();
		} else if ('rRwW'.includes(name)) {
			this.#skip(/ /);
			step.text = this.#take(/[^\n]*/);
		} else if ('qQlL'.includes(name)) {
			this.#skip(/ /);
			step.text = this.#take(/\d*/);
		} else if (name === '#') this.#take(/[^\n]*/);
		else if (!'{}=dDgGhHnNpPxzF'.includes(name)) this.#fail(`unknown command: \`${name}'`);
		if ('{:#'.includes(name)) return;
		this.#skip(/[ \t]/);
		if (this.#at < this.#script.length && !/[\n;}#]/.test(this.#peek()) && !'aic'.includes(name))
			this.#fail('extra characters after command');
	}

	/** Of a, i, c: on the same line (GNU), or after a backslash on those that follow. */
	#text(): string {
		this.#skip(/[ \t]/);
		if (this.#peek() === '\\') {
			this.#at++;
			this.#take(/[ \t]*\n/);
		}
		let text = '';
		for (;;) {
			const char = this.#script[this.#at++];
			if (char === undefined || char === '\n') return `${text}\n`;
			if (char !== '\\') text += char;
			else text += this.#script[this.#at++] ?? '';
		}
	}

	#substitution(): Substitution {
		const delimiter = this.#script[this.#at++] ?? '';
		const pattern = this.#until(delimiter, "unterminated `s' command: regex");
		const replacement = this.#until(delimiter, "unterminated `s' command");
		const flags = this.#take(/[gpiImMe\d]*/);
		const file = this.#take(/w [^\n]*/);
		if (this.#at < this.#script.length && !/[\n;}# \t]/.test(this.#peek()))
			this.#fail("unknown option to `s'");
		return {
			regexp: this.#regexp(pattern, flags.replace('m', 'M')),
			replacement,
			global: flags.includes('g'),
			print: flags.includes('p'),
			nth: Number(/\d+/.exec(flags)?.[0] ?? 1),
			file: file ? file.slice(2) : null
		};
	}

	#letters(): Map<string, string> {
		const delimiter = this.#script[this.#at++] ?? '';
		const read = () => [
			...this.#until(delimiter, "unterminated `y' command").replace(/\\(n|\\)/g, (_, one: string) =>
				one === 'n' ? '\n' : one
			)
		];
		const [from, to] = [read(), read()];
		if (from.length !== to.length) this.#fail("strings for `y' command are different lengths");
		return new Map(from.map((letter, at) => [letter, to[at] ?? '']));
	}
}
