/** test, [ and [[ ]]: conditional expressions. https://pubs.opengroup.org/onlinepubs/9799919799/utilities/test.html */
import type { FileView } from '../../protocol/file-view.ts';
import { matches, type Pattern } from './glob.ts';

export type TestWord = { text: string; pattern: Pattern };

export class TestError extends Error {}

export function evaluateTest(words: TestWord[], files: FileView, cwd: string, extended: boolean): boolean {
	if (words.length === 0) return false;
	const parser = new TestParser(words, files, cwd, extended);
	return parser.run();
}

class TestParser {
	readonly #words: TestWord[];
	readonly #files: FileView;
	readonly #cwd: string;
	readonly #extended: boolean;
	#at = 0;

	constructor(words: TestWord[], files: FileView, cwd: string, extended: boolean) {
		this.#words = words;
		this.#files = files;
		this.#cwd = cwd;
		this.#extended = extended;
	}

	run(): boolean {
		const result = this.#or();
		const left = this.#words[this.#at];
		if (left) throw new TestError(`${left.text}: unexpected operator`);
		return result;
	}

	#text(offset = 0): string | undefined {
		return this.#words[this.#at + offset]?.text;
	}
	#or(): boolean {
		let result = this.#and();
		while (this.#text() === (this.#extended ? '||' : '-o')) {
			this.#at++;
			result = this.#and() || result;
		}
		return result;
	}
	#and(): boolean {
		let result = this.#not();
		while (this.#text() === (this.#extended ? '&&' : '-a')) {
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
		const compare = operator === undefined || !right ? undefined : comparisons[operator];
		if (left && right && compare) {
			this.#at += 3;
			return compare(left.text, right, this.#extended);
		}
		if (
			left &&
			operator !== undefined &&
			/^-[a-zA-Z]$/.test(left.text) &&
			(this.#extended || this.#words.length > 1)
		) {
			this.#at += 2;
			return this.#unary(left.text, operator);
		}
		this.#at++;
		return (left?.text ?? '') !== '';
	}

	#unary(flag: string, operand: string): boolean {
		if (flag === '-z') return operand === '';
		if (flag === '-n') return operand !== '';
		if (flag === '-t') return false;
		const path = operand.startsWith('/') ? operand : `${this.#cwd}/${operand}`;
		const follow = flag !== '-L' && flag !== '-h';
		const ino = operand === '' ? 0 : this.#files.find(path, follow);
		if (!ino) return false;
		const { kind, size, mode } = this.#files.stat(ino);
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
	'=~': (left, { text }) => new RegExp(text).test(left),
	'<': (left, { text }) => left < text,
	'>': (left, { text }) => left > text,
	'-eq': (left, { text }) => number(left) === number(text),
	'-ne': (left, { text }) => number(left) !== number(text),
	'-lt': (left, { text }) => number(left) < number(text),
	'-le': (left, { text }) => number(left) <= number(text),
	'-gt': (left, { text }) => number(left) > number(text),
	'-ge': (left, { text }) => number(left) >= number(text)
};
