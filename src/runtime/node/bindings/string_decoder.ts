/**
 * StringDecoder: text from chunks that may be cut inside a character. Its state is a small buffer that users can see
 * (lastChar, lastNeed, lastTotal); the incomplete bytes lie in it.
 */
import type { BindingFactory } from '../context.ts';
import { bytesOf, checkLength, decode, type Encoding } from '../encoding.ts';

const KINDS: Encoding[] = ['ascii', 'utf8', 'base64', 'utf16le', 'latin1', 'hex', 'latin1', 'base64url'];

/** How long a character is that begins with this byte, right or wrong; 0 = none begins. */
const lengthFrom = (byte: number) =>
	(byte & 0xe0) === 0xc0 ? 2 : (byte & 0xf0) === 0xe0 ? 3 : (byte & 0xf8) === 0xf0 ? 4 : 0;
const isTrailing = (byte = 0) => (byte & 0xc0) === 0x80;
const isHighSurrogate = (byte = 0) => (byte & 0xfc) === 0xd8;

/** [bytes at the end that begin a character, how many more it needs]. */
function utf8Tail(bytes: Uint8Array): [held: number, missing: number] {
	for (let back = 1; back <= Math.min(3, bytes.length); back++) {
		const byte = bytes[bytes.length - back] ?? 0;
		if (isTrailing(byte)) continue;
		const length = lengthFrom(byte);
		return length <= back ? [0, 0] : [back, length - back];
	}
	return [0, 0];
}

function utf16Tail(bytes: Uint8Array): [held: number, missing: number] {
	if (bytes.length % 2 === 1) return [1, 1];
	return isHighSurrogate(bytes.at(-1)) ? [2, 2] : [0, 0];
}

function tailOf(bytes: Uint8Array, kind: Encoding): [held: number, missing: number] {
	if (bytes.length === 0) return [0, 0];
	if (kind === 'utf8') return utf8Tail(bytes);
	if (kind === 'utf16le') return utf16Tail(bytes);
	if (kind !== 'base64' && kind !== 'base64url') return [0, 0];
	const held = bytes.length % 3;
	return held === 0 ? [0, 0] : [held, 3 - held];
}

export const string_decoder: BindingFactory = (_context, shape) => {
	const field = (name: string) => Number(shape[name]);
	const [MISSING, BUFFERED, ENCODING] = [
		field('kMissingBytes'),
		field('kBufferedBytes'),
		field('kEncodingField')
	];
	/** Adds to the incomplete character what belongs to it; returns how many bytes that were. */
	function complete(state: Uint8Array, bytes: Uint8Array, kind: Encoding): number {
		const [kept, missing] = [state[BUFFERED] ?? 0, state[MISSING] ?? 0];
		let taken = Math.min(missing, bytes.length);
		const stranger = kind === 'utf8' ? bytes.subarray(0, taken).findIndex((byte) => !isTrailing(byte)) : -1;
		if (stranger >= 0) taken = stranger;
		state.set(bytes.subarray(0, taken), kept);
		state[BUFFERED] = kept + taken;
		// A byte that can not belong to it ends it, unfinished.
		state[MISSING] = stranger >= 0 ? 0 : missing - taken;
		return taken;
	}
	const kindOf = (state: Uint8Array): Encoding => KINDS[state[ENCODING] ?? 1] ?? 'utf8';
	function decodeChunk(state: Uint8Array, chunk: ArrayBufferView | string): string {
		if (typeof chunk === 'string') return chunk;
		const kind = kindOf(state);
		checkLength(chunk.byteLength, kind);
		let [bytes, before] = [bytesOf(chunk), ''];
		if ((state[MISSING] ?? 0) > 0) {
			const taken = complete(state, bytes, kind);
			bytes = bytes.subarray(taken);
			if (state[MISSING] === 0) {
				before = decode(state.subarray(0, state[BUFFERED]), kind);
				state[BUFFERED] = 0;
			}
			// What is still missing comes with the next chunk.
			if ((state[MISSING] ?? 0) > 0 && bytes.length === 0) return before;
			if ((state[MISSING] ?? 0) > 0) return before + decodeChunk(state, bytes);
		}
		const [held, missing] = tailOf(bytes, kind);
		state.set(bytes.subarray(bytes.length - held));
		state[BUFFERED] = held;
		state[MISSING] = missing;
		return before + decode(bytes.subarray(0, bytes.length - held), kind);
	}
	return {
		decode: decodeChunk,
		flush(state: Uint8Array): string {
			const kind = kindOf(state);
			const held = state.slice(0, state[BUFFERED] ?? 0);
			state[BUFFERED] = state[MISSING] = 0;
			if (held.length === 0) return '';
			return kind === 'utf8'
				? '\ufffd'
				: decode(kind === 'utf16le' ? held.subarray(0, held.length & ~1) : held, kind);
		}
	};
};
