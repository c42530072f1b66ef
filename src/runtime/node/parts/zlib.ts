/** The Zlib handle under node:zlib, as src/node_zlib.cc drives zlib itself, and those of Brotli and Zstandard. */
import {
	ZStream,
	zlibDeflate,
	zlibDeflateInit2,
	zlibDeflateReset,
	zlibDeflateSetDictionary,
	zlibInflate,
	zlibInflateInit2,
	zlibInflateReset,
	zlibInflateSetDictionary
} from 'pako';
import type { BindingFactory, Context } from '../context.ts';
import { bytesOf, encode } from '../encoding.ts';
import { brotliClasses } from '../zlib/brotli.ts';
import { setDeflateParams, type Strategy } from '../zlib/deflate-params.ts';
import { zstdClasses } from '../zlib/zstd.ts';
import {
	codecHandleClass,
	unexpectedEnd,
	Z_BUF_ERROR,
	type Codec,
	type Failure,
	type Write
} from '../zlib/handle.ts';

const [DEFLATE, GZIP, GUNZIP, DEFLATERAW, INFLATERAW, UNZIP] = [1, 3, 4, 5, 6, 7];
const compressing = new Set([DEFLATE, GZIP, DEFLATERAW]);
const GZIP_MAGIC = [0x1f, 0x8b];
const Z_FINISH = 4;
const Z_DEFLATED = 8;
const [Z_STREAM_END, Z_NEED_DICT, Z_DATA_ERROR] = [1, 2, -3];
const codes: Record<number, string> = {
	[Z_NEED_DICT]: 'Z_NEED_DICT',
	[-2]: 'Z_STREAM_ERROR',
	[Z_DATA_ERROR]: 'Z_DATA_ERROR',
	[-4]: 'Z_MEM_ERROR',
	[Z_BUF_ERROR]: 'Z_BUF_ERROR'
};

type Flush = Parameters<typeof zlibDeflate>[1];
const failure = (message: string, status: number): Failure => ({
	message,
	status,
	code: codes[status] ?? 'Z_ERRNO'
});

/** What zlib's windowBits says besides the window: 16 = gzip, 32 = either, negative = neither. */
function windowOf(mode: number, bits: number): number {
	if (mode === GZIP || mode === GUNZIP) return bits + 16;
	if (mode === UNZIP) return bits + 32;
	// zlib can not deflate without a header in a window of 8 bits.
	if (mode === DEFLATERAW) return -Math.max(9, bits);
	return mode === INFLATERAW ? -bits : bits;
}

/** One stream being compressed or decompressed. */
class Engine implements Codec {
	readonly #stream = new ZStream();
	readonly #mode: number;
	readonly #dictionary: Uint8Array | undefined;
	/** Bytes of the beginning that UNZIP has looked at. */
	#seen = 0;
	#isGzip: boolean;

	constructor(
		mode: number,
		bits: number,
		level: number,
		memory: number,
		strategy: Strategy,
		dictionary?: Uint8Array
	) {
		this.#mode = mode;
		this.#dictionary = dictionary;
		this.#isGzip = mode === GUNZIP;
		const window = windowOf(mode, bits);
		if (compressing.has(mode)) zlibDeflateInit2(this.#stream, level, Z_DEFLATED, window, memory, strategy);
		else zlibInflateInit2(this.#stream, window);
		this.#setDictionary();
	}

	#setDictionary(): void {
		if (!this.#dictionary) return;
		if (compressing.has(this.#mode)) zlibDeflateSetDictionary(this.#stream, this.#dictionary);
		else if (this.#mode === INFLATERAW) zlibInflateSetDictionary(this.#stream, this.#dictionary);
	}

	reset(): void {
		this.#seen = 0;
		this.#isGzip = this.#mode === GUNZIP;
		if (compressing.has(this.#mode)) zlibDeflateReset(this.#stream);
		else zlibInflateReset(this.#stream);
		this.#setDictionary();
	}

	write(
		[given, input, inputAt, inputLength, output, outputAt, outputLength]: Write,
		left: Uint32Array
	): Failure | undefined {
		const flush = given as Flush;
		const stream = this.#stream;
		stream.input = input ?? new Uint8Array();
		stream.next_in = inputAt;
		stream.avail_in = input ? inputLength : 0;
		stream.output = output;
		stream.next_out = outputAt;
		stream.avail_out = outputLength;
		const status: number = compressing.has(this.#mode) ? zlibDeflate(stream, flush) : this.#inflate(flush);
		left[0] = stream.avail_out;
		left[1] = stream.avail_in;
		return this.#failure(status, flush);
	}

	/** Of a gzip stream they stay as they are, with Node too. */
	setParameters(level: number, strategy: number): Failure | undefined {
		if (this.#mode !== DEFLATE && this.#mode !== DEFLATERAW) return undefined;
		const status = setDeflateParams(this.#stream, level, strategy as Strategy);
		return status === 0 || status === Z_BUF_ERROR ? undefined : failure('Failed to set parameters', status);
	}

	#inflate(flush: Flush): number {
		const stream = this.#stream;
		if (this.#mode === UNZIP) this.#look();
		let status: number = zlibInflate(stream, flush);
		if (status === Z_NEED_DICT && this.#dictionary && this.#mode !== INFLATERAW) {
			const accepted = zlibInflateSetDictionary(stream, this.#dictionary) === 0;
			status = accepted ? zlibInflate(stream, flush) : Z_NEED_DICT;
		}
		// A gzip file may have several members, one after the other; zeros after the last are padding.
		const more = () => this.#isGzip && stream.avail_in > 0 && stream.input[stream.next_in] !== 0;
		while (status === Z_STREAM_END && more()) {
			zlibInflateReset(stream);
			status = zlibInflate(stream, flush);
		}
		return status;
	}

	/** What UNZIP reads may be either: its first two bytes say it. */
	#look(): void {
		const { input, next_in, avail_in } = this.#stream;
		for (let at = 0; at < avail_in && this.#seen < 2; at++, this.#seen++)
			this.#isGzip = input[next_in + at] === GZIP_MAGIC[this.#seen] && (this.#seen === 0 || this.#isGzip);
	}

	#failure(status: number, flush: Flush): Failure | undefined {
		if (status === 0 || status === Z_BUF_ERROR) {
			if (this.#stream.avail_out === 0 || flush !== Z_FINISH) return undefined;
			return unexpectedEnd;
		}
		if (status === Z_STREAM_END) return undefined;
		if (status === Z_NEED_DICT)
			return failure(this.#dictionary ? 'Bad dictionary' : 'Missing dictionary', status);
		return failure(this.#stream.msg || 'Zlib error', status);
	}
}

function zlibClass(context: Context) {
	return class Zlib extends codecHandleClass(context) {
		readonly #mode: number;

		constructor(mode: number) {
			super();
			this.#mode = mode;
		}
		init(
			bits: number,
			level: number,
			memory: number,
			strategy: Strategy,
			left: Uint32Array<ArrayBuffer>,
			done: () => void,
			dictionary?: ArrayBufferView
		): void {
			const bytes = dictionary && bytesOf(dictionary);
			this.begin(new Engine(this.#mode, bits, level, memory, strategy, bytes), left, done);
		}
	};
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
	let value = byte;
	for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
	return value;
});

function crc32(data: string | ArrayBufferView, start = 0): number {
	let crc = ~start;
	for (const byte of typeof data === 'string' ? encode(data, 'utf8') : bytesOf(data))
		crc = (crc >>> 8) ^ (CRC_TABLE[(crc ^ byte) & 255] ?? 0);
	return ~crc >>> 0;
}

export const binding: BindingFactory = (context) => ({
	Zlib: zlibClass(context),
	...brotliClasses(context),
	...zstdClasses(context),
	crc32
});
