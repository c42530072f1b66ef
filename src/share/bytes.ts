/**
 * A value as the letters of a link, and back:
 *
 * | bytes | hold                                                     |
 * | ----- | -------------------------------------------------------- |
 * | 0..3  | SHA-256 of the rest, cut: a link that was cut is seen    |
 * | 4..   | JSON, raw deflate with the dictionary of format 1        |
 *
 * in base64url without padding, after "v1.".
 */
import { deflateSync, Inflate, strFromU8, strToU8 } from 'fflate';
import { sha256 } from '@noble/hashes/sha2.js';
import { CodedError } from '#model/coded-error.ts';
import { DICTIONARY } from './dictionary.ts';

export const PREFIX = 'v1.';
/** Letters of a link that is read at all. */
const LONGEST = 400_000;
/** Bytes of JSON behind a link or in a file: nothing that inflates further is read. */
export const MOST_BYTES = 64e6;
/** The same of a link. */
const MOST_IN_LINK = 8e6;
/** Bytes that are inflated at a time, so that a bomb is noticed early: each can become a thousand. */
const SLICE = 4096;
/** Objects in objects; ours are far below it. */
const DEEPEST = 40;
const CHECK = 4;

const dictionary = strToU8(DICTIONARY);

/** Why a link, a file or something in it cannot be read. */
export const unreadable = (why: string): CodedError =>
	new CodedError('E_SHARE', `Cannot open this link or file: ${why}`);

export function toLetters(value: unknown): string {
	const deflated = deflateSync(strToU8(JSON.stringify(value)), { level: 9, dictionary });
	const bytes = new Uint8Array(CHECK + deflated.length);
	bytes.set(sha256(deflated).subarray(0, CHECK));
	bytes.set(deflated, CHECK);
	return PREFIX + toBase64(bytes);
}

/** @throws CodedError E_SHARE */
export function fromLetters(text: string): unknown {
	const version = /^v(\d+)\./.exec(text)?.[1];
	if (version !== undefined && version !== '1')
		throw unreadable(`it is of format ${version} and this page knows format 1; open it with a newer Tabgym`);
	if (!text.startsWith(PREFIX)) throw unreadable('it is not a link of Tabgym');
	if (text.length > LONGEST)
		throw unreadable(`it is longer than ${LONGEST} characters; ask for it as a file`);
	const bytes = fromBase64(text.slice(PREFIX.length));
	const deflated = bytes?.subarray(CHECK);
	if (
		!bytes ||
		!deflated ||
		sha256(deflated)
			.subarray(0, CHECK)
			.some((byte, at) => byte !== bytes[at])
	)
		throw unreadable(
			'it is not whole; it was probably cut or changed when it was copied. Ask for it again, or for a file'
		);
	return fromJson(inflate(deflated));
}

/** @throws CodedError E_SHARE */
export function fromJson(text: string): unknown {
	if (text.length > MOST_BYTES) throw unreadable(`it holds more than ${MOST_BYTES / 1e6} MB`);
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch {
		throw unreadable('it is not whole, or not a file of Tabgym (its JSON cannot be read)');
	}
	if (deeper(value, DEEPEST)) throw unreadable(`it is nested deeper than ${DEEPEST} levels`);
	return value;
}

function deeper(value: unknown, levels: number): boolean {
	if (typeof value !== 'object' || value === null) return false;
	return levels === 0 || Object.values(value).some((inner) => deeper(inner, levels - 1));
}

function inflate(deflated: Uint8Array): string {
	const chunks: Uint8Array[] = [];
	let size = 0;
	let whole = false;
	const stream = new Inflate({ dictionary }, (chunk, last) => {
		size += chunk.length;
		chunks.push(chunk);
		whole = last;
	});
	try {
		for (let at = 0; at < deflated.length && size <= MOST_IN_LINK; at += SLICE)
			stream.push(deflated.subarray(at, at + SLICE), at + SLICE >= deflated.length);
	} catch {
		throw unreadable('what is in it is damaged');
	}
	if (size > MOST_IN_LINK) throw unreadable(`it holds more than ${MOST_IN_LINK / 1e6} MB`);
	if (!whole) throw unreadable('it is not whole');
	const bytes = new Uint8Array(size);
	let at = 0;
	for (const chunk of chunks) {
		bytes.set(chunk, at);
		at += chunk.length;
	}
	return strFromU8(bytes);
}

/** base64url without padding. */
export function toBase64(bytes: Uint8Array): string {
	let text = '';
	for (let at = 0; at < bytes.length; at += 8192)
		text += String.fromCharCode(...bytes.subarray(at, at + 8192));
	return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/** null = that is no base64url. */
export function fromBase64(text: string): Uint8Array | null {
	if (!/^[\w-]*$/.test(text) || text.length % 4 === 1) return null;
	const plain = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
	return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}

/** The digest of an output, cut to what tells outputs apart: 8 bytes. */
export function shortDigest(text: string): string {
	return toBase64(sha256(strToU8(text)).subarray(0, 8));
}

/** SHA-256, hex, as blobs are named. */
export function hexDigest(bytes: Uint8Array): string {
	return Array.from(sha256(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
