/** The table of files as numbers and names: views of the shared memory, and reading them while the kernel may write. See file-table.ts. */
import {
	BUCKETS,
	BUCKETS_AT,
	ENTRIES_AT,
	ENTRY,
	ENTRY_WORDS,
	hashOf,
	INODE_WORDS,
	INODES_AT,
	UNIT,
	WORD
} from './file-table.ts';

export class TableView {
	protected readonly memory: WebAssembly.Memory;
	protected words: Int32Array;
	protected floats: Float64Array;
	protected bytes: Uint8Array;
	/** Of names. */
	protected units: Uint16Array;

	constructor(memory: WebAssembly.Memory) {
		this.memory = memory;
		this.words = new Int32Array(memory.buffer);
		this.floats = new Float64Array(memory.buffer);
		this.bytes = new Uint8Array(memory.buffer);
		this.units = new Uint16Array(memory.buffer);
	}

	version(): number {
		return Atomics.load(this.words, WORD.VERSION);
	}

	/** Takes larger views when the memory has grown. */
	protected refresh(): void {
		const { buffer } = this.memory;
		if (buffer.byteLength === this.bytes.length) return;
		this.words = new Int32Array(buffer);
		this.floats = new Float64Array(buffer);
		this.bytes = new Uint8Array(buffer);
		this.units = new Uint16Array(buffer);
	}

	/** Runs `read` until the kernel wrote nothing meanwhile. */
	protected consistent<T>(read: () => T): T {
		for (;;) {
			const before = Atomics.load(this.words, WORD.SEQUENCE);
			if (before & 1) {
				Atomics.wait(this.words, WORD.SEQUENCE, before, 1);
				continue;
			}
			let result: T | undefined;
			let failure: Error | undefined;
			try {
				result = read();
			} catch (error) {
				failure = error instanceof Error ? error : new Error(String(error));
			}
			if (Atomics.load(this.words, WORD.SEQUENCE) !== before) continue;
			if (failure) throw failure;
			return result as T;
		}
	}

	protected inode(ino: number, field: number): number {
		return this.words[(INODES_AT >> 2) + ino * INODE_WORDS + field] ?? 0;
	}
	protected entry(entry: number, field: number): number {
		return this.words[(ENTRIES_AT >> 2) + entry * ENTRY_WORDS + field] ?? 0;
	}
	protected entryName(entry: number): string {
		const from = this.entry(entry, ENTRY.NAME) * (UNIT / 2);
		const end = from + this.entry(entry, ENTRY.LENGTH);
		if (end > this.units.length) this.refresh();
		let name = '';
		for (let at = from; at < end; at++) name += String.fromCharCode(this.units[at] ?? 0);
		return name;
	}

	/** The entry of `name` in directory `parent`; 0 = none. */
	protected findEntry(parent: number, name: string): number {
		const hash = hashOf(parent, name);
		let entry = this.words[(BUCKETS_AT >> 2) + (hash & (BUCKETS - 1))] ?? 0;
		for (; entry !== 0; entry = this.entry(entry, ENTRY.CHAIN))
			if (this.entry(entry, ENTRY.HASH) === hash && this.#is(entry, parent, name)) return entry;
		return 0;
	}

	#is(entry: number, parent: number, name: string): boolean {
		if (this.entry(entry, ENTRY.PARENT) !== parent || this.entry(entry, ENTRY.LENGTH) !== name.length)
			return false;
		const from = this.entry(entry, ENTRY.NAME) * (UNIT / 2);
		if (from + name.length > this.units.length) this.refresh();
		for (let at = 0; at < name.length; at++) if (this.units[from + at] !== name.charCodeAt(at)) return false;
		return true;
	}
}
