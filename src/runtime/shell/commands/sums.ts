/** Digests and dumps of bytes: md5sum, sha1sum, sha256sum, sha512sum, base64, od, xxd. */
import { md5, sha1 } from '@noble/hashes/legacy.js';
import { sha256, sha512 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { textOf, type Command, type CommandContext } from '../system.ts';
import { forEach } from './files.ts';
import { parseOptions } from './options.ts';
import { inputs } from './text.ts';

type Hash = (bytes: Uint8Array) => Uint8Array;

async function check(context: CommandContext, hash: Hash, list: string): Promise<number> {
	const { files } = context.system;
	let failed = 0;
	for (const line of list.split('\n').filter(Boolean)) {
		const [, wanted = '', name = ''] = /^([0-9a-f]+) [ *](.*)$/i.exec(line) ?? [];
		const ino = files.find(context.path(name), true);
		const isSame = ino !== 0 && bytesToHex(hash(files.readFile(ino))) === wanted.toLowerCase();
		await context.out(`${name}: ${isSame ? 'OK' : ino ? 'FAILED' : 'FAILED open or read'}\n`);
		if (!isSame) failed++;
	}
	if (failed > 0)
		await context.err(
			`${context.name}: WARNING: ${failed} computed checksum${failed > 1 ? 's' : ''} did NOT match\n`
		);
	return Number(failed > 0);
}

const sum =
	(hash: Hash): Command =>
	async (context) => {
		const { flags, rest } = parseOptions(context.args, [], { check: 'c', binary: 'b' });
		let status = 0;
		const read = await inputs(context, rest, async (bytes, name) => {
			if (flags.has('c')) status = await check(context, hash, textOf(bytes));
			else await context.out(`${bytesToHex(hash(bytes))}  ${name}\n`);
		});
		return read || status;
	};

const base64: Command = async (context) => {
	const { flags, values, rest } = parseOptions(context.args, ['w'], {
		decode: 'd',
		wrap: 'w',
		'ignore-garbage': 'i'
	});
	let status = 0;
	const read = await inputs(context, rest, async (bytes) => {
		if (!flags.has('d')) {
			const width = Number(values['w'] ?? 76);
			const text = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
			const lines =
				width > 0 ? (text.match(new RegExp(`.{1,${width}}`, 'g')) ?? []).map((line) => `${line}\n`) : [text];
			return context.out(lines.join(''));
		}
		try {
			const text = textOf(bytes).replace(flags.has('i') ? /[^A-Za-z0-9+/=]/g : /\s/g, '');
			await context.out(Uint8Array.from(atob(text), (char) => char.charCodeAt(0)));
		} catch {
			await context.err('base64: invalid input\n');
			status = 1;
		}
	});
	return read || status;
};

/** Names of what od -c does not print as it is. */
const NAMES: Record<number, string> = {
	0: '\\0',
	7: '\\a',
	8: '\\b',
	9: '\\t',
	10: '\\n',
	11: '\\v',
	12: '\\f',
	13: '\\r'
};

function odCells(bytes: Uint8Array, type: string): string[] {
	const size =
		type === 'c' || type === 'a'
			? 1
			: Number(/\d+/.exec(type)?.[0] ?? (type === 'x' || type === 'o' ? 2 : 4));
	const base = { o: 8, d: 10, u: 10, x: 16 }[type[0] ?? 'o'] ?? 8;
	const digits = Math.ceil((size * 8) / Math.log2(base));
	const cells: string[] = [];
	for (let at = 0; at < bytes.length; at += size) {
		const value = Array.from(
			{ length: size },
			(_, index) => (bytes[at + index] ?? 0) * 2 ** (8 * index)
		).reduce((a, b) => a + b, 0);
		if (type === 'c') {
			const byte = bytes[at] ?? 0;
			cells.push(
				(
					NAMES[byte] ??
					(byte >= 32 && byte < 127 ? String.fromCharCode(byte) : byte.toString(8).padStart(3, '0'))
				).padStart(4)
			);
		} else
			cells.push(
				` ${type[0] === 'd' || type[0] === 'u' ? String(value).padStart(digits + 1) : value.toString(base).padStart(digits, '0')}`
			);
	}
	return cells;
}

const od: Command = async (context) => {
	const { flags, values, rest } = parseOptions(context.args, ['A', 't', 'N', 'j', 'w'], {
		format: 't',
		'address-radix': 'A'
	});
	const type = values['t'] ?? (flags.has('c') ? 'c' : flags.has('x') ? 'x2' : flags.has('b') ? 'o1' : 'o2');
	const radix = { d: 10, x: 16 }[values['A'] ?? 'o'] ?? 8;
	const parts: Uint8Array[] = [];
	const status = await inputs(context, rest, (bytes) => void parts.push(bytes));
	const from = Number(values['j'] ?? 0);
	const all = Uint8Array.from(parts.flatMap((part) => [...part])).subarray(
		from,
		values['N'] ? from + Number(values['N']) : undefined
	);
	const address = (at: number) =>
		values['A'] === 'n' ? '' : at.toString(radix).padStart(radix === 16 ? 6 : 7, '0');
	let before = '';
	let out = '';
	for (let at = 0; at < all.length; at += 16) {
		const line = odCells(all.subarray(at, at + 16), type).join('');
		const isSame = line === before && at + 16 < all.length && !flags.has('v');
		if (!isSame) out += `${address(from + at)}${line}\n`;
		else if (!out.endsWith('*\n')) out += '*\n';
		before = line;
	}
	await context.out(`${out}${values['A'] === 'n' ? '' : `${address(from + all.length)}\n`}`);
	return status;
};

const xxd: Command = (context) => {
	const { flags, values, rest } = parseOptions(context.args, ['l', 's', 'c']);
	return inputs(context, rest, async (bytes) => {
		if (flags.has('r')) {
			const hex = flags.has('p')
				? textOf(bytes)
				: textOf(bytes).replace(/^[0-9a-f]+: (.*?)(?: {2}.*)?$/gim, '$1');
			return context.out(
				Uint8Array.from(hex.replace(/\s/g, '').match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
			);
		}
		const from = Number(values['s'] ?? 0);
		const shown = bytes.subarray(from, values['l'] ? from + Number(values['l']) : undefined);
		if (flags.has('p')) return context.out(`${(bytesToHex(shown).match(/.{1,60}/g) ?? []).join('\n')}\n`);
		let out = '';
		for (let at = 0; at < shown.length; at += 16) {
			const row = shown.subarray(at, at + 16);
			const hex = (bytesToHex(row).match(/.{1,4}/g) ?? []).join(' ').padEnd(39);
			const text = Array.from(row, (byte) =>
				byte >= 32 && byte < 127 ? String.fromCharCode(byte) : '.'
			).join('');
			out += `${(from + at).toString(16).padStart(8, '0')}: ${hex}  ${text}\n`;
		}
		await context.out(out);
	});
};

/** Pieces of a file: -l LINES, -b BYTES, -d numbers, -a how many letters. */
const split: Command = async (context) => {
	const { flags, values, rest } = parseOptions(context.args, ['l', 'b', 'a', 'n'], {
		lines: 'l',
		bytes: 'b',
		'numeric-suffixes': 'd'
	});
	const [path = '-', prefix = 'x'] = rest;
	const { sync } = context.system;
	const length = Number(values['a'] ?? 2);
	const suffix = (index: number) =>
		flags.has('d')
			? String(index).padStart(length, '0')
			: Array.from({ length }, (_, at) =>
					String.fromCharCode(97 + (Math.floor(index / 26 ** (length - 1 - at)) % 26))
				).join('');
	return forEach(context, [path], 'cannot open', async () => {
		await inputs(context, [path], (bytes) => {
			const pieces: Uint8Array[] = [];
			if (values['b']) {
				const [, count = '1', unit = ''] = /^(\d+)([kKM]?)/.exec(values['b']) ?? [];
				const size = Number(count) * ({ k: 1024, K: 1024, M: 1_048_576 }[unit] ?? 1);
				for (let at = 0; at < bytes.length; at += size) pieces.push(bytes.subarray(at, at + size));
			} else {
				const lines = textOf(bytes).split(/(?<=\n)/);
				const size = Number(values['l'] ?? 1000);
				for (let at = 0; at < lines.length; at += size)
					pieces.push(new TextEncoder().encode(lines.slice(at, at + size).join('')));
			}
			for (const [index, piece] of pieces.entries())
				sync.writeFile(context.path(prefix + suffix(index)), piece, 0o1101, 0o644);
		});
	});
};

export const sumCommands: Record<string, Command> = {
	md5sum: sum(md5),
	sha1sum: sum(sha1),
	sha256sum: sum(sha256),
	sha512sum: sum(sha512),
	base64,
	od,
	xxd,
	split
};
