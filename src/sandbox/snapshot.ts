/**
 * Trees as @webcontainer/snapshot writes them: msgpack of `{d: {name: {d} | {f: {c}} | {f: {l}}}}`, c = contents,
 * l = symlink target. https://github.com/stackblitz/webcontainer-core (packages/snapshot)
 *
 * The format has no mode bits: what starts with "#!" is executable.
 */
import { decode, encode } from '@msgpack/msgpack';
import { CodedError } from '#model/coded-error.ts';
import type { Tree, TreeFile } from '#model/tree.ts';

type Folder = { d: Record<string, Entry> };
type Entry = Folder | { f: { c: Uint8Array | string } | { l: string } };

const encoder = new TextEncoder();

export function encodeTree(tree: Tree): Uint8Array {
	const root: Folder = { d: {} };
	for (const [path, file] of [...tree].sort(([a], [b]) => (a < b ? -1 : 1))) {
		const parts = path.split('/');
		const name = parts.pop() ?? path;
		let folder = root;
		for (const part of parts) {
			const next = folder.d[part] ?? { d: {} };
			if (!('d' in next))
				throw new CodedError('E_PATH', `Cannot put "${path}" in a tree: "${part}" is a file there`);
			folder.d[part] = next;
			folder = next;
		}
		folder.d[name] = { f: 'symlink' in file ? { l: file.symlink } : { c: file.bytes } };
	}
	return encode(root);
}

export function decodeTree(snapshot: Uint8Array): Tree {
	const tree = new Map<string, TreeFile>();
	collect(readRoot(snapshot), '', tree);
	return tree;
}

function readRoot(snapshot: Uint8Array): Folder {
	let root: unknown;
	try {
		root = decode(snapshot);
	} catch (error) {
		throw new CodedError('E_SNAPSHOT', 'Cannot read the snapshot: it is not msgpack', { cause: error });
	}
	if (!isFolder(root)) throw new CodedError('E_SNAPSHOT', 'Cannot read the snapshot: it holds no folder');
	return root;
}

function isFolder(value: unknown): value is Folder {
	return typeof value === 'object' && value !== null && 'd' in value && typeof value.d === 'object';
}

function collect(folder: Folder, prefix: string, into: Map<string, TreeFile>): void {
	for (const [name, entry] of Object.entries(folder.d)) {
		const path = prefix + name;
		if ('d' in entry) collect(entry, `${path}/`, into);
		else if ('l' in entry.f) into.set(path, { symlink: entry.f.l });
		else {
			const bytes = typeof entry.f.c === 'string' ? encoder.encode(entry.f.c) : entry.f.c;
			into.set(path, { bytes, executable: bytes[0] === 0x23 && bytes[1] === 0x21 });
		}
	}
}
