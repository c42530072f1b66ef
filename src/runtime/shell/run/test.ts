/** test, [ and [[ ]]: conditional expressions. https://pubs.opengroup.org/onlinepubs/9799919799/utilities/test.html */
import type { FileView } from '../../protocol/file-view.ts';
import { matches, type Pattern } from './glob.ts';

/** `quoted`: some of it was. */
export type TestWord = { text: string; pattern: Pattern; quoted: boolean };

export type TestWorld = {
	files: FileView;
	cwd: string;
	/** [[ ]] rather than test or [. */
	extended: boolean;
	/** Hears what =~ and its groups matched. */
	found(groups: string[]): void;
	/** Whether a descriptor is a terminal. */
	isTerminal?(fd: number): boolean;
};

export class TestError extends Error {}

export function evaluateTest(words: TestWord[], world: TestWorld): boolean {
	if (words.length === 0) return false;
	return new TestParser(words, world).run();
}

class TestParser {
	readonly #words: TestWord[];
	readonly #world: TestWorld;
	#at = 0;

	constructor(words: TestWord[], world: TestWorld) {
		this.#words = words;
		this.#world = world;
	}

	run(): boolean {
		const result = this.#or();
		const left = this.#words[this.#at];
		if (left)
			throw new TestError(
				this.#words.length > 4 ? 'too many arguments' : `${left.text}: binary operator expected`
			);
		return result;
	}

	#text(offset = 0): string | undefined {
		return this.#words[this.#at + offset]?.text;
	}
	#or(): boolean {
		let result = this.#and();
		while (this.#text() === (this.#world.extended ? '||' : '-o')) {
			this.#at++;
			result = this.#and() || result;
		}
		return result;
	}
	#and(): boolean {
		let result = this.#not();
		while (this.#text() === (this.#world.extended ? '&&' : '-a')) {
			this.#at++;
			result = this.#not() && result;
		}
		return result;
	}
	#not(): boolean {
		if (this.#text() === '!' && this.#words.length > this.#at + 1) {
			this.#at++;
			return !this.#not();
		}
		if (this.#text() === '(' && this.#words.length > this.#at + 2) {
			this.#at++;
			const result = this.#or();
			this.#at++;
			return result;
		}
		return this.#primary();
	}

	#primary(): boolean {
		const [left, operator, right] = [this.#words[this.#at], this.#text(1), this.#words[this.#at + 2]];
		if (left && right && operator !== undefined) {
			const result = this.#binary(left.text, operator, right);
			if (result !== undefined) {
				this.#at += 3;
				return result;
			}
		}
		if (
			left &&
			operator !== undefined &&
			/^-[a-zA-Z]$/.test(left.text) &&
			(this.#world.extended || this.#words.length > 1)
		) {
			this.#at += 2;
			return this.#unary(left.text, operator);
		}
		this.#at++;
		return (left?.text ?? '') !== '';
	}

	/** undefined = no such operator. */
	#binary(left: string, operator: string, right: TestWord): boolean | undefined {
		const { extended, found } = this.#world;
		if (operator === '=~' && extended) {
			const groups = regexpOf(right).exec(left);
			found(Array.from(groups ?? [], (group) => group ?? ''));
			return groups !== null;
		}
		if (/^-(nt|ot|ef)$/.test(operator)) return this.#compareFiles(left, operator, right.text);
		return comparisons[operator]?.(left, right, extended);
	}

	#compareFiles(left: string, operator: string, right: string): boolean {
		const { files, cwd } = this.#world;
		const [a, b] = [left, right].map((path) =>
			files.find(path.startsWith('/') ? path : `${cwd}/${path}`, true)
		);
		if (operator === '-ef') return a !== 0 && a === b;
		const time = (ino: typeof a) => (ino ? files.stat(ino).modified : -Infinity);
		return operator === '-nt' ? time(a) > time(b) : time(a) < time(b);
	}

	#unary(flag: string, operand: string): boolean {
		if (flag === '-z') return operand === '';
		if (flag === '-n') return operand !== '';
		if (flag === '-t') return this.#world.isTerminal?.(Number(operand)) ?? false;
		const path = operand.startsWith('/') ? operand : `${this.#world.cwd}/${operand}`;
		const follow = flag !== '-L' && flag !== '-h';
		const ino = operand === '' ? 0 : this.#world.files.find(path, follow);
		if (!ino) return false;
		const { kind, size, mode } = this.#world.files.stat(ino);
		const checks: Record<string, boolean> = {
			'-e': true,
			'-f': kind === 'file',
			'-d': kind === 'directory',
			'-L': kind === 'symlink',
			'-h': kind === 'symlink',
			'-s': size > 0,
			'-r': true,
			'-w': true,
			'-x': kind === 'directory' || (mode & 0o111) !== 0,
			'-c': kind === 'device'
		};
		const result = checks[flag];
		if (result === undefined) throw new TestError(`${flag}: unary operator expected`);
		return result;
	}
}

/** Quoted text matches itself. */
function regexpOf({ text, pattern, quoted }: TestWord): RegExp {
	const source = quoted
		? pattern
				.map(({ char, literal }) => (literal ? char.replace(/[\\^$.*+?()[\]{}|]/, '\\$&') : char))
				.join('')
		: text;
	return new RegExp(
		source
			.replaceAll('[[:space:]]', '\\s')
			.replace(/\[:(\w+):\]/g, (whole, name: string) => CLASSES[name] ?? whole)
	);
}

const CLASSES: Record<string, string> = {
	alpha: 'A-Za-z',
	digit: '0-9',
	alnum: 'A-Za-z0-9',
	space: '\\s',
	upper: 'A-Z',
	lower: 'a-z'
};

const number = (text: string): number => {
	if (!/^\s*-?\d+\s*$/.test(text)) throw new TestError(`${text}: integer expression expected`);
	return Number(text);
};

type Comparison = (left: string, right: TestWord, extended: boolean) => boolean;

const equal: Comparison = (left, { text, pattern }, extended) =>
	extended ? matches(left, pattern) : left === text;

const comparisons: Record<string, Comparison> = {
	'=': equal,
	'==': equal,
	'!=': (left, right, extended) => !equal(left, right, extended),
	'<': (left, { text }) => left < text,
	'>': (left, { text }) => left > text,
	'-eq': (left, { text }) => number(left) === number(text),
	'-ne': (left, { text }) => number(left) !== number(text),
	'-lt': (left, { text }) => number(left) < number(text),
	'-le': (left, { text }) => number(left) <= number(text),
	'-gt': (left, { text }) => number(left) > number(text),
	'-ge': (left, { text }) => number(left) >= number(text)
};
