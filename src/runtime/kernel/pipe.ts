/** One direction of bytes between processes, with back-pressure. */
import { CodedError } from '../wire/coded-error.ts';

/** Bytes, as Linux. */
const PIPE_CAPACITY = 65_536;

export class Pipe {
	/** A writer waits once so many bytes are unread. */
	readonly #capacity: number;
	#chunks: Uint8Array[] = [];
	#length = 0;
	#ended = false;
	/** Read in place of the end. */
	#fault: string | null = null;
	#deaf = false;
	#readers: (() => void)[] = [];
	#writers: (() => void)[] = [];

	constructor(capacity = PIPE_CAPACITY) {
		this.#capacity = capacity;
	}

	get unread(): number {
		return this.#length;
	}

	/** Waits for bytes; empty = the end. */
	read(length: number): Uint8Array | Promise<Uint8Array> {
		const ready = this.#take(length);
		if (ready) return ready;
		return new Promise((resolve, reject) => {
			const again = () => {
				try {
					const bytes = this.#take(length);
					if (bytes) resolve(bytes);
					else this.#readers.push(again);
				} catch (error) {
					reject(error as CodedError);
				}
			};
			this.#readers.push(again);
		});
	}

	#take(length: number): Uint8Array | null {
		const first = this.#chunks[0];
		if (!first && this.#fault) throw new CodedError(this.#fault);
		if (!first) return this.#ended ? new Uint8Array() : null;
		const bytes = first.length <= length ? first : first.subarray(0, length);
		if (bytes === first) this.#chunks.shift();
		else this.#chunks[0] = first.subarray(length);
		this.#length -= bytes.length;
		if (this.#length < this.#capacity) wake(this.#writers);
		return bytes;
	}

	write(bytes: Uint8Array): number | Promise<number> {
		if (this.#deaf) throw new CodedError('EPIPE');
		if (bytes.length === 0 || this.#ended) return bytes.length;
		this.#chunks.push(bytes);
		this.#length += bytes.length;
		wake(this.#readers);
		if (this.#length <= this.#capacity) return bytes.length;
		return new Promise((resolve, reject) => {
			const again = () => {
				if (this.#deaf) reject(new CodedError('EPIPE'));
				else if (this.#length <= this.#capacity) resolve(bytes.length);
				else this.#writers.push(again);
			};
			this.#writers.push(again);
		});
	}

	/** Nobody writes any more. */
	end(): void {
		this.#ended = true;
		wake(this.#readers);
	}

	/** The writer broke off: after what was written, reading fails with `code`. */
	fail(code: string): void {
		this.#fault ??= code;
		this.end();
	}

	/** Nobody reads any more. */
	deafen(): void {
		this.#deaf = true;
		this.#chunks = [];
		this.#length = 0;
		wake(this.#writers);
	}
}

function wake(waiting: (() => void)[]): void {
	for (const again of waiting.splice(0)) again();
}
