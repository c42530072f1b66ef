/** Strings as bytes and back, in every encoding that Node's Buffer knows. https://nodejs.org/api/buffer.html#buffers-and-character-encodings */

import { coded } from './coded.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const utf16 = new TextDecoder('utf-16le', { ignoreBOM: true });
const { fromCharCode } = String;

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const URL_ALPHABET = `${ALPHABET.slice(0, 62)}-_`;
const SEXTETS = new Int8Array(128).fill(-1);
for (let i = 0; i < 64; i++) {
	SEXTETS[ALPHABET.charCodeAt(i)] = i;
	SEXTETS[URL_ALPHABET.charCodeAt(i)] = i;
}
const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
/** Arguments of one call: a worker's stack is small. */
const CHUNK = 8192;

export type Encoding = 'utf8' | 'utf16le' | 'latin1' | 'ascii' | 'base64' | 'base64url' | 'hex';

const names: Record<string, Encoding> = {
	utf8: 'utf8',
	'utf-8': 'utf8',
	ucs2: 'utf16le',
	'ucs-2': 'utf16le',
	utf16le: 'utf16le',
	'utf-16le': 'utf16le',
	latin1: 'latin1',
	binary: 'latin1',
	ascii: 'ascii',
	base64: 'base64',
	base64url: 'base64url',
	hex: 'hex'
};

/** A name as users write it; anything unknown is utf8, as where Node's C++ parses one. */
export function encodingOf(name: unknown): Encoding {
	return names[String(name).toLowerCase()] ?? 'utf8';
}

/** Characters; as in V8 on 64 bits. */
const MAX_STRING = 0x1fffffe8;
/** Characters that a byte becomes. */
const LENGTHS: Partial<Record<Encoding, number>> = {
	hex: 2,
	base64: 4 / 3,
	base64url: 4 / 3,
	utf16le: 1 / 2
};

/** @throws ERR_STRING_TOO_LONG where so many bytes are no string */
export function checkLength(bytes: number, encoding: Encoding): void {
	if (bytes * (LENGTHS[encoding] ?? 1) <= MAX_STRING) return;
	const text = `Cannot create a string longer than 0x${MAX_STRING.toString(16)} characters`;
	throw coded(new Error(text), 'ERR_STRING_TOO_LONG');
}

/** TextDecoder refuses shared memory. */
const unshared = (bytes: Uint8Array): Uint8Array =>
	bytes.buffer instanceof SharedArrayBuffer ? bytes.slice() : bytes;

/** Bytes up to which one by one is the fastest. */
const SHORT = 24;

function isAscii(bytes: Uint8Array): boolean {
	for (let at = 0; at < bytes.length; at++) if ((bytes[at] ?? 0) > 127) return false;
	return true;
}

export function latin1ToString(bytes: Uint8Array): string {
	let text = '';
	if (bytes.length <= SHORT) {
		for (let at = 0; at < bytes.length; at++) text += fromCharCode(bytes[at] ?? 0);
		return text;
	}
	if (isAscii(bytes)) return decoder.decode(unshared(bytes));
	for (let at = 0; at < bytes.length; at += CHUNK) text += fromCharCode(...bytes.subarray(at, at + CHUNK));
	return text;
}

function base64ToString(bytes: Uint8Array, alphabet: string, pad: boolean): string {
	let text = '';
	let at = 0;
	for (; at + 2 < bytes.length; at += 3) {
		const triple = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
		text +=
			(alphabet[triple >> 18] ?? '') +
			(alphabet[(triple >> 12) & 63] ?? '') +
			(alphabet[(triple >> 6) & 63] ?? '') +
			(alphabet[triple & 63] ?? '');
	}
	const left = bytes.length - at;
	if (left === 0) return text;
	const triple = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8);
	text += (alphabet[triple >> 18] ?? '') + (alphabet[(triple >> 12) & 63] ?? '');
	if (left === 2) text += alphabet[(triple >> 6) & 63] ?? '';
	return pad ? text.padEnd(text.length + 3 - left, '=') : text;
}

/** Bytes as text. */
export function decode(bytes: Uint8Array, encoding: Encoding): string {
	switch (encoding) {
		case 'utf8':
			return decoder.decode(unshared(bytes));
		case 'latin1':
			return latin1ToString(bytes);
		case 'ascii':
			return latin1ToString(bytes.map((byte) => byte & 127));
		case 'utf16le': {
			const even = bytes.subarray(0, bytes.length & ~1);
			const text = utf16.decode(unshared(even));
			// TextDecoder replaces lone surrogates, Buffer keeps them.
			return text.includes('\ufffd') ? unitsToString(even) : text;
		}
		case 'base64':
			return base64ToString(bytes, ALPHABET, true);
		case 'base64url':
			return base64ToString(bytes, URL_ALPHABET, false);
		case 'hex': {
			let text = '';
			for (const byte of bytes) text += HEX[byte] ?? '';
			return text;
		}
		default:
			return encoding satisfies never;
	}
}

function unitsToString(bytes: Uint8Array): string {
	let text = '';
	for (let at = 0; at + 1 < bytes.length; at += 2)
		text += fromCharCode((bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8));
	return text;
}

/** Text as bytes. Characters that base64 and hex do not have are left out, or end it, as Buffer does. */
export function encode(text: string, encoding: Encoding): Uint8Array<ArrayBuffer> {
	switch (encoding) {
		case 'utf8':
			return encoder.encode(text) as Uint8Array<ArrayBuffer>;
		case 'latin1':
		case 'ascii': {
			const bytes = new Uint8Array(text.length);
			for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at);
			return bytes;
		}
		case 'utf16le': {
			const bytes = new Uint8Array(text.length * 2);
			for (let at = 0; at < text.length; at++) {
				const unit = text.charCodeAt(at);
				bytes[2 * at] = unit;
				bytes[2 * at + 1] = unit >> 8;
			}
			return bytes;
		}
		case 'base64':
		case 'base64url':
			return base64Bytes(text);
		case 'hex':
			return hexBytes(text);
		default:
			return encoding satisfies never;
	}
}

function base64Bytes(text: string): Uint8Array<ArrayBuffer> {
	const bytes = new Uint8Array(Math.ceil((text.length * 3) / 4) + 3);
	let [length, bits, held] = [0, 0, 0];
	for (let at = 0; at < text.length; at++) {
		// Node's decoder looks at the lower byte alone.
		const unit = text.charCodeAt(at) & 0xff;
		if (unit === 0x3d) break;
		const sextet = unit < 128 ? (SEXTETS[unit] ?? -1) : -1;
		if (sextet < 0) continue;
		held = ((held << 6) | sextet) & 0xffffff;
		bits += 6;
		if (bits >= 8) {
			bits -= 8;
			bytes[length++] = held >> bits;
		}
	}
	return bytes.slice(0, length);
}

function hexDigit(unit: number): number {
	if (unit >= 48 && unit <= 57) return unit - 48;
	const lower = unit | 32;
	return lower >= 97 && lower <= 102 ? lower - 87 : -1;
}

function hexBytes(text: string): Uint8Array<ArrayBuffer> {
	const bytes = new Uint8Array(text.length >> 1);
	for (let at = 0; at < bytes.length; at++) {
		const [high, low] = [hexDigit(text.charCodeAt(2 * at)), hexDigit(text.charCodeAt(2 * at + 1))];
		if (high < 0 || low < 0) return bytes.slice(0, at);
		bytes[at] = high * 16 + low;
	}
	return bytes;
}

/** Bytes that `text` takes in UTF-8, without making them. */
export function utf8Length(text: string): number {
	let length = text.length;
	for (let at = 0; at < text.length; at++) {
		const unit = text.charCodeAt(at);
		if (unit < 0x80) continue;
		length += unit < 0x800 ? 1 : 2;
		// A surrogate pair is two units and four bytes.
		if (unit >= 0xd800 && unit < 0xdc00 && (text.charCodeAt(at + 1) & 0xfc00) === 0xdc00) {
			at++;
		}
	}
	return length;
}

/** The bytes that a view shows. */
export function bytesOf(view: ArrayBufferView | ArrayBufferLike): Uint8Array {
	return ArrayBuffer.isView(view)
		? new Uint8Array(view.buffer, view.byteOffset, view.byteLength)
		: new Uint8Array(view);
}
