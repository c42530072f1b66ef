/** The parser of URLs, state by state as the standard has them. https://url.spec.whatwg.org/#url-parsing */
import { encodeCharacter, fragmentSet, userSet } from './encode.ts';
import { parseHost } from './host.ts';
import { isDriveLetter, isSlash, PartParser, type Character, type State } from './parts.ts';
import { isSpecial, portOf, type UrlRecord } from './record.ts';

/** What a state says: nothing = go on; `end` = done, where one part is set; `fail` = no URL. */
// eslint-disable-next-line @typescript-eslint/no-invalid-void-type -- most states say nothing
type Result = 'end' | 'fail' | void;

export class UrlParser extends PartParser {
	#sawAt = false;
	#sawPassword = false;
	#inBrackets = false;

	/** null = it is none, or not such a part. */
	run(): UrlRecord | null {
		for (; ; this.at++) {
			const result = this.#step(this.input[this.at]);
			if (result === 'fail') return null;
			if (result === 'end' || this.at >= this.input.length) return this.url;
		}
	}

	#step(c: Character): Result {
		switch (this.state) {
			case 'schemeStart':
				return this.#schemeStart(c);
			case 'scheme':
				return this.#scheme(c);
			case 'noScheme':
				return this.#noScheme(c);
			case 'specialRelativeOrAuthority':
				return this.#twoSlashes(c, 'relative');
			case 'pathOrAuthority':
				return c === '/' ? this.goto('authority') : this.again('path');
			case 'relative':
				return this.#relative(c);
			case 'relativeSlash':
				return this.#relativeSlash(c);
			case 'specialAuthoritySlashes':
				return this.#twoSlashes(c, 'specialAuthorityIgnoreSlashes');
			case 'specialAuthorityIgnoreSlashes':
				return isSlash(c) ? undefined : this.again('authority');
			case 'authority':
				return this.#authority(c);
			case 'host':
			case 'hostname':
				return this.#host(c);
			case 'port':
				return this.#port(c);
			case 'file':
				return this.inFile(c);
			case 'fileSlash':
				return this.inFileSlash(c);
			case 'fileHost':
				return this.#fileHost(c);
			case 'pathStart':
				return this.inPathStart(c);
			case 'path':
				return this.inPath(c);
			case 'opaquePath':
				return this.inOpaquePath(c);
			case 'query':
				return this.inQuery(c);
			case 'fragment':
				if (c !== undefined) this.url.fragment += encodeCharacter(c, fragmentSet);
				return;
			default:
				this.state satisfies never;
		}
	}

	#hasCredentials(): boolean {
		return this.url.username !== '' || this.url.password !== '';
	}

	#schemeStart(c: Character): Result {
		if (c !== undefined && /[A-Za-z]/.test(c)) {
			this.buffer = c.toLowerCase();
			this.goto('scheme');
		} else if (this.only) return 'fail';
		else this.again('noScheme');
	}
	#scheme(c: Character): Result {
		if (c !== undefined && /[A-Za-z\d+.-]/.test(c)) this.buffer += c.toLowerCase();
		else if (c === ':') return this.only ? this.#setScheme() : this.#afterScheme();
		else if (this.only) return 'fail';
		else {
			this.buffer = '';
			this.at = -1;
			this.goto('noScheme');
		}
	}
	#setScheme(): Result {
		const url = this.url;
		if (isSpecial(url) !== isSpecial({ scheme: this.buffer })) return 'end';
		if (this.buffer === 'file' && (this.#hasCredentials() || url.port !== null)) return 'end';
		if (url.scheme === 'file' && !url.host) return 'end';
		url.scheme = this.buffer;
		if (url.port === portOf(url.scheme)) url.port = null;
		return 'end';
	}
	#afterScheme(): void {
		const url = this.url;
		url.scheme = this.buffer;
		this.buffer = '';
		if (url.scheme === 'file') return this.goto('file');
		if (isSpecial(url))
			return this.goto(
				this.base?.scheme === url.scheme ? 'specialRelativeOrAuthority' : 'specialAuthoritySlashes'
			);
		if (this.is('/', this.at + 1)) {
			this.at++;
			return this.goto('pathOrAuthority');
		}
		url.path = '';
		this.goto('opaquePath');
	}
	#noScheme(c: Character): Result {
		const base = this.base;
		const isOpaque = typeof base?.path === 'string';
		if (!base || (isOpaque && c !== '#')) return 'fail';
		if (!isOpaque) return this.again(base.scheme === 'file' ? 'file' : 'relative');
		Object.assign(this.url, base, { fragment: '' });
		this.goto('fragment');
	}

	#twoSlashes(c: Character, otherwise: State): void {
		if (c !== '/' || !this.is('/', this.at + 1)) return this.again(otherwise);
		this.at++;
		this.goto('specialAuthorityIgnoreSlashes');
	}
	#relative(c: Character): void {
		this.inherit('scheme');
		if (c === '/' || this.isBackslash(c)) return this.goto('relativeSlash');
		this.inherit('username', 'password', 'host', 'port', 'path', 'query');
		if (this.queryOrFragment(c) || c === undefined) return;
		this.url.query = null;
		this.shorten();
		this.again('path');
	}
	#relativeSlash(c: Character): void {
		if (isSpecial(this.url) && isSlash(c)) return this.goto('specialAuthorityIgnoreSlashes');
		if (c === '/') return this.goto('authority');
		this.inherit('username', 'password', 'host', 'port');
		this.again('path');
	}

	#authority(c: Character): Result {
		if (c === '@') return this.#credentials();
		if (!this.endsAuthority(c)) {
			this.buffer += c ?? '';
			return;
		}
		if (this.#sawAt && this.buffer === '') return 'fail';
		this.at -= [...this.buffer].length + 1;
		this.buffer = '';
		this.goto('host');
	}
	#credentials(): void {
		const url = this.url;
		if (this.#sawAt) this.buffer = `%40${this.buffer}`;
		this.#sawAt = true;
		for (const c of this.buffer) {
			if (c === ':' && !this.#sawPassword) this.#sawPassword = true;
			else if (this.#sawPassword) url.password += encodeCharacter(c, userSet);
			else url.username += encodeCharacter(c, userSet);
		}
		this.buffer = '';
	}
	/** False = it is no host. */
	#takeHost(): boolean {
		const host = parseHost(this.buffer, !isSpecial(this.url));
		if (host === null) return false;
		this.url.host = host;
		this.buffer = '';
		return true;
	}
	#host(c: Character): Result {
		if (this.only && this.url.scheme === 'file') return this.again('fileHost');
		if (c === ':' && !this.#inBrackets) {
			if (this.buffer === '' || this.only === 'hostname' || !this.#takeHost()) return 'fail';
			this.goto('port');
		} else if (this.endsAuthority(c)) {
			this.at--;
			const isEmpty = this.buffer === '';
			if (isEmpty && isSpecial(this.url)) return 'fail';
			if (isEmpty && this.only && !this.#mayLoseHost()) return 'fail';
			if (!this.#takeHost()) return 'fail';
			this.goto('pathStart');
			if (this.only) return 'end';
		} else {
			if (c === '[') this.#inBrackets = true;
			if (c === ']') this.#inBrackets = false;
			this.buffer += c ?? '';
		}
	}
	/** Node leaves a URL as it is that has no host to lose, but for a path that would be taken for one. */
	#mayLoseHost(): boolean {
		const { host, path } = this.url;
		return (host !== null || path[0] === '') && !this.#hasCredentials() && this.url.port === null;
	}
	#port(c: Character): Result {
		if (c !== undefined && /\d/.test(c)) {
			this.buffer += c ?? '';
			return;
		}
		if (!this.endsAuthority(c) && !this.only) return 'fail';
		if (this.buffer !== '') {
			const port = Number(this.buffer);
			if (port > 65_535) return 'fail';
			this.url.port = port === portOf(this.url.scheme) ? null : port;
			this.buffer = '';
		}
		if (this.only) return 'end';
		this.again('pathStart');
	}

	#fileHost(c: Character): Result {
		if (c !== undefined && !'/\\?#'.includes(c)) {
			this.buffer += c ?? '';
			return;
		}
		this.at--;
		// The letter stays: it is the path's.
		if (!this.only && isDriveLetter(this.buffer)) return this.goto('path');
		if (this.buffer === '') this.url.host = '';
		else {
			if (!this.#takeHost()) return 'fail';
			if (this.url.host === 'localhost') this.url.host = '';
		}
		if (this.only) return 'end';
		this.goto('pathStart');
	}
}

/** null = it is none. */
export function parseUrl(text: string, base?: string): UrlRecord | null {
	if (base === undefined) return new UrlParser(text, null).run();
	const parsed = new UrlParser(base, null).run();
	return parsed && new UrlParser(text, parsed).run();
}
