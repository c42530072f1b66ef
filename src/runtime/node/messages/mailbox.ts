/**
 * Shared memory beside a port whose other end lies in another thread. A browser hands over messages only between two tasks, Node also to one
 * that sleeps in Atomics.wait and then asks with receiveMessageOnPort. So what is sent waits here, a reader that listens is called once the
 * browser's way, and what cannot be written down (ports, shared memory, much) goes that way itself.
 *
 *   | int32 | holds                                                                           |
 *   | ----- | ------------------------------------------------------------------------------- |
 *   | 0     | 1 = somebody reads or writes the rest                                           |
 *   | 1     | 1 = the reader listens: it wants to be called                                   |
 *   | 2     | messages that were sent the browser's way                                       |
 *   | 3     | how many of those came in                                                       |
 *   | 4, 5  | bytes after the header where the first letter begins, and where the last ends   |
 *   | 6     | 1 = the reader was called and has not come yet                                  |
 *   | 7     | the thread of the reader, or that it goes to, from 1; 0 = nobody knows          |
 *
 * A letter is how many messages were sent the browser's way before it (int32), its length in bytes (int32), the value in V8's format
 * (../clone/tags.ts), and padding to four bytes.
 */
import { ValueReader } from '../clone/reader.ts';
import { ValueWriter } from '../clone/writer.ts';
import { locked } from './lock.ts';

const [LOCK, LISTENS, SENT, RECEIVED, FIRST, END, CALLED, READER] = [0, 1, 2, 3, 4, 5, 6, 7];
const HEADER = 32;
const LETTER_HEAD = 8;
/** Bytes; it grows as needed, to MOST. */
const INITIAL = 4096;
const MOST = 16 * 1024 * 1024;

/** The memory of one direction. */
export function makeMailbox(): SharedArrayBuffer {
	return new SharedArrayBuffer(INITIAL, { maxByteLength: MOST });
}

export class Mailbox {
	readonly memory: SharedArrayBuffer;
	readonly #words: Int32Array;

	constructor(memory: SharedArrayBuffer) {
		this.memory = memory;
		this.#words = new Int32Array(memory);
	}

	// The sender's

	/** Leaves a value that can be written down; false = there is no room. */
	put(value: unknown): boolean {
		const bytes = written(value);
		return this.#locked(() => {
			if (this.#load(FIRST) === this.#load(END)) this.#clear();
			const at = HEADER + this.#load(END);
			const end = at + LETTER_HEAD + Math.ceil(bytes.length / 4) * 4;
			if (!this.#reach(end)) return false;
			const words = new Int32Array(this.memory);
			words[at >> 2] = this.#load(SENT);
			words[(at >> 2) + 1] = bytes.length;
			new Uint8Array(this.memory).set(bytes, at + LETTER_HEAD);
			this.#store(END, end - HEADER);
			return true;
		});
	}
	/** Whether the reader listens and nobody has called it since it last came: then the caller of this does. */
	mustCall(): boolean {
		return this.#load(LISTENS) === 1 && Atomics.exchange(this.#words, CALLED, 1) === 0;
	}
	/** One goes the browser's way now. */
	countSent(): void {
		Atomics.add(this.#words, SENT, 1);
	}

	// The reader's

	/** What is next here. Messages that were sent before it, but come in later, come first. */
	take(into: (value: unknown) => void): void {
		this.#locked(() => this.#takeAll(into));
	}
	/** From here on it is called; what was left before is next. */
	listen(into: (value: unknown) => void): void {
		this.#locked(() => {
			this.#store(LISTENS, 1);
			this.#store(CALLED, 0);
			this.#takeAll(into);
		});
	}
	/** It was called: what came since. */
	answer(into: (value: unknown) => void): void {
		this.#store(CALLED, 0);
		this.take(into);
	}
	/** Nobody listens any more. */
	leave(): void {
		this.#locked(() => this.#store(LISTENS, 0));
	}
	/** The thread that reads here. */
	get reader(): number {
		return this.#load(READER) - 1;
	}
	set reader(threadId: number) {
		this.#store(READER, threadId + 1);
	}
	/** Whether everything that was sent is here. */
	get isComplete(): boolean {
		return this.#load(SENT) === this.#load(RECEIVED) && this.#load(FIRST) === this.#load(END);
	}
	/** One came the browser's way. */
	countReceived(): void {
		Atomics.add(this.#words, RECEIVED, 1);
	}

	#takeAll(into: (value: unknown) => void): void {
		const words = new Int32Array(this.memory);
		const bytes = new Uint8Array(this.memory);
		while (this.#load(FIRST) < this.#load(END)) {
			const at = HEADER + this.#load(FIRST);
			if ((words[at >> 2] ?? 0) > this.#load(RECEIVED)) return;
			const start = at + LETTER_HEAD;
			const length = words[(at >> 2) + 1] ?? 0;
			into(read(bytes.subarray(start, start + length)));
			this.#store(FIRST, start + Math.ceil(length / 4) * 4 - HEADER);
		}
	}
	#clear(): void {
		this.#store(FIRST, 0);
		this.#store(END, 0);
	}
	#reach(end: number): boolean {
		if (end <= this.memory.byteLength) return true;
		if (!this.memory.growable || end > this.memory.maxByteLength) return false;
		this.memory.grow(Math.min(this.memory.maxByteLength, Math.max(end, this.memory.byteLength * 2)));
		return true;
	}

	#locked<T>(run: () => T): T {
		return locked(this.#words, LOCK, run);
	}
	#load(word: number): number {
		return Atomics.load(this.#words, word);
	}
	#store(word: number, value: number): void {
		Atomics.store(this.#words, word, value);
	}
}

function refuse(message: string): never {
	throw new Error(message);
}
/** Who writes has looked: there is nothing of these kinds (plain.ts). */
const hooks = {
	isClosed: () => false,
	refuse,
	writeHostObject: () => refuse('A view is no object of the host'),
	sharedBufferId: () => refuse("Shared memory goes the browser's way"),
	readHostObject: () => refuse('There are no objects of the host')
};

function written(value: unknown): Uint8Array {
	const writer = new ValueWriter(hooks);
	writer.writeHeader();
	writer.write(value);
	return writer.bytes.release();
}

function read(bytes: Uint8Array): unknown {
	const reader = new ValueReader(bytes, hooks);
	reader.readHeader();
	return reader.read();
}
