/** The handle that node:zlib drives, over any codec: what src/node_zlib.cc does around zlib, Brotli and the others. */
import type { Context } from '../context.ts';
import { bytesOf } from '../encoding.ts';

export type Write = [
	flush: number,
	input: Uint8Array | null,
	inputAt: number,
	inputLength: number,
	output: Uint8Array<ArrayBuffer>,
	outputAt: number,
	outputLength: number
];
export type Failure = { message: string; status: number; code: string };

export interface Codec {
	/** Puts what is left of output and input into `left`. */
	write(write: Write, left: Uint32Array): Failure | undefined;
	reset(): void;
	/** It is used no more. */
	close?(): void;
	/** Another level and strategy from here on. */
	setParameters?(level: number, strategy: number): Failure | undefined;
}

export const Z_BUF_ERROR = -5;
export const unexpectedEnd: Failure = {
	message: 'unexpected end of file',
	status: Z_BUF_ERROR,
	code: 'Z_BUF_ERROR'
};

export function codecHandleClass({ loop, resources }: Pick<Context, 'loop' | 'resources'>) {
	return class CodecHandle {
		onerror: ((message: string, status: number, code: string) => void) | undefined;
		#codec: Codec | undefined;
		#left = new Uint32Array(2);
		#done = () => {};

		constructor() {
			resources.open(this, 'ZLIB');
		}

		begin(codec: Codec, left: Uint32Array<ArrayBuffer>, done: () => void): void {
			this.#codec = codec;
			this.#left = left;
			this.#done = done;
		}
		params(level: number, strategy: number): void {
			this.#tell(this.#codec?.setParameters?.(level, strategy));
		}
		reset(): void {
			this.#codec?.reset();
		}
		close(): void {
			this.#codec?.close?.();
			this.#codec = undefined;
			resources.close(this);
		}
		getAsyncId(): number {
			return resources.idOf(this);
		}
		writeSync(...write: Write): void {
			this.#work(write);
		}
		write(...write: Write): void {
			loop.ref();
			loop.enqueue(() => {
				loop.unref();
				if (this.#codec && this.#work(write)) this.#done.call(this);
			}, this);
		}
		/** false = it failed, and onerror was told. */
		#work(write: Write): boolean {
			const [flush, input, ...places] = write;
			// The library hands on views of any kind.
			return this.#tell(this.#codec?.write([flush, input && bytesOf(input), ...places], this.#left));
		}
		#tell(failure: Failure | undefined): boolean {
			if (failure) this.onerror?.(failure.message, failure.status, failure.code);
			return !failure;
		}
	};
}
