/** Trees in and out: the payloads of mount and export. https://github.com/stackblitz/webcontainer-core (packages/snapshot) */
import { decode, encode } from '@msgpack/msgpack';
import { zipSync } from 'fflate';
import type { Ino } from '../protocol/file-view.ts';
import { CodedError } from '../wire/coded-error.ts';
import type { Files } from './files.ts';
import { globMatcher } from './globs.ts';

type Folder = { d: Record<string, Entry> };
type Entry = Folder | { f: { c: Uint8Array | string; b?: boolean } | { l: Uint8Array | string } };

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const strict = new TextDecoder('utf-8', { fatal: true });
const HASH_BANG = [0x23, 0x21];

/** JSON begins with "{", msgpack's map does not. Texts of msgpack, which are UTF-8 as files are, stay bytes. */
function parse(payload: Uint8Array): Folder {
	const isJson = payload[0] === 0x7b;
	const tree: unknown = isJson ? JSON.parse(decoder.decode(payload)) : decode(payload, { rawStrings: true });
	if (typeof tree !== 'object' || tree === null || !('d' in tree))
		throw new CodedError('EINVAL', 'the snapshot holds no folder');
	return tree as Folder;
}

/** `b`: a text of one character for each byte. */
function bytesOf({ c, b }: { c: Uint8Array | string; b?: boolean }): Uint8Array {
	if (b) return Uint8Array.from(textOf(c), (char) => char.charCodeAt(0));
	return typeof c === 'string' ? encoder.encode(c) : c;
}

function textOf(text: Uint8Array | string): string {
	return typeof text === 'string' ? text : decoder.decode(text);
}

/** Lays the tree over what is at `mountPoint`, which must be a directory. */
export function mount(files: Files, payload: Uint8Array, mountPoint: string): void {
	const tree = parse(payload);
	const base = files.lookup(mountPoint, true);
	if (files.stat(base).kind !== 'directory') throw new CodedError('ENOTDIR');
	new Mounter(files).run(tree, base);
}

class Mounter {
	readonly #files: Files;

	constructor(files: Files) {
		this.#files = files;
	}

	run(tree: Folder, base: Ino): void {
		this.#files.change(() => this.#folder(tree, base));
	}

	#folder({ d }: Folder, parent: number): void {
		for (const [name, entry] of Object.entries(d)) {
			if ('d' in entry) this.#folder(entry, this.#files.folderIn(parent, name));
			else if ('l' in entry.f) this.#files.symlinkIn(parent, name, bytesOf({ c: entry.f.l }));
			else this.#file(parent, name, bytesOf(entry.f));
		}
	}

	#file(parent: number, name: string, bytes: Uint8Array): void {
		const isProgram = bytes[0] === HASH_BANG[0] && bytes[1] === HASH_BANG[1];
		this.#files.fileIn(parent, name, bytes, isProgram ? 0o755 : 0o644);
	}
}

export type ExportOptions = { format: 'json' | 'binary' | 'zip'; includes: string[]; excludes: string[] };

export function exportTree(
	files: Files,
	path: string,
	{ format, includes, excludes }: ExportOptions
): Uint8Array {
	// As documented: includes bring back files from within excluded folders.
	const isIncluded = globMatcher(includes);
	const isExcluded = globMatcher(excludes);
	const root = files.lookup(path, true);
	if (files.stat(root).kind !== 'directory') return wholeFile(files, root, format);
	const read = (ino: Ino, prefix: string, inExcluded = false): Folder => {
		const d: Record<string, Entry> = {};
		for (const { name, kind, ino: child } of files.list(ino)) {
			const inner = prefix + name;
			const excluded = inExcluded || isExcluded(inner);
			if (kind === 'directory') {
				if (excluded && includes.length === 0) continue;
				const folder = read(child, `${inner}/`, excluded);
				if (!excluded || Object.keys(folder.d).length > 0) d[name] = folder;
			} else if (excluded && !isIncluded(inner)) continue;
			else if (kind === 'symlink') d[name] = { f: { l: files.readlink(child) } };
			else if (kind === 'file') d[name] = { f: { c: files.readFile(child) } };
		}
		return { d };
	};
	const tree = read(root, '');
	if (format === 'binary') return encode(tree);
	return format === 'json' ? encoder.encode(JSON.stringify(textTree(tree))) : zipSync(flatten(tree, ''));
}

function wholeFile(files: Files, ino: Ino, format: string): Uint8Array {
	const bytes = files.readFile(ino);
	return format === 'json' ? encoder.encode(JSON.stringify(textEntry(bytes))) : bytes;
}

/** JSON has no bytes: text where it is UTF-8, else a string of one character per byte, marked b. */
function textEntry(bytes: Uint8Array): Entry {
	try {
		return { f: { c: strict.decode(bytes) } };
	} catch {
		return { f: { c: Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''), b: true } };
	}
}

function textTree({ d }: Folder): Folder {
	const convert = (entry: Entry): Entry => {
		if ('d' in entry) return textTree(entry);
		return 'c' in entry.f && typeof entry.f.c !== 'string' ? textEntry(entry.f.c) : entry;
	};
	return { d: Object.fromEntries(Object.entries(d).map(([name, entry]) => [name, convert(entry)])) };
}

function flatten({ d }: Folder, prefix: string): Record<string, Uint8Array> {
	const out: Record<string, Uint8Array> = {};
	for (const [name, entry] of Object.entries(d)) {
		if ('d' in entry) Object.assign(out, flatten(entry, `${prefix}${name}/`));
		else out[prefix + name] = bytesOf('l' in entry.f ? { c: entry.f.l } : entry.f);
	}
	return out;
}
