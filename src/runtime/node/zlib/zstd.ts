/** ZstdCompress and ZstdDecompress under node:zlib, as src/node_zlib.cc drives Zstandard. The module takes no dictionaries. */
import type { Context } from '../context.ts';
import { unsupported } from '../shapes.ts';
import { codecHandleClass, type Codec, type Failure, type Write } from './handle.ts';
import { ZstdModule, type ZstdStream } from './zstd-module.ts';

/** Its name in the packed library (scripts/node-library.mjs); base64. */
const MODULE = 'zstd.wasm';
const NOT_GIVEN = 0xffffffff;
const END = 2;
/** ZSTD_c_nbWorkers: of how many threads, which changes only how long it takes. */
const WORKERS = 400;
/** ZSTD_d_windowLogMax, what it may be and what it is. */
const WINDOW = { name: 100, least: 10, most: 31, standard: 27 };
const SIZE_WRONG = 72;

/** https://github.com/facebook/zstd/blob/v1.5.7/lib/zstd_errors.h */
const errorNames: Record<number, string> = {
	10: 'prefix_unknown',
	12: 'version_unsupported',
	14: 'frameParameter_unsupported',
	16: 'frameParameter_windowTooLarge',
	20: 'corruption_detected',
	22: 'checksum_wrong',
	24: 'literals_headerWrong',
	30: 'dictionary_corrupted',
	32: 'dictionary_wrong',
	34: 'dictionaryCreation_failed',
	40: 'parameter_unsupported',
	41: 'parameter_combination_unsupported',
	42: 'parameter_outOfBound',
	44: 'tableLog_tooLarge',
	46: 'maxSymbolValue_tooLarge',
	48: 'maxSymbolValue_tooSmall',
	50: 'stabilityCondition_notRespected',
	60: 'stage_wrong',
	62: 'init_missing',
	64: 'memory_allocation',
	66: 'workSpace_tooSmall',
	70: 'dstSize_tooSmall',
	[SIZE_WRONG]: 'srcSize_wrong',
	74: 'dstBuffer_null',
	80: 'noForwardProgress_destFull',
	82: 'noForwardProgress_inputEmpty'
};
const failure = (code: number, message: string): Failure => ({
	message,
	status: code,
	code: `ZSTD_error_${errorNames[code] ?? 'GENERIC'}`
});
const refusedParameter = () =>
	Object.assign(new Error('Setting parameter failed'), { code: 'ERR_ZLIB_INITIALIZATION_FAILED' });
const join = (one: Uint8Array, other: Uint8Array) => {
	const both = new Uint8Array(one.length + other.length);
	both.set(one);
	both.set(other, one.length);
	return both;
};

/** A stream in one direction. What the library resets has the parameters of the beginning no more, as with Node. */
class Stream implements Codec {
	readonly #open: () => ZstdStream;
	#stream: ZstdStream;

	constructor(open: () => ZstdStream) {
		this.#open = open;
		this.#stream = open();
	}

	setParameter(name: number, value: number): void {
		if (!this.#stream.setParameter(name, value)) throw refusedParameter();
	}
	reset(): void {
		this.#stream.close();
		this.#stream = this.#open();
	}
	close(): void {
		this.#stream.close();
	}
	write(
		[end, input, inputAt, inputLength, output, outputAt, outputLength]: Write,
		left: Uint32Array
	): Failure | undefined {
		const { consumed, produced, code, text } = this.#stream.run(
			input?.subarray(inputAt, inputAt + inputLength) ?? new Uint8Array(),
			output.subarray(outputAt, outputAt + outputLength),
			end
		);
		if (code !== 0) return failure(code, text);
		left[0] = outputLength - produced;
		left[1] = inputLength - consumed;
		return undefined;
	}
}

/** One whose size was promised. The module is told a size only by getting all at once, so it gets all once it is there. */
class Pledged extends Stream {
	readonly #size: number;
	#kept = new Uint8Array();
	#isWaiting = true;

	constructor(open: () => ZstdStream, size: number) {
		super(open);
		this.#size = size;
	}

	override reset(): void {
		super.reset();
		this.#kept = new Uint8Array();
		this.#isWaiting = true;
	}
	override write(write: Write, left: Uint32Array): Failure | undefined {
		const [end, input, inputAt, inputLength, ...output] = write;
		if (this.#isWaiting) {
			if (input && inputLength > 0)
				this.#kept = join(this.#kept, input.subarray(inputAt, inputAt + inputLength));
			const { length } = this.#kept;
			if (length > this.#size || (end === END && length < this.#size))
				return failure(SIZE_WRONG, 'Src size is incorrect');
			if (end === END) this.#isWaiting = false;
			else return void left.set([output[2], 0]);
		}
		// The frame is over once all is given: what follows is of another, of any size.
		if (this.#kept.length === 0) return super.write(write, left);
		const failed = super.write([END, this.#kept, 0, this.#kept.length, ...output], left);
		this.#kept = this.#kept.slice(this.#kept.length - (left[1] ?? 0));
		left[1] = 0;
		return failed;
	}
}

function* givenParameters(params: Uint32Array): Generator<[name: number, value: number]> {
	for (const [name, value] of params.entries()) if (value !== NOT_GIVEN) yield [name, value | 0];
}

function refuseDictionary(dictionary: unknown): void {
	if (dictionary) throw unsupported('zlib: a dictionary for Zstandard');
}

export function zstdClasses(context: Context) {
	const { native, librarySource } = context;
	let made: ZstdModule | undefined;
	const module = () => (made ??= new ZstdModule(native.WebAssembly, librarySource(MODULE)));
	const Handle = codecHandleClass(context);
	return {
		ZstdCompress: class ZstdCompress extends Handle {
			init(
				params: Uint32Array,
				size: number | undefined,
				left: Uint32Array<ArrayBuffer>,
				done: () => void,
				dictionary?: ArrayBufferView
			): void {
				refuseDictionary(dictionary);
				const open = () => module().compressor();
				const stream = size === undefined ? new Stream(open) : new Pledged(open, size);
				for (const [name, value] of givenParameters(params))
					if (name !== WORKERS) stream.setParameter(name, value);
				this.begin(stream, left, done);
			}
		},
		ZstdDecompress: class ZstdDecompress extends Handle {
			init(
				params: Uint32Array,
				_size: unknown,
				left: Uint32Array<ArrayBuffer>,
				done: () => void,
				dictionary?: ArrayBufferView
			): void {
				refuseDictionary(dictionary);
				for (const [name, value] of givenParameters(params)) {
					if (name !== WINDOW.name || value < WINDOW.least || value > WINDOW.most) throw refusedParameter();
					if (value !== WINDOW.standard) throw unsupported('zlib: ZSTD_d_windowLogMax');
				}
				this.begin(new Stream(() => module().decompressor()), left, done);
			}
		}
	};
}
