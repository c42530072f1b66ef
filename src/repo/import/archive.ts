/** Archives as trees: zip, tar and tar.gz, with guards against paths and links that lead out and against bombs. */
import { Gunzip, Unzip, UnzipInflate } from 'fflate';
import type { Tree } from '#model/tree.ts';
import { limits, refuse, TreeBuilder } from './limits.ts';

export function readArchive(name: string, bytes: Uint8Array, options: { strip?: boolean } = {}): Tree {
	const what = `archive "${name}"`;
	if (bytes[0] === 0x50 && bytes[1] === 0x4b) return readZip(what, bytes).finish(options);
	const tar = bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzip(what, bytes) : bytes;
	if (ascii(tar, 257, 5) !== 'ustar' && !isOldTar(tar)) refuse(what, 'it is neither a zip nor a tarball');
	return readTar(what, tar).finish(options);
}

const CHUNK = 1 << 16;

/** Piece by piece, so that a bomb is noticed when it passes the limit, not when it is unpacked. */
function gunzip(what: string, bytes: Uint8Array): Uint8Array {
	const chunks: Uint8Array[] = [];
	let length = 0;
	const stream = new Gunzip((chunk) => {
		length += chunk.length;
		// Headers and padding of tar: a block and a half for each file.
		if (length > limits.bytes + limits.files * 768) refuse(what, 'it unpacks to more than 100 MB');
		chunks.push(chunk);
	});
	unpack(what, () => {
		for (let at = 0; at < bytes.length; at += CHUNK)
			stream.push(bytes.subarray(at, at + CHUNK), at + CHUNK >= bytes.length);
	});
	return join(chunks, length);
}

function unpack(what: string, action: () => void): void {
	try {
		action();
	} catch (error) {
		if (error instanceof Error && error.name === 'CodedError') throw error;
		refuse(what, 'it is damaged or was cut short');
	}
}

function join(chunks: readonly Uint8Array[], length: number): Uint8Array {
	const all = new Uint8Array(length);
	let at = 0;
	for (const chunk of chunks) {
		all.set(chunk, at);
		at += chunk.length;
	}
	return all;
}

/** Links of a zip stand in the central directory's attributes, which we do not follow: they become small text files. */
function readZip(what: string, bytes: Uint8Array): TreeBuilder {
	const builder = new TreeBuilder(what);
	const unzip = new Unzip((file) => {
		if (file.name.endsWith('/')) return;
		if (file.originalSize !== undefined) builder.expect(file.name, file.originalSize);
		const chunks: Uint8Array[] = [];
		let length = 0;
		file.ondata = (error, chunk, final) => {
			if (error) throw error;
			length += chunk.length;
			builder.expect(file.name, length);
			chunks.push(chunk);
			if (final) builder.add(file.name, { bytes: join(chunks, length) });
		};
		file.start();
	});
	unzip.register(UnzipInflate);
	unpack(what, () => {
		for (let at = 0; at < bytes.length; at += CHUNK)
			unzip.push(bytes.subarray(at, at + CHUNK), at + CHUNK >= bytes.length);
	});
	return builder;
}

const BLOCK = 512;
const decoder = new TextDecoder();
const ascii = (bytes: Uint8Array, at: number, length: number) =>
	decoder.decode(bytes.subarray(at, at + length)).replace(/\0[\s\S]*$/, '');
const octal = (bytes: Uint8Array, at: number, length: number) =>
	parseInt(ascii(bytes, at, length).trim() || '0', 8);
const isOldTar = (bytes: Uint8Array) =>
	bytes.length >= BLOCK && bytes.length % BLOCK === 0 && checksumHolds(bytes.subarray(0, BLOCK));

function checksumHolds(header: Uint8Array): boolean {
	const sum = header.reduce((total, byte, at) => total + (at >= 148 && at < 156 ? 32 : byte), 0);
	return sum === octal(header, 148, 8);
}

/** https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html#tag_20_94_13_06 with GNU's long names. */
function readTar(what: string, bytes: Uint8Array): TreeBuilder {
	const builder = new TreeBuilder(what);
	let [longName, longLink] = ['', ''];
	for (let at = 0; at + BLOCK <= bytes.length;) {
		const header = bytes.subarray(at, at + BLOCK);
		if (header.every((byte) => byte === 0)) break;
		if (!checksumHolds(header)) refuse(what, 'it is damaged (a header has another checksum)');
		const size = octal(header, 124, 12);
		const body = bytes.subarray(at + BLOCK, at + BLOCK + size);
		if (!(size >= 0) || body.length < size) refuse(what, 'it is damaged or was cut short');
		at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
		const type = ascii(header, 156, 1) || '0';
		if (type === 'x') {
			longName = paxField(body, 'path') ?? longName;
			longLink = paxField(body, 'linkpath') ?? longLink;
			continue;
		}
		if (type === 'L') longName = ascii(body, 0, size);
		if (type === 'K') longLink = ascii(body, 0, size);
		if (type === 'L' || type === 'K' || type === 'g') continue;
		const prefix = ascii(header, 257, 5) === 'ustar' ? ascii(header, 345, 155) : '';
		const name = longName || [prefix, ascii(header, 0, 100)].filter(Boolean).join('/');
		if (type === '2') builder.add(name, { symlink: longLink || ascii(header, 157, 100) });
		else if (type === '1') refuse(what, `"${name}" is a hard link`, 'E_HOSTILE_ARCHIVE');
		else if (type === '0' || type === '7') builder.add(name, { bytes: body.slice() });
		[longName, longLink] = ['', ''];
	}
	return builder;
}

/** Records "LENGTH KEY=VALUE\n". */
function paxField(body: Uint8Array, key: string): string | null {
	const found = new RegExp(`(?:^|\\n)\\d+ ${key}=([^\\n]*)`).exec(decoder.decode(body));
	return found?.[1] ?? null;
}
