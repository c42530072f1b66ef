/**
 * A cheap look at a script, without a tree: where async functions begin and where `import(...)` stands, so that only those are parsed. What strings,
 * comments, templates and regular expressions contain is passed over. Where a text cannot be told apart without a grammar
 * (`}` before a slash that may be either), or its brackets do not match, the answer is null: somebody else must parse it.
 */
export type Scan = {
	/** Functions that may await, in the order in which they begin. */
	functions: AsyncStart[];
	/** Where `import` of each `import(...)` stands. */
	imports: number[];
};

export type AsyncStart = {
	/** Where `async` stands. */
	start: number;
	/** Where its parameters' bracket stands, of functions and methods; null = an arrow, or only a call of something named async. */
	parameters: number | null;
	isGenerator: boolean;
};

type Open = {
	bracket: string;
	/** Of "(": what the word before it makes of a slash behind ")"; of "{": what a slash behind "}" is. */
	slash: Slash;
	/** A computed name of an async method. */
	pending: Pending | null;
	isImport: boolean;
};
type Slash = 'divides' | 'begins' | 'unknown';
/** An `async` whose next tokens say what it is. */
type Pending = AsyncStart & { step: 'async' | 'function' | 'name' | 'method' };

const REGEXP_AFTER = /^(?:return|typeof|instanceof|in|new|delete|void|throw|case|do|else|default|extends)$/;
/** Operators, or names. */
const EITHER = /^(?:of|await|yield)$/;
const HEADS = /^(?:if|while|for|with)$/;
const BLOCK_AFTER = /^(?:else|do|try|finally|static)$/;
const CLOSES: Record<string, string> = { ')': '(', ']': '[', '}': '{' };
const REGEXP = /\/(?:[^\\/[\n\r]|\\[^\n\r]|\[(?:[^\\\]\n\r]|\\[^\n\r])*\])+\/[\w$]*/y;
const WORD = /(?:[\w$\\]|[^\0-\x7f\s])+/y;

/** Ends a scan: a text that only a parser can read. */
class Unclear extends Error {}

class Scanner {
	readonly #source: string;
	#at = 0;
	/** The last token: a word, or a character of punctuation, or `"` for any literal. */
	#last = '';
	#slash: Slash = 'begins';
	#newline = true;
	/** Where the last word began. */
	#wordStart = 0;
	#pending: Pending | null = null;
	/** The last token was the ")" of what looks like an import. */
	#closedImport = false;
	readonly #open: Open[] = [];
	readonly #result: Scan = { functions: [], imports: [] };

	constructor(source: string) {
		this.#source = source;
	}

	run(): Scan {
		const { length } = this.#source;
		if (this.#source.startsWith('#!')) this.#line();
		while (this.#at < length) this.#next(this.#source.charCodeAt(this.#at));
		if (this.#open.length > 0) throw new Unclear();
		this.#result.functions.sort((a, b) => a.start - b.start);
		return this.#result;
	}

	#next(code: number): void {
		if (code === 10 || code === 13 || code === 0x2028 || code === 0x2029) {
			this.#newline = true;
			this.#at++;
		} else if (isSpace(code, this.#source, this.#at)) this.#at++;
		else if (isWordCode(code)) this.#word();
		else if (code === 47) this.#slashes();
		else if (code === 34 || code === 39) this.#string(code);
		else if (code === 96) {
			this.#token('`');
			this.#at++;
			this.#template();
		} else this.#punctuation(this.#source.charAt(this.#at));
	}

	#match(pattern: RegExp): RegExpExecArray {
		pattern.lastIndex = this.#at;
		const found = pattern.exec(this.#source);
		if (!found) throw new Unclear();
		this.#at = pattern.lastIndex;
		return found;
	}

	#string(quote: number): void {
		this.#token('"');
		for (let code = 0; code !== quote;) {
			code = this.#source.charCodeAt(++this.#at);
			if (code === 92) this.#at += this.#source.startsWith('\r\n', this.#at + 1) ? 2 : 1;
			else if (code === 10 || code === 13 || Number.isNaN(code)) throw new Unclear();
		}
		this.#at++;
		this.#slash = 'divides';
	}

	/** To the end of the line. */
	#line(): void {
		const end = /[\n\r\u2028\u2029]|$/g;
		end.lastIndex = this.#at;
		this.#at = end.exec(this.#source)?.index ?? this.#source.length;
	}

	#slashes(): void {
		const following = this.#source.charAt(this.#at + 1);
		if (following === '/') this.#line();
		else if (following === '*') {
			const end = this.#source.indexOf('*/', this.#at + 2);
			if (end < 0) throw new Unclear();
			if (/[\n\r\u2028\u2029]/.test(this.#source.slice(this.#at, end))) this.#newline = true;
			this.#at = end + 2;
		} else if (this.#slash === 'unknown') throw new Unclear();
		else if (this.#slash === 'begins') {
			this.#token('"');
			this.#match(REGEXP);
			this.#slash = 'divides';
		} else this.#punctuation('/');
	}

	/** Behind "`" or the "}" of a part. */
	#template(): void {
		for (;;) {
			const code = this.#source.charCodeAt(this.#at++);
			if (code === 96) break;
			if (code === 92) this.#at++;
			else if (Number.isNaN(code)) throw new Unclear();
			else if (code === 36 && this.#source.charCodeAt(this.#at) === 123) {
				this.#at++;
				this.#open.push({ bracket: '${', slash: 'divides', pending: null, isImport: false });
				[this.#last, this.#slash] = ['${', 'begins'];
				return;
			}
		}
		[this.#last, this.#slash] = ['`', 'divides'];
	}

	#word(): void {
		const start = this.#at;
		const [word] = this.#match(WORD);
		const isProperty = this.#last === '.' || this.#last === '#';
		this.#wordStart = start;
		this.#token(word, start);
		if (isProperty) {
			this.#last = 'property';
			this.#slash = 'divides';
			return;
		}
		this.#slash = REGEXP_AFTER.test(word) ? 'begins' : EITHER.test(word) ? 'unknown' : 'divides';
		if (word === 'async' && !this.#pending) {
			this.#pending = { start, parameters: null, isGenerator: false, step: 'async' };
			this.#newline = false;
		}
	}

	#punctuation(character: string): void {
		const start = this.#at;
		const following = this.#source.charAt(start + 1);
		if (character === '<' && this.#source.startsWith('<!--', start)) throw new Unclear();
		if (character === '-' && this.#newline && this.#source.startsWith('-->', start)) throw new Unclear();
		const before = this.#last;
		const slashBefore = this.#slash;
		this.#token(character, start);
		this.#at++;
		if (character === '(' || character === '[' || character === '{') this.#opens(character, before);
		else if (character in CLOSES) this.#closes(character);
		else if ((character === '+' || character === '-') && following === character) {
			this.#at++;
			this.#slash = slashBefore;
		} else if (character === '=' && following === '>') {
			this.#at++;
			[this.#last, this.#slash] = ['=>', 'begins'];
		} else if (character === '.') {
			const isSpread = this.#source.startsWith('..', this.#at);
			if (isSpread) this.#at += 2;
			[this.#last, this.#slash] = isSpread ? ['...', 'begins'] : ['.', 'divides'];
		} else this.#slash = 'begins';
	}

	#opens(bracket: string, before: string): void {
		const isImport = bracket === '(' && before === 'import';
		if (isImport) this.#result.imports.push(this.#wordStart);
		const slash = bracket === '{' ? afterBlock(before) : bracket === '(' ? afterHead(before) : 'divides';
		const pending = bracket === '[' ? this.#pending : null;
		this.#pending = null;
		this.#open.push({ bracket, slash, pending, isImport });
		this.#slash = 'begins';
	}

	#closes(bracket: string): void {
		const opened = this.#open.pop();
		if (!opened) throw new Unclear();
		if (opened.bracket === '${' && bracket === '}') {
			this.#template();
			return;
		}
		if (opened.bracket !== CLOSES[bracket]) throw new Unclear();
		this.#slash = opened.slash;
		this.#closedImport = opened.isImport;
		if (opened.pending) this.#pending = { ...opened.pending, step: 'name' };
	}

	/** Hears of every token before it is read further. */
	#token(token: string, start: number = this.#at): void {
		// A method of that name.
		if (this.#closedImport && token === '{') throw new Unclear();
		this.#closedImport = false;
		const pending = this.#pending;
		this.#pending = null;
		if (pending) this.#pending = this.#follow(pending, token, start);
		this.#last = token;
		this.#newline = false;
	}

	/** What the token behind `async ...` makes of it; null = it is known now, or was nothing. */
	#follow(pending: Pending, token: string, start: number): Pending | null {
		const { functions } = this.#result;
		const isName = token === '"' || isWordCode(token.charCodeAt(0));
		const isFirst = pending.step === 'async';
		if (isFirst && this.#newline) return null;
		if (token === '(') {
			functions.push({ ...pending, parameters: isFirst ? null : start });
			return null;
		}
		if (token === '*' && (isFirst || pending.step === 'function'))
			return { ...pending, isGenerator: true, step: isFirst ? 'method' : 'function' };
		if (token === '#') return { ...pending, step: 'method' };
		if (token === '[' && (isFirst || pending.step === 'method')) return pending;
		if (token === '=' && pending.step === 'name' && this.#source.charAt(start + 1) === '>') {
			functions.push(pending);
			return null;
		}
		if (!isName || pending.step === 'name') return null;
		if (pending.step === 'function') return pending;
		return { ...pending, step: isFirst && token === 'function' ? 'function' : 'name' };
	}
}

const isSpace = (code: number, source: string, at: number): boolean =>
	code === 32 || code === 9 || (code >= 0x80 && /\s/.test(source.charAt(at)));

/** "\\" begins an escape in a name. */
function isWordCode(code: number): boolean {
	return (
		(code >= 97 && code <= 122) ||
		(code >= 65 && code <= 90) ||
		(code >= 48 && code <= 57) ||
		code === 95 ||
		code === 36 ||
		code === 92 ||
		code >= 0x80
	);
}

/** What a slash is behind the ")" of a bracket that stands behind this token. */
function afterHead(before: string): Slash {
	if (HEADS.test(before)) return 'begins';
	// `for await (...)`, or an operator
	return before === 'await' ? 'unknown' : 'divides';
}

/** What a slash is behind the "}" of a brace that stands behind this token. */
function afterBlock(before: string): Slash {
	if (
		before === '' ||
		before === ')' ||
		before === ';' ||
		before === '{' ||
		before === '}' ||
		before === '=>'
	)
		return 'begins';
	if (BLOCK_AFTER.test(before)) return 'begins';
	return /^(?:[=(,[?&|!+]|return)$/.test(before) ? 'divides' : 'unknown';
}

/** null = only a parser can tell. */
export function scan(source: string): Scan | null {
	try {
		return new Scanner(source).run();
	} catch (error) {
		if (error instanceof Unclear) return null;
		throw error;
	}
}
