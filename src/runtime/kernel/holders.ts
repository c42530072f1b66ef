/** Who has an inode open: an unlinked file is freed only when nobody does. */
import { HOLDS } from '../protocol/holds.ts';

export class Holders {
	/** Byte offsets of the tables that processes write themselves (protocol/files.ts). */
	readonly #tables = new Set<number>();
	readonly #free: number[] = [];
	/** Held by descriptions of the kernel's, with how many. */
	readonly #kernel = new Map<number, number>();

	/** An empty table for a process; `make` gives memory for a new one. */
	add(make: () => number, words: Int32Array): number {
		const offset = this.#free.pop() ?? make();
		words.fill(0, offset >> 2, (offset >> 2) + HOLDS);
		this.#tables.add(offset);
		return offset;
	}
	remove(offset: number): void {
		this.#tables.delete(offset);
		this.#free.push(offset);
	}

	hold(ino: number): () => void {
		this.#kernel.set(ino, (this.#kernel.get(ino) ?? 0) + 1);
		return () => {
			const count = (this.#kernel.get(ino) ?? 1) - 1;
			if (count > 0) this.#kernel.set(ino, count);
			else this.#kernel.delete(ino);
		};
	}

	has(ino: number, words: Int32Array): boolean {
		if (this.#kernel.has(ino)) return true;
		for (const offset of this.#tables) {
			const at = offset >> 2;
			const used = Atomics.load(words, at);
			for (let index = 1; index <= used; index++) if (Atomics.load(words, at + index) === ino) return true;
		}
		return false;
	}
}
