/** Archives of tar, POSIX ustar with GNU's long names and pax headers. https://www.gnu.org/software/tar/manual/html_node/Standard.html */
const BLOCK = 512;
const encoder = new TextEncoder();
const decoder = new TextDecoder();

export type TarEntry = {
	/** Without a leading "/". Folders end with "/". */
	name: string;
	kind: 'file' | 'directory' | 'symlink';
	mode: number;
	/** Milliseconds since the epoch. */
	modified: number;
	/** Of a symlink. */
	target: string;
	bytes: Uint8Array;
};

/** The archive is cut short or is none. */
export class TarError extends Error {}

const octal = (value: number, length: number) => value.toString(8).padStart(length - 1, '0');

function header({ name, mode, modified, target }: TarEntry, size: number, type: string): Uint8Array {
	const block = new Uint8Array(BLOCK);
	const put = (text: string, at: number, length: number) =>
		block.set(encoder.encode(text).subarray(0, length), at);
	put(name, 0, 100);
	put(octal(mode & 0o7777, 8), 100, 8);
	put(octal(0, 8), 108, 8);
	put(octal(0, 8), 116, 8);
	put(octal(size, 12), 124, 12);
	put(octal(Math.floor(modified / 1000), 12), 136, 12);
	put('        ', 148, 8);
	put(type, 156, 1);
	put(target, 157, 100);
	put('ustar  ', 257, 8);
	put('root', 265, 32);
	put('root', 297, 32);
	const sum = block.reduce((total, byte) => total + byte, 0);
	put(`${octal(sum, 7)}\0 `, 148, 8);
	return block;
}

function padded(bytes: Uint8Array): Uint8Array {
	const block = new Uint8Array(Math.ceil(bytes.length / BLOCK) * BLOCK);
	block.set(bytes);
	return block;
}

/** GNU's way to say a name or target of over 100 bytes. */
function long(text: string, type: 'L' | 'K'): Uint8Array[] {
	const bytes = encoder.encode(`${text}\0`);
	if (bytes.length <= 101) return [];
	const entry = { name: '././@LongLink', mode: 0o644, modified: 0, target: '', kind: 'file' as const, bytes };
	return [header(entry, bytes.length, type), padded(bytes)];
}

export function tarBlocks(entry: TarEntry): Uint8Array[] {
	const size = entry.kind === 'file' ? entry.bytes.length : 0;
	const type = { file: '0', directory: '5', symlink: '2' }[entry.kind];
	return [
		...long(entry.target, 'K'),
		...long(entry.name, 'L'),
		header(entry, size, type),
		...(size > 0 ? [padded(entry.bytes)] : [])
	];
}

/** Two empty blocks, and as many as fill a record of 10 kB. */
export function tarEnd(length: number): Uint8Array {
	const record = 20 * BLOCK;
	return new Uint8Array(Math.ceil((length + 2 * BLOCK) / record) * record - length);
}

/** @throws TarError */
export function* readTar(bytes: Uint8Array): Generator<TarEntry> {
	let name = '';
	let target = '';
	for (let at = 0; at + BLOCK <= bytes.length;) {
		const block = bytes.subarray(at, at + BLOCK);
		at += BLOCK;
		if (block.every((byte) => byte === 0)) return;
		const text = (from: number, length: number) =>
			decoder.decode(block.subarray(from, from + length)).replace(/\0.*$/s, '');
		const number = (from: number, length: number) => Number.parseInt(text(from, length).trim() || '0', 8);
		const sum = block.reduce((total, byte, index) => total + (index >= 148 && index < 156 ? 32 : byte), 0);
		if (sum !== number(148, 8)) throw new TarError('This does not look like a tar archive');
		const size = number(124, 12);
		if (at + size > bytes.length) throw new TarError('Unexpected EOF in archive');
		const body = bytes.subarray(at, at + size);
		at += Math.ceil(size / BLOCK) * BLOCK;
		const type = text(156, 1) || '0';
		const words = () => decoder.decode(body).replace(/\0+$/, '');
		if (type === 'L') name = words();
		else if (type === 'K') target = words();
		else if (type === 'x') {
			const field = (key: string) => new RegExp(`^\\d+ ${key}=(.*)$`, 'm').exec(decoder.decode(body))?.[1];
			name = field('path') ?? name;
			target = field('linkpath') ?? target;
		} else if (type !== 'g') {
			const prefix = text(257, 6) === 'ustar' && text(263, 2) === '00' ? text(345, 155) : '';
			const kind = type === '5' ? 'directory' : type === '2' ? 'symlink' : 'file';
			yield {
				name: name || (prefix ? `${prefix}/${text(0, 100)}` : text(0, 100)),
				kind,
				mode: number(100, 8),
				modified: number(136, 12) * 1000,
				target: target || text(157, 100),
				bytes: body
			};
			[name, target] = ['', ''];
		}
	}
}
