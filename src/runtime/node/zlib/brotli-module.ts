/**
 * The package brotli-wasm without its glue, which loads asynchronously: node:zlib must compress at once. One instance per process.
 * https://github.com/httptoolkit/brotli-wasm
 */
import { encode, latin1ToString } from '../encoding.ts';

type Exports = {
	memory: WebAssembly.Memory;
	__wbindgen_add_to_stack_pointer(bytes: number): number;
	__wbindgen_malloc(size: number): number;
	__wbindgen_free(at: number, size: number): void;
	__wbg_brotlistreamresult_free(result: number): void;
	__wbg_get_brotlistreamresult_code(result: number): number;
	__wbg_get_brotlistreamresult_buf(into: number, result: number): void;
	__wbg_get_brotlistreamresult_input_offset(result: number): number;
	__wbg_compressstream_free(stream: number): void;
	compressstream_new(hasQuality: number, quality: number): number;
	compressstream_compress(into: number, stream: number, at: number, size: number, outputSize: number): void;
	__wbg_decompressstream_free(stream: number): void;
	decompressstream_new(): number;
	decompressstream_decompress(
		into: number,
		stream: number,
		at: number,
		size: number,
		outputSize: number
	): void;
};

/** BrotliStreamResultCode. */
export const [SUCCESS, NEEDS_INPUT, NEEDS_OUTPUT] = [1, 2, 3];

/** `consumed`: bytes of the input. */
export type Step = { code: number; output: Uint8Array; consumed: number };

/** The module's error, with the number that it names; NaN = none. */
export class BrotliError extends Error {
	readonly status: number;
	constructor(message: string) {
		super(message);
		this.status = Number(/-?\d+$/.exec(message)?.[0]);
	}
}

/** Objects that the module holds by number: its errors only. */
class Held {
	readonly #objects = new Map<number, Error>();
	#last = 100;
	add(error: Error): number {
		this.#objects.set(++this.#last, error);
		return this.#last;
	}
	take(number: number): Error {
		const error = this.#objects.get(number);
		this.#objects.delete(number);
		return error ?? new BrotliError('Brotli failed');
	}
}

export class BrotliModule {
	readonly #exports: Exports;
	readonly #held = new Held();
	/** Streams are freed when nobody has them any more. */
	readonly #freeing = new FinalizationRegistry<() => void>((free) => free());

	/** @param base64 of the module */
	constructor(wasm: typeof WebAssembly, base64: string) {
		const text = (at: number, size: number) =>
			latin1ToString(new Uint8Array(this.#exports.memory.buffer, at, size));
		const error = (at: number, size: number) => this.#held.add(new BrotliError(text(at, size)));
		const unused = () => 0;
		const instance = new wasm.Instance(new wasm.Module(encode(base64, 'base64')), {
			wbg: {
				__wbindgen_is_undefined: unused,
				__wbindgen_is_object: unused,
				__wbindgen_json_serialize: unused,
				__wbg_new_693216e109162396: unused,
				__wbg_stack_0ddaca5d1abfb52f: unused,
				__wbg_error_09919627ac0992f5: unused,
				__wbindgen_string_new: error,
				__wbindgen_error_new: error,
				__wbindgen_object_drop_ref: (number: number) => this.#held.take(number),
				__wbindgen_throw: (at: number, size: number) => {
					throw new BrotliError(text(at, size));
				}
			}
		});
		this.#exports = instance.exports as Exports;
	}

	/** A stream that compresses: `input` null = the end. */
	compressor(quality: number): (input: Uint8Array | null, outputSize: number) => Step {
		const { compressstream_new, compressstream_compress, __wbg_compressstream_free } = this.#exports;
		const stream = compressstream_new(1, quality);
		const step = (input: Uint8Array | null, outputSize: number) =>
			this.#step((into, at, size) => compressstream_compress(into, stream, at, size, outputSize), input);
		this.#freeing.register(step, () => __wbg_compressstream_free(stream));
		return step;
	}

	decompressor(): (input: Uint8Array, outputSize: number) => Step {
		const { decompressstream_new, decompressstream_decompress, __wbg_decompressstream_free } = this.#exports;
		const stream = decompressstream_new();
		const step = (input: Uint8Array, outputSize: number) =>
			this.#step((into, at, size) => decompressstream_decompress(into, stream, at, size, outputSize), input);
		this.#freeing.register(step, () => __wbg_decompressstream_free(stream));
		return step;
	}

	/** @throws BrotliError */
	#step(run: (into: number, at: number, size: number) => void, input: Uint8Array | null): Step {
		const wasm = this.#exports;
		const into = wasm.__wbindgen_add_to_stack_pointer(-16);
		try {
			const at = input ? wasm.__wbindgen_malloc(input.length) : 0;
			if (input) new Uint8Array(wasm.memory.buffer).set(input, at);
			run(into, at, input?.length ?? 0);
			const [result = 0, problem = 0, failed] = new Int32Array(wasm.memory.buffer, into, 3);
			if (failed) throw this.#held.take(problem);
			wasm.__wbg_get_brotlistreamresult_buf(into, result);
			const [outputAt = 0, outputSize = 0] = new Int32Array(wasm.memory.buffer, into, 2);
			const output = new Uint8Array(wasm.memory.buffer, outputAt, outputSize).slice();
			if (outputSize > 0) wasm.__wbindgen_free(outputAt, outputSize);
			const step = {
				code: wasm.__wbg_get_brotlistreamresult_code(result),
				output,
				consumed: wasm.__wbg_get_brotlistreamresult_input_offset(result)
			};
			wasm.__wbg_brotlistreamresult_free(result);
			return step;
		} finally {
			wasm.__wbindgen_add_to_stack_pointer(16);
		}
	}
}
