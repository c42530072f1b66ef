/**
 * What one process holds open, in shared memory: the kernel gives the bytes of an inode back only when nobody has it here. Word 0 is how
 * many of the others were ever used; each of those is an inode, or 0.
 */
import { CodedError } from '../wire/coded-error.ts';
import type { Ino } from './file-view.ts';

/** Words of a table. */
export const HOLDS = 1024;

export class Holds {
	readonly #words: Int32Array;

	/** @param offset of its table. Bytes */
	constructor(memory: WebAssembly.Memory, offset: number) {
		this.#words = new Int32Array(memory.buffer, offset, HOLDS);
	}

	/** @param isThere asked once it is held. @throws EMFILE, ENOENT */
	add(ino: Ino, isThere: () => boolean): void {
		const words = this.#words;
		const used = words[0] ?? 0;
		let at = 1;
		while (at <= used && words[at] !== 0) at++;
		if (at >= HOLDS) throw new CodedError('EMFILE');
		Atomics.store(words, at, ino);
		if (at > used) Atomics.store(words, 0, at);
		// The kernel may have freed it between the look-up and now.
		if (isThere()) return;
		Atomics.store(words, at, 0);
		throw new CodedError('ENOENT');
	}

	remove(ino: Ino): void {
		const at = this.#words.indexOf(ino, 1);
		if (at > 0) Atomics.store(this.#words, at, 0);
	}
}
