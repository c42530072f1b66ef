/**
 * StringDecoder: text from chunks that may be cut inside a character. Its state is a small buffer that users can see
 * (lastChar, lastNeed, lastTotal); the incomplete bytes lie in it.
 */
import type { BindingFactory } from '../context.ts';
import { bytesOf, decode, type Encoding } from '../encoding.ts';

const KINDS: Encoding[] = ['ascii', 'utf8', 'base64', 'utf16le', 'latin1', 'hex', 'latin1', 'base64url'];

/** Whether `second` can follow a lead byte; https://www.unicode.org/versions/Unicode16.0.0/core-spec/chapter-3/ table 3-7. */
function canFollow(lead: number, second: number): boolean {
	if (lead === 0xe0) return second >= 0xa0;
	if (lead === 0xed) return second <= 0x9f;
	if (lead === 0xf0) return second >= 0x90;
	if (lead === 0xf4) return second <= 0x8f;
	return true;
}

/** [bytes at the end that begin a character, how many more it needs]. */
function utf8Tail(bytes: Uint8Array): [held: number, missing: number] {
	for (let back = 1; back <= Math.min(3, bytes.length); back++) {
		const byte = bytes[bytes.length - back] ?? 0;
		if ((byte & 0xc0) === 0x80) continue;
		const length =
			byte >= 0xf0 && byte < 0xf5 ? 4 : byte >= 0xe0 && byte < 0xf0 ? 3 : byte >= 0xc2 && byte < 0xe0 ? 2 : 1;
		if (length <= back) return [0, 0];
		if (back > 1 && !canFollow(byte, bytes[bytes.length - back + 1] ?? 0)) return [0, 0];
		return [back, length - back];
	}
	return [0, 0];
}

function utf16Tail(bytes: Uint8Array): [held: number, missing: number] {
	if (bytes.length % 2 === 1) return [1, 1];
	const high = bytes[bytes.length - 1] ?? 0;
	return bytes.length >= 2 && high >= 0xd8 && high <= 0xdb ? [2, 2] : [0, 0];
}

function tailOf(bytes: Uint8Array, kind: Encoding): [held: number, missing: number] {
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
	const kindOf = (state: Uint8Array): Encoding => KINDS[state[ENCODING] ?? 1] ?? 'utf8';
	return {
		decode(state: Uint8Array, chunk: ArrayBufferView | string): string {
			if (typeof chunk === 'string') return chunk;
			const kind = kindOf(state);
			const [fresh, kept] = [bytesOf(chunk), state[BUFFERED] ?? 0];
			const all = new Uint8Array(kept + fresh.length);
			all.set(state.subarray(0, kept));
			all.set(fresh, kept);
			const [held, missing] = tailOf(all, kind);
			state.set(all.subarray(all.length - held));
			state[BUFFERED] = held;
			state[MISSING] = missing;
			return decode(all.subarray(0, all.length - held), kind);
		},
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
