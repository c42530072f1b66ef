/** POSIX regular expressions, basic and extended with GNU's additions, as JavaScript's. https://www.gnu.org/software/sed/manual/html_node/regexp-syntax.html */

/** The pattern cannot be one; the message is GNU's. */
export class BadPattern extends Error {}

const CLASSES: Record<string, string> = {
	alpha: '\\p{L}',
	digit: '0-9',
	alnum: '\\p{L}0-9',
	upper: '\\p{Lu}',
	lower: '\\p{Ll}',
	space: '\\s',
	blank: ' \\t',
	punct: '!-\\/:-@\\[-`\\{-~',
	xdigit: '0-9A-Fa-f',
	cntrl: '\\x00-\\x1f\\x7f',
	print: '\\x20-\\x7e\\u00a0-\\u{10ffff}',
	graph: '\\x21-\\x7e\\u00a1-\\u{10ffff}'
};

/** What GNU writes with a backslash and JavaScript otherwise. */
const ESCAPED: Record<string, string> = {
	'<': '\\b(?=\\w)',
	'>': '\\b(?<=\\w)',
	'`': '(?<![\\s\\S])',
	"'": '(?![\\s\\S])',
	w: '[\\p{L}0-9_]',
	W: '[^\\p{L}0-9_]',
	s: '\\s',
	S: '\\S',
	b: '\\b',
	B: '\\B',
	n: '\\n',
	t: '\\t',
	r: '\\r',
	f: '\\f',
	v: '\\v',
	a: '\\x07'
};

const literal = (char: string) => (/[\\^$.*+?()[\]{}|/]/.test(char) ? `\\${char}` : char);

class Translator {
	readonly #pattern: string;
	readonly #extended: boolean;
	#at = 0;
	#out = '';
	#depth = 0;

	constructor(pattern: string, extended: boolean) {
		this.#pattern = pattern;
		this.#extended = extended;
	}

	translate(): string {
		while (this.#at < this.#pattern.length) this.#out += this.#one();
		if (this.#depth > 0) throw new BadPattern(this.#extended ? 'Unmatched ( or \\(' : 'Unmatched ( or \\(');
		return this.#out;
	}

	#one(): string {
		const char = this.#pattern[this.#at++] ?? '';
		if (char === '[') return this.#bracket();
		if (char === '\\') return this.#escape();
		if (char === '*') return this.#atStart() ? '\\*' : '*';
		if (char === '.') return '[\\s\\S]';
		if (char === '^') return this.#extended || this.#atStart() ? '^' : '\\^';
		if (char === '$') return this.#extended || this.#atEnd() ? '$' : '\\$';
		if ('(){}|+?'.includes(char)) return this.#extended ? this.#operator(char) : literal(char);
		return literal(char);
	}

	#operator(char: string): string {
		if (char === '(') this.#depth++;
		if (char === ')') {
			if (this.#depth === 0) {
				if (this.#extended) return '\\)';
				throw new BadPattern('Unmatched ) or \\)');
			}
			this.#depth--;
		}
		if (char === '{') return this.#repeat();
		if ((char === '+' || char === '?') && this.#atStart(1)) return `\\${char}`;
		return char === '}' ? '\\}' : char;
	}

	/** "{2,3}" from behind its brace; one that is no repeat is itself. */
	#repeat(): string {
		const close = this.#extended ? '}' : '\\}';
		const end = this.#pattern.indexOf(close, this.#at);
		const inner = end < 0 ? '' : this.#pattern.slice(this.#at, end);
		if (!/^\d*(,\d*)?$/.test(inner) || inner === '') {
			if (!this.#extended) throw new BadPattern(end < 0 ? 'Unmatched \\{' : 'Invalid content of \\{\\}');
			return '\\{';
		}
		this.#at = end + close.length;
		return `{${inner.startsWith(',') ? `0${inner}` : inner}}`;
	}

	#escape(): string {
		const char = this.#pattern[this.#at++];
		if (char === undefined) throw new BadPattern('Trailing backslash');
		if (/[1-9]/.test(char)) return `(?:\\${char})`;
		if ('(){}|+?'.includes(char)) return this.#extended ? literal(char) : this.#operator(char);
		return ESCAPED[char] ?? literal(char);
	}

	#bracket(): string {
		let out = '[';
		if (this.#pattern[this.#at] === '^') {
			out += '^';
			this.#at++;
		}
		for (let first = true; ; first = false) {
			const char = this.#pattern[this.#at++];
			if (char === undefined) throw new BadPattern('Unmatched [, [^, [:, [., or [=');
			if (char === ']' && !first) return out === '[^' ? '[\\s\\S]' : `${out}]`;
			const [whole, name] = /^\[:(\w+):\]/.exec(this.#pattern.slice(this.#at - 1)) ?? [];
			if (whole && name) {
				const set = CLASSES[name];
				if (!set) throw new BadPattern('Invalid character class name');
				out += set;
				this.#at += whole.length - 1;
			} else if (
				char === '\\' &&
				/[nt\]\\]/.test(this.#pattern[this.#at] ?? '') &&
				this.#pattern[this.#at] !== ']'
			)
				out += `\\${this.#pattern[this.#at++]}`;
			else out += char === '-' ? this.#dash(first) : /[\\[\]^&~]/.test(char) ? `\\${char}` : char;
		}
	}
	/** A range, unless it stands first or last. */
	#dash(first: boolean): string {
		return first || this.#pattern[this.#at] === ']' ? '\\-' : '-';
	}

	#atStart(behind = 1): boolean {
		const before = this.#pattern.slice(0, this.#at - behind);
		return before === '' || (this.#extended ? /(^|[^\\])[(|]$/ : /\\[(|]$|^\^$/).test(before);
	}
	#atEnd(): boolean {
		const after = this.#pattern.slice(this.#at);
		return after === '' || after.startsWith('\\)') || after.startsWith('\\|');
	}
}

/** @throws BadPattern */
export function posixSource(pattern: string, extended: boolean): string {
	return new Translator(pattern, extended).translate();
}

/** `flags` of JavaScript; those of Unicode are added. @throws BadPattern */
export function posixRegExp(pattern: string, extended: boolean, flags = ''): RegExp {
	const source = posixSource(pattern, extended);
	try {
		return new RegExp(source, `${flags}u`);
	} catch (error) {
		throw new BadPattern('Invalid preceding regular expression', { cause: error });
	}
}
