/** One direction of bytes between processes, with back-pressure. */
import { CodedError } from '../wire/coded-error.ts';

/** As Linux: a writer waits once so many bytes are unread. */
const CAPACITY = 65_536;

export class Pipe {
	#chunks: Uint8Array[] = [];
	#length = 0;
	#ended = false;
	#deaf = false;
	#readers: (() => void)[] = [];
	#writers: (() => void)[] = [];

	/** Waits for bytes; empty = the end. */
	read(length: number): Uint8Array | Promise<Uint8Array> {
		const ready = this.#take(length);
		if (ready) return ready;
		return new Promise((resolve) => {
			const again = () => {
				const bytes = this.#take(length);
				if (bytes) resolve(bytes);
				else this.#readers.push(again);
			};
			this.#readers.push(again);
		});
	}

	#take(length: number): Uint8Array | null {
		const first = this.#chunks[0];
		if (!first) return this.#ended ? new Uint8Array() : null;
		const bytes = first.length <= length ? first : first.subarray(0, length);
		if (bytes === first) this.#chunks.shift();
		else this.#chunks[0] = first.subarray(length);
		this.#length -= bytes.length;
		if (this.#length < CAPACITY) wake(this.#writers);
		return bytes;
	}

	write(bytes: Uint8Array): number | Promise<number> {
		if (this.#deaf) throw new CodedError('EPIPE');
		if (bytes.length === 0 || this.#ended) return bytes.length;
		this.#chunks.push(bytes);
		this.#length += bytes.length;
		wake(this.#readers);
		if (this.#length <= CAPACITY) return bytes.length;
		return new Promise((resolve, reject) => {
			const again = () => {
				if (this.#deaf) reject(new CodedError('EPIPE'));
				else if (this.#length <= CAPACITY) resolve(bytes.length);
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
