import { coded } from '../coded.ts';
import type { BindingFactory } from '../context.ts';
import { bytesOf, checkLength, decode, encode, encodingOf, utf8Length, type Encoding } from '../encoding.ts';
import { compareBytes, indexOf, indexOfByte, swapper } from './buffer-search.ts';

const encoder = new TextEncoder();
const KINDS: Encoding[] = ['ascii', 'utf8', 'base64', 'utf16le', 'latin1', 'hex', 'latin1', 'base64url'];

function outOfBounds(text: string): RangeError {
	return coded(new RangeError(text), 'ERR_BUFFER_OUT_OF_BOUNDS');
}

const slicer = (encoding: Encoding) =>
	function (this: Uint8Array, start = 0, end = this.length): string {
		const last = Math.min(end, this.length);
		if (start >= last) return '';
		checkLength(last - start, encoding);
		// Short ASCII is faster by hand than through TextDecoder.
		if (encoding === 'utf8' && last - start < 24) {
			let text = '';
			let at = start;
			for (; at < last; at++) {
				const byte = this[at] ?? 0;
				if (byte > 127) break;
				text += String.fromCharCode(byte);
			}
			if (at === last) return text;
		}
		return decode(this.subarray(start, last), encoding);
	};

/** Writes whole characters only; returns the bytes written. */
function writeInto(
	target: Uint8Array,
	text: string,
	encoding: Encoding,
	offset = 0,
	length = target.length - offset
): number {
	if (offset > target.length) throw outOfBounds('"offset" is outside of buffer bounds');
	const room = Math.min(length, target.length - offset);
	if (room <= 0) return 0;
	if (encoding === 'utf8' && !(target.buffer instanceof SharedArrayBuffer))
		return encoder.encodeInto(text, target.subarray(offset, offset + room) as Uint8Array<ArrayBuffer>)
			.written;
	const bytes = encode(text, encoding);
	const fitting = encoding === 'utf16le' ? room & ~1 : room;
	const written = bytes.length > fitting ? bytes.subarray(0, fitting) : bytes;
	target.set(written, offset);
	return written.length;
}

const writer = (encoding: Encoding) =>
	function (this: Uint8Array, text: string, offset?: number, length?: number): number {
		return writeInto(this, text, encoding, offset, length);
	};

const staticWriter =
	(encoding: Encoding) => (target: Uint8Array, text: string, offset?: number, length?: number) =>
		writeInto(target, text, encoding, offset, length);

/** Returns -2 when out of range, -1 when there is nothing to fill with. */
function fill(
	view: ArrayBufferView,
	value: unknown,
	start: number,
	end: number,
	encoding?: string
): number | undefined {
	const target = bytesOf(view);
	if (start < 0 || end < 0) throw coded(new RangeError('Index out of range'), 'ERR_OUT_OF_RANGE');
	if (end > target.length) return -2;
	if (start >= end) return undefined;
	if (typeof value !== 'string' && !ArrayBuffer.isView(value)) {
		target.fill(Number(value) & 255, start, end);
		return undefined;
	}
	const pattern = typeof value === 'string' ? encode(value, encodingOf(encoding)) : bytesOf(value);
	if (pattern.length === 0) return -1;
	target.set(pattern.subarray(0, end - start), start);
	// Doubles what is there until all is full.
	for (let filled = Math.min(pattern.length, end - start); filled < end - start; filled *= 2)
		target.copyWithin(start + filled, start, start + Math.min(filled, end - start - filled));
	return undefined;
}

function assertAttached(view: ArrayBufferView | ArrayBuffer): void {
	const { detached } = (ArrayBuffer.isView(view) ? view.buffer : view) as ArrayBuffer & {
		detached?: boolean;
	};
	if (detached)
		throw coded(new Error('Invalid state: Cannot validate on a detached buffer'), 'ERR_INVALID_STATE');
}

function isAscii(view: ArrayBufferView | ArrayBuffer): boolean {
	assertAttached(view);
	return bytesOf(view).every((byte) => byte < 128);
}

function isUtf8(view: ArrayBufferView | ArrayBuffer): boolean {
	assertAttached(view);
	try {
		new TextDecoder('utf-8', { fatal: true }).decode(bytesOf(view).slice());
		return true;
	} catch {
		return false;
	}
}

// eslint-disable-next-line max-lines-per-function -- a list of short functions that share one context
export const buffer: BindingFactory = ({ native }, shape) => {
	const methods: Record<string, unknown> = {};
	const encodings: [string, Encoding][] = [
		['ascii', 'ascii'],
		['base64', 'base64'],
		['base64url', 'base64url'],
		['latin1', 'latin1'],
		['hex', 'hex'],
		['ucs2', 'utf16le'],
		['utf8', 'utf8']
	];
	for (const [name, encoding] of encodings) {
		methods[`${name}Slice`] = slicer(encoding);
		methods[`${name}Write`] = writer(encoding === 'ascii' ? 'latin1' : encoding);
		if (`${name}WriteStatic` in shape)
			methods[`${name}WriteStatic`] = staticWriter(encoding === 'ascii' ? 'latin1' : encoding);
	}
	return {
		...methods,
		setBufferPrototype() {},
		getZeroFillToggle() {},
		createUnsafeArrayBuffer: (length: number) => new ArrayBuffer(length),
		byteLengthUtf8: utf8Length,
		copy(
			source: ArrayBufferView,
			target: ArrayBufferView,
			targetStart: number,
			sourceStart: number,
			count: number
		) {
			bytesOf(target).set(bytesOf(source).subarray(sourceStart, sourceStart + count), targetStart);
			return count;
		},
		copyArrayBuffer(
			target: ArrayBufferLike,
			targetStart: number,
			source: ArrayBufferLike,
			sourceStart: number,
			count: number
		) {
			new Uint8Array(target, targetStart, count).set(new Uint8Array(source, sourceStart, count));
		},
		compare: (a: ArrayBufferView, b: ArrayBufferView) => compareBytes(bytesOf(a), bytesOf(b)),
		compareOffset: (
			a: ArrayBufferView,
			b: ArrayBufferView,
			bStart: number,
			aStart: number,
			bEnd: number,
			aEnd: number
		) => {
			if (aStart > a.byteLength) throw outOfBounds('The value of "sourceStart" is out of range.');
			if (bStart > b.byteLength) throw outOfBounds('The value of "targetStart" is out of range.');
			return compareBytes(bytesOf(a).subarray(aStart, aEnd), bytesOf(b).subarray(bStart, bEnd));
		},
		fill,
		isAscii,
		isUtf8,
		indexOfBuffer: (
			view: ArrayBufferView,
			value: ArrayBufferView,
			offset: number,
			encoding: number,
			forward: boolean
		) => indexOf(bytesOf(view), bytesOf(value), offset, forward, KINDS[encoding] === 'utf16le' ? 2 : 1),
		indexOfNumber: (view: ArrayBufferView, value: number, offset: number, forward: boolean) =>
			indexOfByte(bytesOf(view), value & 255, offset, forward),
		indexOfString: (
			view: ArrayBufferView,
			value: string,
			offset: number,
			encoding: number,
			forward: boolean
		) => {
			const kind = KINDS[encoding] ?? 'utf8';
			return indexOf(bytesOf(view), encode(value, kind), offset, forward, kind === 'utf16le' ? 2 : 1);
		},
		swap16: swapper(2),
		swap32: swapper(4),
		swap64: swapper(8),
		/** -2 = a character is no base64, -1 = the length is wrong. */
		atob(text: string) {
			try {
				return native.atob(text);
			} catch {
				return /[^\w+/\s]|_/.test(text) ? -2 : -1;
			}
		},
		btoa(text: string) {
			try {
				return native.btoa(text);
			} catch {
				return -1;
			}
		}
	};
};
