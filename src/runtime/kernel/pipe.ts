/** One direction of bytes between processes, with back-pressure. */
import { joined } from '../wire/bytes.ts';
import { CodedError } from '../wire/coded-error.ts';

/** Bytes, as Linux. */
const PIPE_CAPACITY = 65_536;

/** What goes along with bytes. */
export type Cargo = { /** Nobody takes it. */ drop(): void };
export type Chunk = { bytes: Uint8Array; cargo: Cargo | null };

/** Who waits; `by`: whose wait it is. */
type Waiting = { again(): void; giveUp(): void; by: object | null };

export class Pipe {
	/** A writer waits once so many bytes are unread. */
	readonly #capacity: number;
	#chunks: Chunk[] = [];
	#length = 0;
	#ended = false;
	/** Read in place of the end. */
	#fault: string | null = null;
	#deaf = false;
	#readers: Waiting[] = [];
	/** The latest read that has a number, and what it got. */
	#told: { by: object | null; turn: number; bytes: Uint8Array } | null = null;
	#writers: (() => void)[] = [];

	constructor(capacity = PIPE_CAPACITY) {
		this.#capacity = capacity;
	}

	get unread(): number {
		return this.#length;
	}

	/** Waits for bytes; empty = the end. `turn`: the number of this read of `by`, 0 = none. */
	read(length: number, by: object | null = null, turn = 0): Uint8Array | Promise<Uint8Array> {
		return this.#when(by, () => {
			const chunk = this.#take(length);
			chunk?.cargo?.drop();
			if (chunk && turn > 0) this.#told = { by, turn, bytes: chunk.bytes };
			return chunk && chunk.bytes;
		});
	}

	/** The same, with what goes along with them. */
	receive(length: number, by: object | null = null): Chunk | Promise<Chunk> {
		return this.#when(by, () => this.#take(length));
	}

	/** Reads of `by` that wait are given up; what its read of number `turn` got, and `unheard` before that, is read once more. */
	forget(by: object, turn = 0, unheard: Uint8Array = new Uint8Array()): void {
		const given = this.#readers.filter((reader) => reader.by === by);
		this.#readers = this.#readers.filter((reader) => reader.by !== by);
		for (const { giveUp } of given) giveUp();
		const told = this.#told;
		if (turn > 0 && told?.by === by && told.turn === turn) this.#putBack(told.bytes);
		this.#putBack(unheard);
	}

	#putBack(bytes: Uint8Array): void {
		if (bytes.length === 0 || this.#deaf) return;
		this.#told = null;
		this.#chunks.unshift({ bytes, cargo: null });
		this.#length += bytes.length;
		this.#wakeReaders();
	}

	#when<T>(by: object | null, take: () => T | null): T | Promise<T> {
		const ready = take();
		if (ready) return ready;
		return new Promise((resolve, reject) => {
			const giveUp = () => reject(new CodedError('ECANCELED'));
			const again = () => {
				try {
					const taken = take();
					if (taken) resolve(taken);
					else this.#readers.push({ again, giveUp, by });
				} catch (error) {
					reject(error as CodedError);
				}
			};
			this.#readers.push({ again, giveUp, by });
		});
	}

	#take(length: number): Chunk | null {
		const first = this.#chunks[0];
		if (!first && this.#fault) throw new CodedError(this.#fault);
		if (!first) return this.#ended ? { bytes: new Uint8Array(), cargo: null } : null;
		const parts: Uint8Array[] = [];
		let rest = length;
		for (let next = this.#chunks[0]; next && rest > 0; next = this.#chunks[0]) {
			// What has cargo comes alone: unix(7), SCM_RIGHTS.
			if (parts.length > 0 && (first.cargo || next.cargo)) break;
			const part = next.bytes.subarray(0, rest);
			if (part.length === next.bytes.length) this.#chunks.shift();
			else this.#chunks[0] = { bytes: next.bytes.subarray(rest), cargo: null };
			parts.push(part);
			rest -= part.length;
		}
		const [only = new Uint8Array()] = parts;
		const bytes = parts.length > 1 ? joined(parts) : alone(only);
		this.#length -= bytes.length;
		if (this.#length < this.#capacity) wake(this.#writers);
		return { bytes, cargo: first.cargo };
	}

	write(bytes: Uint8Array, cargo: Cargo | null = null): number | Promise<number> {
		if (this.#deaf || bytes.length === 0 || this.#ended) cargo?.drop();
		if (this.#deaf) throw new CodedError('EPIPE');
		if (bytes.length === 0 || this.#ended) return bytes.length;
		this.#chunks.push({ bytes, cargo });
		this.#length += bytes.length;
		this.#wakeReaders();
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
		this.#wakeReaders();
	}

	/** The writer broke off: after what was written, reading fails with `code`. */
	fail(code: string): void {
		this.#fault ??= code;
		this.end();
	}

	/** Nobody reads any more. */
	deafen(): void {
		this.#deaf = true;
		for (const { cargo } of this.#chunks.splice(0)) cargo?.drop();
		this.#length = 0;
		this.#told = null;
		wake(this.#writers);
	}

	#wakeReaders(): void {
		for (const { again } of this.#readers.splice(0)) again();
	}
}

/** A message carries the whole buffer of a view: what is read of a large write is cut out of it. */
function alone(bytes: Uint8Array): Uint8Array {
	return bytes.byteLength < bytes.buffer.byteLength ? bytes.slice() : bytes;
}

function wake(waiting: (() => void)[]): void {
	for (const again of waiting.splice(0)) again();
}
