/** What a description can be. Each is shared by all who hold it, and closed when the last lets go. */
import type { Ino } from '../protocol/file-view.ts';
import { OPEN, type DescriptionInfo } from '../protocol/syscalls.ts';
import { CodedError } from '../wire/coded-error.ts';
import type { Files } from './files.ts';
import type { Cargo, Pipe } from './pipe.ts';

export interface OpenThing {
	/** `by`: whose wait it is, if it must wait; `turn`: its number, 0 = none. */
	read(length: number, position: number | null, by?: object, turn?: number): Uint8Array | Promise<Uint8Array>;
	write(bytes: Uint8Array, position: number | null): number | Promise<number>;
	/** Half-close. */
	shutdown(): void;
	close(): void;
	info(): DescriptionInfo;
	/** What waits here for `by` is given up: ECANCELED. What its read of number `turn` got, and `unheard` before that, is read once more. */
	forget?(by: object, turn?: number, unheard?: Uint8Array): void;
}

const NO_INODE = 0 as Ino;

/** An end of a pipe, or of a pair of them. */
export class PipeEnd implements OpenThing {
	readonly #from: Pipe | null;
	readonly #into: Pipe | null;
	constructor(from: Pipe | null, into: Pipe | null) {
		this.#from = from;
		this.#into = into;
	}
	read(length: number, _position: number | null = null, by: object | null = null, turn = 0) {
		if (!this.#from) throw new CodedError('EBADF');
		return this.#from.read(length, by, turn);
	}
	write(bytes: Uint8Array) {
		return this.send(bytes, null);
	}
	/** read, with what goes along with the bytes. */
	receive(length: number, by: object) {
		if (!this.#from) throw new CodedError('EBADF');
		return this.#from.receive(length, by);
	}
	/** write, with `cargo`. */
	send(bytes: Uint8Array, cargo: Cargo | null) {
		if (!this.#into) throw new CodedError('EBADF');
		return this.#into.write(bytes, cargo);
	}
	forget(by: object, turn?: number, unheard?: Uint8Array) {
		this.#from?.forget(by, turn, unheard);
	}
	shutdown() {
		this.#into?.end();
	}
	close() {
		this.#into?.end();
		this.#from?.deafen();
	}
	info(): DescriptionInfo {
		return { kind: 'pipe', ino: NO_INODE };
	}
}

/** An open file with a position that all its holders share. */
export class OpenFile implements OpenThing {
	readonly #files: Files;
	readonly #ino: Ino;
	readonly #flags: number;
	readonly #release: () => void;
	#position: number;

	constructor(files: Files, ino: Ino, flags: number, position: number, release: () => void) {
		this.#files = files;
		this.#ino = ino;
		this.#flags = flags;
		this.#position = position;
		this.#release = release;
	}
	read(length: number, position: number | null) {
		if ((this.#flags & OPEN.ACCESS) === OPEN.WRITE) throw new CodedError('EBADF');
		const bytes = this.#files.read(this.#ino, position ?? this.#position, length);
		if (position === null) this.#position += bytes.length;
		return bytes;
	}
	write(bytes: Uint8Array, position: number | null) {
		if ((this.#flags & OPEN.ACCESS) === OPEN.READ) throw new CodedError('EBADF');
		const append = (this.#flags & OPEN.APPEND) !== 0;
		this.#files.writeAt(this.#ino, append ? null : (position ?? this.#position), bytes);
		if (position === null)
			this.#position = append ? this.#files.stat(this.#ino).size : this.#position + bytes.length;
		return bytes.length;
	}
	shutdown() {}
	close() {
		this.#release();
	}
	info(): DescriptionInfo {
		return { kind: 'file', ino: this.#ino };
	}
}

export class NullDevice implements OpenThing {
	read() {
		return new Uint8Array();
	}
	write(bytes: Uint8Array) {
		return bytes.length;
	}
	shutdown() {}
	close() {}
	info(): DescriptionInfo {
		return { kind: 'null', ino: NO_INODE };
	}
}

/** Output that leaves the kernel: to the host page, or into a buffer. A pipe to those who write. */
export class Sink implements OpenThing {
	readonly #take: (bytes: Uint8Array | null) => void;
	constructor(take: (bytes: Uint8Array | null) => void) {
		this.#take = take;
	}
	read(): Uint8Array {
		throw new CodedError('EBADF');
	}
	write(bytes: Uint8Array) {
		this.#take(bytes);
		return bytes.length;
	}
	shutdown() {}
	close() {
		this.#take(null);
	}
	info(): DescriptionInfo {
		return { kind: 'pipe', ino: NO_INODE };
	}
}
