/** Writing the shared file table: inodes, entries, blocks. Callers are between begin() and end(). */
import {
	ARENA_AT,
	BUCKETS,
	BUCKETS_AT,
	ENTRIES_AT,
	ENTRY,
	ENTRY_LIMIT,
	ENTRY_WORDS,
	growTo,
	hashOf,
	INODE,
	INODE_LIMIT,
	INODE_WORDS,
	INODES_AT,
	KIND,
	ROOT,
	UNIT,
	WORD
} from '../protocol/file-table.ts';
import { SharedFileView } from '../protocol/files.ts';
import { CodedError } from '../wire/coded-error.ts';
import { Space } from './space.ts';

export class Table extends SharedFileView {
	/** Bytes of contents that were written, against the limit; what was mounted counts once it needs more room. */
	used = 0;
	/** Inodes in use, against the limit. */
	count = 0;
	/** Asked before more is used. @throws ENOSPC */
	admit: (kind: 'bytes' | 'files', used: number) => void = () => {};
	/** Whether more may be used; asked without telling anybody. */
	hasRoom: (kind: 'bytes' | 'files', used: number) => boolean = () => true;
	/** Milliseconds since the epoch, as files are dated. */
	clock = (): number => performance.timeOrigin + performance.now();
	readonly #space = new Space(ARENA_AT / UNIT, {
		end: () => this.memory.buffer.byteLength / UNIT,
		grow: (end) => this.#reach(end),
		tidy: () => this.tidy()
	});
	#writing = false;

	format(): void {
		this.words[WORD.INODES_USED] = ROOT;
		this.change(() => this.initialize(ROOT, KIND.DIRECTORY, 0o755));
		this.words[WORD.INODES_USED] = ROOT + 1;
		this.words[WORD.ENTRIES_USED] = 1;
	}

	/** Runs `write` with readers kept out. */
	change<T>(write: () => T): T {
		if (this.#writing) return write();
		this.#writing = true;
		Atomics.add(this.words, WORD.SEQUENCE, 1);
		try {
			return write();
		} finally {
			this.#writing = false;
			Atomics.add(this.words, WORD.VERSION, 1);
			Atomics.add(this.words, WORD.SEQUENCE, 1);
			Atomics.notify(this.words, WORD.SEQUENCE);
		}
	}

	setInode(ino: number, field: number, value: number): void {
		this.words[(INODES_AT >> 2) + ino * INODE_WORDS + field] = value;
	}
	setEntry(entry: number, field: number, value: number): void {
		this.words[(ENTRIES_AT >> 2) + entry * ENTRY_WORDS + field] = value;
	}
	/** 0 accessed, 1 modified, 2 changed, 3 born. */
	setTime(ino: number, index: number, milliseconds: number): void {
		this.floats[(INODES_AT >> 3) + ((ino * INODE_WORDS) >> 1) + (INODE.TIMES >> 1) + index] = milliseconds;
	}
	/** Contents or entries changed. */
	touch(ino: number): void {
		const time = this.clock();
		this.setTime(ino, 1, time);
		this.setTime(ino, 2, time);
	}

	initialize(ino: number, kind: number, mode: number): void {
		const at = (INODES_AT >> 2) + ino * INODE_WORDS;
		this.words.fill(0, at, at + INODE_WORDS);
		this.setInode(ino, INODE.KIND, kind);
		this.setInode(ino, INODE.MODE, mode & 0o7777);
		this.setInode(ino, INODE.LINKS, kind === KIND.DIRECTORY ? 2 : 1);
		const time = this.clock();
		for (let index = 0; index < 4; index++) this.setTime(ino, index, time);
	}

	makeInode(kind: number, mode: number): number {
		this.admit('files', this.count + 1);
		let ino = this.words[WORD.FREE_INODE] ?? 0;
		if (ino !== 0) this.words[WORD.FREE_INODE] = this.inode(ino, INODE.SIZE);
		else {
			ino = this.words[WORD.INODES_USED] ?? 0;
			if (ino >= INODE_LIMIT) throw new CodedError('ENOSPC');
			this.words[WORD.INODES_USED] = ino + 1;
		}
		this.initialize(ino, kind, mode);
		this.count++;
		return ino;
	}

	freeInode(ino: number): void {
		this.freeContents(ino);
		this.count--;
		this.setInode(ino, INODE.KIND, KIND.FREE);
		this.setInode(ino, INODE.SIZE, this.words[WORD.FREE_INODE] ?? 0);
		this.words[WORD.FREE_INODE] = ino;
	}

	// Entries

	addEntry(parent: number, name: string, child: number): number {
		const entry = this.#newEntry();
		const block = this.allocate(name.length * 2);
		const from = block * (UNIT / 2);
		for (let at = 0; at < name.length; at++) this.units[from + at] = name.charCodeAt(at);
		const hash = hashOf(parent, name);
		const bucket = (BUCKETS_AT >> 2) + (hash & (BUCKETS - 1));
		const first = this.inode(parent, INODE.FIRST_ENTRY);
		this.setEntry(entry, ENTRY.PARENT, parent);
		this.setEntry(entry, ENTRY.CHILD, child);
		this.setEntry(entry, ENTRY.NAME, block);
		this.setEntry(entry, ENTRY.LENGTH, name.length);
		this.setEntry(entry, ENTRY.NEXT, first);
		this.setEntry(entry, ENTRY.PREVIOUS, 0);
		this.setEntry(entry, ENTRY.CHAIN, this.words[bucket] ?? 0);
		this.setEntry(entry, ENTRY.HASH, hash);
		if (first !== 0) this.setEntry(first, ENTRY.PREVIOUS, entry);
		this.words[bucket] = entry;
		this.setInode(parent, INODE.FIRST_ENTRY, entry);
		if (this.inode(child, INODE.KIND) === KIND.DIRECTORY) {
			this.setInode(child, INODE.OWN_ENTRY, entry);
			this.setInode(parent, INODE.LINKS, this.inode(parent, INODE.LINKS) + 1);
		}
		return entry;
	}

	#newEntry(): number {
		const free = this.words[WORD.FREE_ENTRY] ?? 0;
		if (free !== 0) {
			this.words[WORD.FREE_ENTRY] = this.entry(free, ENTRY.NEXT);
			return free;
		}
		const entry = this.words[WORD.ENTRIES_USED] ?? 1;
		if (entry >= ENTRY_LIMIT) throw new CodedError('ENOSPC');
		this.words[WORD.ENTRIES_USED] = entry + 1;
		return entry;
	}

	removeEntry(entry: number): void {
		const parent = this.entry(entry, ENTRY.PARENT);
		const [next, previous] = [this.entry(entry, ENTRY.NEXT), this.entry(entry, ENTRY.PREVIOUS)];
		if (previous !== 0) this.setEntry(previous, ENTRY.NEXT, next);
		else this.setInode(parent, INODE.FIRST_ENTRY, next);
		if (next !== 0) this.setEntry(next, ENTRY.PREVIOUS, previous);
		this.#unchain(entry);
		if (this.inode(this.entry(entry, ENTRY.CHILD), INODE.KIND) === KIND.DIRECTORY)
			this.setInode(parent, INODE.LINKS, this.inode(parent, INODE.LINKS) - 1);
		this.free(this.entry(entry, ENTRY.NAME), this.entry(entry, ENTRY.LENGTH) * 2);
		this.setEntry(entry, ENTRY.NEXT, this.words[WORD.FREE_ENTRY] ?? 0);
		this.setEntry(entry, ENTRY.PARENT, 0);
		this.words[WORD.FREE_ENTRY] = entry;
	}

	#unchain(entry: number): void {
		const bucket = (BUCKETS_AT >> 2) + (this.entry(entry, ENTRY.HASH) & (BUCKETS - 1));
		const after = this.entry(entry, ENTRY.CHAIN);
		let at = this.words[bucket] ?? 0;
		if (at === entry) {
			this.words[bucket] = after;
			return;
		}
		while (at !== 0 && this.entry(at, ENTRY.CHAIN) !== entry) at = this.entry(at, ENTRY.CHAIN);
		if (at !== 0) this.setEntry(at, ENTRY.CHAIN, after);
	}

	// Blocks

	/** Bytes of the arena between its start and its end, in use or not. */
	get extent(): number {
		return this.#space.extent * UNIT;
	}

	/** Frees what nobody can reach any more. */
	protected tidy(): void {}

	#reach(end: number): boolean {
		if (!growTo(this.memory, end * UNIT)) return false;
		this.refresh();
		return true;
	}

	/** Returns the block's place in units. @throws ENOSPC */
	allocate(length: number): number {
		return this.#space.take(unitsOf(length));
	}

	free(block: number, length: number): void {
		this.#space.give(block, unitsOf(length));
	}

	freeContents(ino: number): void {
		const capacity = this.inode(ino, INODE.CAPACITY);
		if (capacity > 0) {
			this.free(this.inode(ino, INODE.BLOCK), capacity);
			if (!this.inode(ino, INODE.MOUNTED)) this.used -= capacity;
		}
		for (const field of [INODE.CAPACITY, INODE.BLOCK, INODE.MOUNTED, INODE.SIZE])
			this.setInode(ino, field, 0);
	}

	/** Gives back what the contents no longer need, where that is much. */
	trim(ino: number): void {
		const [capacity, size] = [this.inode(ino, INODE.CAPACITY), this.inode(ino, INODE.SIZE)];
		const room = unitsOf(size) * UNIT;
		if (room * 2 > capacity) return;
		this.#space.cut(this.inode(ino, INODE.BLOCK), capacity / UNIT, room / UNIT);
		this.setInode(ino, INODE.CAPACITY, room);
		if (!this.inode(ino, INODE.MOUNTED)) this.used -= capacity - room;
	}

	/** Gives an inode that has no contents those of a mount. */
	lay(ino: number, bytes: Uint8Array): void {
		if (bytes.length === 0) return;
		const block = this.allocate(bytes.length);
		this.bytes.set(bytes, block * UNIT);
		this.setInode(ino, INODE.BLOCK, block);
		this.setInode(ino, INODE.CAPACITY, unitsOf(bytes.length) * UNIT);
		this.setInode(ino, INODE.MOUNTED, 1);
		this.setInode(ino, INODE.SIZE, bytes.length);
	}

	/** Makes room for `size` bytes, keeping what is there. A file that grows again gets room to grow more, where there is some. */
	reserve(ino: number, size: number): void {
		const capacity = this.inode(ino, INODE.CAPACITY);
		if (capacity >= size && capacity > 0) return;
		const others = this.used - (this.inode(ino, INODE.MOUNTED) ? 0 : capacity);
		const enough = unitsOf(size) * UNIT;
		const ample = unitsOf(Math.max(size, capacity * GROWTH)) * UNIT;
		if (ample > enough && this.hasRoom('bytes', others + ample) && this.#enlarge(ino, ample)) return;
		this.admit('bytes', others + enough);
		if (!this.#enlarge(ino, enough)) throw new CodedError('ENOSPC');
	}

	/** False = there is no such room. */
	#enlarge(ino: number, room: number): boolean {
		const capacity = this.inode(ino, INODE.CAPACITY);
		const counted = this.inode(ino, INODE.MOUNTED) ? 0 : capacity;
		const from = this.inode(ino, INODE.BLOCK);
		if (capacity > 0 && this.#space.extend(from, capacity / UNIT, room / UNIT)) {
			this.setInode(ino, INODE.MOUNTED, 0);
		} else {
			const block = this.#space.takeIfThere(room / UNIT);
			if (block === null) return false;
			const before = this.inode(ino, INODE.SIZE);
			this.bytes.copyWithin(block * UNIT, from * UNIT, from * UNIT + before);
			this.freeContents(ino);
			this.setInode(ino, INODE.SIZE, before);
			this.setInode(ino, INODE.BLOCK, block);
			this.used += counted;
		}
		this.setInode(ino, INODE.CAPACITY, room);
		this.used += room - counted;
		return true;
	}
}

/** How much larger a file becomes that is written past its room. */
const GROWTH = 1.5;

function unitsOf(length: number): number {
	return Math.max(1, Math.ceil(length / UNIT));
}
