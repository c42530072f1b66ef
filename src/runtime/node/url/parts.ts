/** The parts of a URL that follow its host, and files' URLs: half of the parser of parse.ts. */
import { controls, encodeCharacter, encodeText, pathSet, querySet, specialQuerySet } from './encode.ts';
import { emptyRecord, isSpecial, type UrlRecord } from './record.ts';

export type State =
	| 'schemeStart'
	| 'scheme'
	| 'noScheme'
	| 'specialRelativeOrAuthority'
	| 'pathOrAuthority'
	| 'relative'
	| 'relativeSlash'
	| 'specialAuthoritySlashes'
	| 'specialAuthorityIgnoreSlashes'
	| 'authority'
	| 'host'
	| 'hostname'
	| 'port'
	| 'file'
	| 'fileSlash'
	| 'fileHost'
	| 'pathStart'
	| 'path'
	| 'opaquePath'
	| 'query'
	| 'fragment';

export type Character = string | undefined;

export const isSlash = (character: Character) => character === '/' || character === '\\';
export const isDriveLetter = (text: string) => /^[A-Za-z][:|]$/.test(text);
const isDouble = (segment: string) => /^(?:\.|%2e){2}$/i.test(segment);
const isSingle = (segment: string) => /^(?:\.|%2e)$/i.test(segment);

export class PartParser {
	protected readonly url: UrlRecord;
	protected readonly base: UrlRecord | null;
	/** Set: only this part of a URL is parsed. */
	protected readonly only: State | null;
	protected readonly input: string[];
	protected state: State;
	protected at = 0;
	protected buffer = '';

	constructor(text: string, base: UrlRecord | null, part?: { url: UrlRecord; state: State }) {
		this.url = part?.url ?? emptyRecord();
		this.base = base;
		this.only = part?.state ?? null;
		this.state = part?.state ?? 'schemeStart';
		const trimmed = part ? text : text.replace(/^[\0-\x20]+|[\0-\x20]+$/g, '');
		this.input = [...trimmed.replace(/[\t\n\r]/g, '')];
	}

	protected goto(state: State): void {
		this.state = state;
	}
	/** The same character in another state. */
	protected again(state: State): void {
		this.state = state;
		this.at--;
	}
	/** `text` stands here. */
	protected is(text: string, from = this.at): boolean {
		return this.input.slice(from, from + text.length).join('') === text;
	}
	protected isBackslash(c: Character): boolean {
		return c === '\\' && isSpecial(this.url);
	}
	protected endsAuthority(c: Character): boolean {
		return c === undefined || c === '/' || c === '?' || c === '#' || this.isBackslash(c);
	}

	/** Takes parts of the base. */
	protected inherit(...names: (keyof UrlRecord)[]): void {
		for (const name of names) {
			const value = this.base?.[name];
			Object.assign(this.url, { [name]: Array.isArray(value) ? [...value] : value });
		}
	}
	/** What follows a base's path. */
	protected queryOrFragment(c: Character): boolean {
		if (c !== '?' && c !== '#') return false;
		if (c === '?') this.url.query = '';
		else this.url.fragment = '';
		this.goto(c === '?' ? 'query' : 'fragment');
		return true;
	}

	/** A drive's letter and what may follow it stand here. */
	protected isDrive(): boolean {
		const [letter = '', colon = '', next] = this.input.slice(this.at, this.at + 3);
		return isDriveLetter(letter + colon) && (next === undefined || '/\\?#'.includes(next));
	}
	protected inFile(c: Character): void {
		this.url.scheme = 'file';
		this.url.host = '';
		if (isSlash(c)) return this.goto('fileSlash');
		if (this.base?.scheme !== 'file') return this.again('path');
		this.inherit('host', 'path', 'query');
		if (this.queryOrFragment(c) || c === undefined) return;
		this.url.query = null;
		if (this.isDrive()) this.url.path = [];
		else this.shorten();
		this.again('path');
	}
	protected inFileSlash(c: Character): void {
		if (isSlash(c)) return this.goto('fileHost');
		const base = this.base;
		if (base?.scheme === 'file') {
			this.inherit('host');
			const [first = ''] = base.path;
			if (!this.isDrive() && /^[A-Za-z]:$/.test(first)) this.url.path = [first];
		}
		this.again('path');
	}
	/** The last segment goes, but not a drive's letter. */
	protected shorten(): void {
		const { path, scheme } = this.url;
		if (typeof path === 'string') return;
		if (scheme === 'file' && path.length === 1 && /^[A-Za-z]:$/.test(path[0] ?? '')) return;
		path.pop();
	}
	protected append(segment: string): void {
		const { path } = this.url;
		if (typeof path !== 'string') path.push(segment);
	}
	protected inPathStart(c: Character): void {
		if (isSpecial(this.url)) {
			this.goto('path');
			if (!isSlash(c)) this.at--;
		} else if (!this.only && this.queryOrFragment(c)) return;
		else if (c !== undefined) {
			this.goto('path');
			if (c !== '/') this.at--;
		} else if (this.only && this.url.host === null) this.append('');
	}
	protected inPath(c: Character): void {
		const isEnd = c === '/' || this.isBackslash(c);
		const endsPath = c === undefined || (!this.only && (c === '?' || c === '#'));
		if (!isEnd && !endsPath) {
			this.buffer += encodeCharacter(c, pathSet);
			return;
		}
		const segment = this.buffer;
		this.buffer = '';
		if (isDouble(segment)) {
			this.shorten();
			if (!isEnd) this.append('');
		} else if (isSingle(segment)) {
			if (!isEnd) this.append('');
		} else {
			const isDrive = this.url.scheme === 'file' && this.url.path.length === 0 && isDriveLetter(segment);
			this.append(isDrive ? `${segment[0] ?? ''}:` : segment);
		}
		if (!isEnd) this.queryOrFragment(c);
	}
	protected inOpaquePath(c: Character): void {
		if (this.queryOrFragment(c) || c === undefined) return;
		this.url.path = `${this.url.path as string}${encodeCharacter(c, controls)}`;
	}
	protected inQuery(c: Character): void {
		const isFragment = !this.only && c === '#';
		if (c !== undefined && !isFragment) {
			this.buffer += c;
			return;
		}
		this.url.query += encodeText(this.buffer, isSpecial(this.url) ? specialQuerySet : querySet);
		this.buffer = '';
		if (isFragment) this.queryOrFragment(c);
	}
}
