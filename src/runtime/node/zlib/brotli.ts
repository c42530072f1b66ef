/**
 * BrotliEncoder and BrotliDecoder under node:zlib. The module can not flush: a stream that is flushed before its end holds its data
 * uncompressed (RFC 7932, 9.2), which every decoder reads.
 */
import type { Context } from '../context.ts';
import { BrotliError, BrotliModule, NEEDS_INPUT, NEEDS_OUTPUT, SUCCESS } from './brotli-module.ts';
import { codecHandleClass, unexpectedEnd, type Codec, type Failure, type Write } from './handle.ts';

/** Its name in the packed library (scripts/node-library.mjs); base64. */
const MODULE = 'brotli.wasm';
const [FLUSH, FINISH] = [1, 2];
const QUALITY = 1;
/** The two parameters that are flags. */
const [NO_CONTEXT_MODELING, LARGE_WINDOW] = [4, 6];
const NOT_GIVEN = 0xffffffff;
const MAX_QUALITY = 11;
/** Bytes taken from the module at once. */
const PIECE = 65_536;

/** By their numbers, from -1 down. https://github.com/google/brotli/blob/master/c/include/brotli/decode.h */
const errorNames = [
	'FORMAT_EXUBERANT_NIBBLE',
	'FORMAT_RESERVED',
	'FORMAT_EXUBERANT_META_NIBBLE',
	'FORMAT_SIMPLE_HUFFMAN_ALPHABET',
	'FORMAT_SIMPLE_HUFFMAN_SAME',
	'FORMAT_CL_SPACE',
	'FORMAT_HUFFMAN_SPACE',
	'FORMAT_CONTEXT_MAP_REPEAT',
	'FORMAT_BLOCK_LENGTH_1',
	'FORMAT_BLOCK_LENGTH_2',
	'FORMAT_TRANSFORM',
	'FORMAT_DICTIONARY',
	'FORMAT_WINDOW_BITS',
	'FORMAT_PADDING_1',
	'FORMAT_PADDING_2',
	'FORMAT_DISTANCE'
];

/** Bytes on their way out. */
class Outgoing {
	#chunks: Uint8Array[] = [];
	length = 0;

	add(bytes: Uint8Array): void {
		if (bytes.length === 0) return;
		this.#chunks.push(bytes);
		this.length += bytes.length;
	}
	/** Returns how many of `size` bytes are still free. */
	moveTo(target: Uint8Array, at: number, size: number): number {
		let free = size;
		while (free > 0) {
			const chunk = this.#chunks.shift();
			if (!chunk) break;
			const part = chunk.subarray(0, free);
			target.set(part, at + size - free);
			free -= part.length;
			this.length -= part.length;
			if (part.length < chunk.length) this.#chunks.unshift(chunk.subarray(part.length));
		}
		return free;
	}
}

const inputOf = ([, input, at, length]: Write) =>
	input ? input.subarray(at, at + length) : new Uint8Array();

/** Uncompressed meta-blocks; the first with the header of a stream whose window has 22 bits. */
function storedBlocks(bytes: Uint8Array, isFirst: boolean): Uint8Array[] {
	const blocks: Uint8Array[] = [];
	for (let at = 0; at < bytes.length; at += PIECE) {
		const part = bytes.subarray(at, at + PIECE);
		const header = ((part.length - 1) << 3) | (1 << 19);
		const bits = isFirst && at === 0 ? (header << 4) | 0b1011 : header;
		blocks.push(Uint8Array.of(bits & 255, (bits >> 8) & 255, (bits >> 16) & 255), part);
	}
	return blocks;
}

class Encoder implements Codec {
	readonly #module: BrotliModule;
	readonly #quality: number;
	#out = new Outgoing();
	#kept: Uint8Array[] = [];
	#isStored = false;
	#isFinished = false;

	constructor(module: BrotliModule, quality: number) {
		this.#module = module;
		this.#quality = quality;
	}

	reset(): void {
		this.#out = new Outgoing();
		this.#kept = [];
		this.#isStored = this.#isFinished = false;
	}

	write(write: Write, left: Uint32Array): undefined {
		const [flush, , , , output, at, size] = write;
		const input = inputOf(write);
		if (input.length > 0) this.#kept.push(input.slice());
		if (flush === FLUSH && this.#kept.length > 0) this.#store();
		if (flush === FINISH && !this.#isFinished) this.#finish();
		left[0] = this.#out.moveTo(output, at, size);
		left[1] = 0;
	}

	#store(): void {
		for (const bytes of this.#kept.splice(0)) {
			for (const block of storedBlocks(bytes, !this.#isStored)) this.#out.add(block);
			this.#isStored = true;
		}
	}

	#finish(): void {
		this.#isFinished = true;
		if (this.#isStored) {
			this.#store();
			return this.#out.add(Uint8Array.of(3));
		}
		const step = this.#module.compressor(this.#quality);
		for (const bytes of this.#kept.splice(0)) {
			for (let rest = bytes; rest.length > 0;) {
				const { output, consumed } = step(rest, PIECE);
				this.#out.add(output);
				rest = rest.subarray(consumed);
			}
		}
		for (;;) {
			const { code, output } = step(null, PIECE);
			this.#out.add(output);
			if (code !== NEEDS_OUTPUT) return;
		}
	}
}

class Decoder implements Codec {
	readonly #module: BrotliModule;
	#step;
	#out = new Outgoing();
	#code = NEEDS_INPUT;

	constructor(module: BrotliModule) {
		this.#module = module;
		this.#step = module.decompressor();
	}

	reset(): void {
		this.#step = this.#module.decompressor();
		this.#out = new Outgoing();
		this.#code = NEEDS_INPUT;
	}

	write(write: Write, left: Uint32Array): Failure | undefined {
		const [flush, , , , output, at, size] = write;
		let rest = inputOf(write);
		const wants = () =>
			this.#out.length < size &&
			(this.#code === NEEDS_OUTPUT || (this.#code === NEEDS_INPUT && rest.length > 0));
		try {
			while (wants()) {
				const { code, output, consumed } = this.#step(rest, PIECE);
				this.#out.add(output);
				this.#code = code;
				rest = rest.subarray(consumed);
			}
		} catch (error) {
			if (!(error instanceof BrotliError)) throw error;
			const name = errorNames[-error.status - 1] ?? 'UNREACHABLE';
			return { message: 'Decompression failed', status: error.status, code: `ERR__ERROR_${name}` };
		}
		left[0] = this.#out.moveTo(output, at, size);
		left[1] = rest.length;
		// Told once all output is out: until then the library comes back for it.
		const isOver = left[0] > 0 && this.#code !== SUCCESS;
		return flush === FINISH && isOver ? unexpectedEnd : undefined;
	}
}

function checkFlags(params: Uint32Array): void {
	for (const flag of [NO_CONTEXT_MODELING, LARGE_WINDOW]) {
		const value = params[flag] ?? NOT_GIVEN;
		if (value > 1 && value !== NOT_GIVEN)
			throw Object.assign(new Error('Initialization failed'), { code: 'ERR_ZLIB_INITIALIZATION_FAILED' });
	}
}

export function brotliClasses(context: Context) {
	const { native } = context;
	let made: BrotliModule | undefined;
	const module = () => (made ??= new BrotliModule(native.WebAssembly, context.librarySource(MODULE)));
	const Handle = codecHandleClass(context);
	return {
		BrotliEncoder: class BrotliEncoder extends Handle {
			init(params: Uint32Array, left: Uint32Array<ArrayBuffer>, done: () => void): boolean {
				checkFlags(params);
				const quality = Math.min(MAX_QUALITY, params[QUALITY] ?? MAX_QUALITY);
				this.begin(new Encoder(module(), quality), left, done);
				return true;
			}
		},
		BrotliDecoder: class BrotliDecoder extends Handle {
			init(_params: Uint32Array, left: Uint32Array<ArrayBuffer>, done: () => void): boolean {
				this.begin(new Decoder(module()), left, done);
				return true;
			}
		}
	};
}
