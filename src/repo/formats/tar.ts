/** Writes a tree as tar: https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html#tag_20_94_13_06 */
import type { Tree, TreeFile } from '#model/tree.ts';

const BLOCK = 512;
const encoder = new TextEncoder();

type Entry = { name: string; type: '0' | '2' | 'x'; body: Uint8Array; link?: string; executable?: boolean };

/** Everything below one folder; no times and no owners, so that the same tree gives the same bytes. */
export function writeTar(folder: string, tree: Tree): Uint8Array<ArrayBuffer> {
	const blocks: Uint8Array[] = [];
	for (const [path, file] of [...tree].sort(([one], [other]) => (one < other ? -1 : 1)))
		for (const entry of entriesOf(`${folder}/${path}`, file)) {
			blocks.push(headerOf(entry), entry.body);
			const rest = entry.body.length % BLOCK;
			if (rest > 0) blocks.push(new Uint8Array(BLOCK - rest));
		}
	blocks.push(new Uint8Array(2 * BLOCK));
	return joined(blocks);
}

function joined(blocks: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
	const all = new Uint8Array(blocks.reduce((sum, { length }) => sum + length, 0));
	let at = 0;
	for (const block of blocks) {
		all.set(block, at);
		at += block.length;
	}
	return all;
}

/** What does not fit into the fields of a header comes in a record before it. */
function entriesOf(name: string, file: TreeFile): Entry[] {
	const isLink = 'symlink' in file;
	const link = isLink ? file.symlink : '';
	const records = [
		...(encoder.encode(name).length > 100 ? [record('path', name)] : []),
		...(encoder.encode(link).length > 100 ? [record('linkpath', link)] : [])
	];
	const body = isLink ? new Uint8Array() : file.bytes;
	const executable = body[0] === 0x23 && body[1] === 0x21;
	const entry: Entry = { name, type: isLink ? '2' : '0', body, link, executable };
	if (records.length === 0) return [entry];
	return [{ name: 'PaxHeader', type: 'x', body: encoder.encode(records.join('')) }, entry];
}

/** "LENGTH KEY=VALUE\n", where LENGTH counts itself too. */
function record(key: string, value: string): string {
	const rest = encoder.encode(` ${key}=${value}\n`).length;
	let length = rest;
	while (String(length).length + rest !== length) length = String(length).length + rest;
	return `${length} ${key}=${value}\n`;
}

/** Offset and length of each field: name 0, mode 100, uid 108, gid 116, size 124, mtime 136, checksum 148, type 156, link 157, magic 257. */
function headerOf({ name, type, body, link = '', executable = false }: Entry): Uint8Array {
	const header = new Uint8Array(BLOCK);
	const put = (at: number, text: string, most: number) =>
		header.set(encoder.encode(text).subarray(0, most), at);
	const octal = (value: number, digits: number) => `${value.toString(8).padStart(digits, '0')}\0`;
	put(0, name, 100);
	put(100, octal(executable ? 0o755 : 0o644, 7), 8);
	put(108, octal(0, 7), 8);
	put(116, octal(0, 7), 8);
	put(124, octal(body.length, 11), 12);
	put(136, octal(0, 11), 12);
	put(156, type, 1);
	put(157, link, 100);
	put(257, 'ustar\0' + '00', 8);
	put(148, ' '.repeat(8), 8);
	const sum = header.reduce((total, byte) => total + byte, 0);
	put(148, `${sum.toString(8).padStart(6, '0')}\0 `, 8);
	return header;
}
