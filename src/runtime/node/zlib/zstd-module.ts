/**
 * Zstandard's own streams as WebAssembly, out of the package @oneidentity/zstd-js without its glue, which loads asynchronously. One instance
 * per process. https://facebook.github.io/zstd/zstd_manual.html
 */
import { encode, latin1ToString } from '../encoding.ts';

type Step = (
	stream: number,
	into: number,
	intoSize: number,
	intoAt: number,
	from: number,
	fromSize: number,
	fromAt: number,
	end: number
) => number;
type Exports = {
	memory: WebAssembly.Memory;
	__wasm_call_ctors(): void;
	malloc(size: number): number;
	free(at: number): void;
	ZSTD_isError(result: number): number;
	ZSTD_getErrorName(result: number): number;
	ZSTD_CCtx_setParameter(stream: number, name: number, value: number): number;
	ZSTD_createCStream(): number;
	ZSTD_freeCStream(stream: number): number;
	ZSTD_compressStream2_simpleArgs: Step;
	ZSTD_createDStream(): number;
	ZSTD_freeDStream(stream: number): number;
	ZSTD_decompressStream_simpleArgs: Step;
};

/** Bytes of a page of memory, and of the two positions that a step moves. */
const PAGE = 65_536;
const POSITIONS = 8;

/** `code` and `text` are Zstandard's; 0 = none. */
export type Taken = { consumed: number; produced: number; code: number; text: string };

export class ZstdModule {
	readonly #exports: Exports;

	/** @param base64 of the module */
	constructor(wasm: typeof WebAssembly, base64: string) {
		const memory = () => this.#exports.memory;
		const instance = new wasm.Instance(new wasm.Module(encode(base64, 'base64')), {
			env: {
				emscripten_memcpy_big: (into: number, from: number, size: number) =>
					void new Uint8Array(memory().buffer).copyWithin(into, from, from + size),
				emscripten_resize_heap: (size: number) => {
					try {
						memory().grow(Math.ceil((size - memory().buffer.byteLength) / PAGE));
						return 1;
					} catch {
						// malloc then says that there is none left.
						return 0;
					}
				},
				setTempRet0: () => {}
			}
		});
		this.#exports = instance.exports as Exports;
		this.#exports.__wasm_call_ctors();
	}

	compressor(): ZstdStream {
		const { ZSTD_createCStream, ZSTD_freeCStream, ZSTD_compressStream2_simpleArgs } = this.#exports;
		return new ZstdStream(
			this.#exports,
			ZSTD_createCStream(),
			ZSTD_compressStream2_simpleArgs,
			ZSTD_freeCStream
		);
	}
	decompressor(): ZstdStream {
		const { ZSTD_createDStream, ZSTD_freeDStream, ZSTD_decompressStream_simpleArgs } = this.#exports;
		return new ZstdStream(
			this.#exports,
			ZSTD_createDStream(),
			ZSTD_decompressStream_simpleArgs,
			ZSTD_freeDStream
		);
	}
}

/** Streams that nobody has any more and nobody closed. */
const forgotten = new FinalizationRegistry<() => void>((free) => free());

export class ZstdStream {
	readonly #exports: Exports;
	readonly #stream: number;
	readonly #step: Step;
	readonly #free: () => void;

	constructor(exports: Exports, stream: number, step: Step, free: (stream: number) => void) {
		this.#exports = exports;
		this.#stream = stream;
		this.#step = step;
		this.#free = () => free(stream);
		forgotten.register(this, this.#free, this);
	}

	/** false = it does not take this value. */
	setParameter(name: number, value: number): boolean {
		const { ZSTD_CCtx_setParameter, ZSTD_isError } = this.#exports;
		return ZSTD_isError(ZSTD_CCtx_setParameter(this.#stream, name, value)) === 0;
	}

	/** @param end ZSTD_EndDirective; nothing for a decompressor */
	run(input: Uint8Array, output: Uint8Array, end = 0): Taken {
		const { malloc, free } = this.#exports;
		const from = malloc(POSITIONS + input.length + output.length);
		if (from === 0) throw new RangeError('Zstandard has no memory left');
		const into = from + POSITIONS + input.length;
		this.#bytes.set(input, from + POSITIONS);
		this.#bytes.fill(0, from, from + POSITIONS);
		const result = this.#step(
			this.#stream,
			into,
			output.length,
			from + 4,
			from + POSITIONS,
			input.length,
			from,
			end
		);
		const positions = new DataView(this.#exports.memory.buffer, from, POSITIONS);
		const [consumed, produced] = [positions.getUint32(0, true), positions.getUint32(4, true)];
		output.set(this.#bytes.subarray(into, into + produced));
		free(from);
		return { consumed, produced, ...this.#problem(result) };
	}

	close(): void {
		forgotten.unregister(this);
		this.#free();
	}

	get #bytes(): Uint8Array {
		return new Uint8Array(this.#exports.memory.buffer);
	}

	#problem(result: number): { code: number; text: string } {
		const { ZSTD_isError, ZSTD_getErrorName } = this.#exports;
		if (!ZSTD_isError(result)) return { code: 0, text: '' };
		const at = ZSTD_getErrorName(result);
		return {
			code: -(result | 0),
			text: latin1ToString(this.#bytes.subarray(at, this.#bytes.indexOf(0, at)))
		};
	}
}
