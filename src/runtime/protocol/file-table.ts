/**
 * The file system in one shared WebAssembly.Memory: written by the kernel, read by everybody. (A WebAssembly.Memory, because it can grow
 * while others hold it, and a reader sees the larger buffer without a message.)
 *
 *   region      offset       holds
 *   superblock  0            int32 words, see WORD
 *   inodes      4 KiB        INODE_LIMIT records of 80 bytes, see INODE; number 0 is none, 1 the root
 *   entries     after them   ENTRY_LIMIT directory entries of 32 bytes, see ENTRY; number 0 is none
 *   buckets     after them   BUCKETS int32: number of the first entry of each chain
 *   arena       after them   names (UTF-16) and contents, each in a block of its own; kernel/space.ts knows what is free
 *
 * Names are found through a hash of (parent inode, name); a directory's entries are also linked, for listing.
 */

export const WORD = {
	/** Odd while the kernel writes. */
	SEQUENCE: 0,
	/** Changes with every write. */
	VERSION: 1,
	INODES_USED: 2,
	FREE_INODE: 3,
	ENTRIES_USED: 4,
	FREE_ENTRY: 5
} as const;

/** int32 fields of an inode, and from TIMES four float64: accessed, modified, changed, born. */
export const INODE = {
	KIND: 0,
	MODE: 1,
	LINKS: 2,
	UID: 3,
	GID: 4,
	SIZE: 5,
	/** Contents, or a symlink's target in UTF-8: offset in units of 16 bytes. */
	BLOCK: 6,
	/** 1 = the contents came with a mount and lie where they were laid: they do not count against the limit. */
	MOUNTED: 7,
	/** Bytes of the block, which may be written in place; 0 = there is none. */
	CAPACITY: 8,
	FIRST_ENTRY: 9,
	/** A directory's own entry, for its path; 0 for the root. */
	OWN_ENTRY: 10,
	TIMES: 12
} as const;
export const INODE_WORDS = 20;

/** int32 fields of a directory entry. */
export const ENTRY = {
	PARENT: 0,
	CHILD: 1,
	NAME: 2,
	LENGTH: 3,
	NEXT: 4,
	PREVIOUS: 5,
	CHAIN: 6,
	HASH: 7
} as const;
export const ENTRY_WORDS = 8;

export const KIND = { FREE: 0, FILE: 1, DIRECTORY: 2, SYMLINK: 3, DEVICE: 4, SOCKET: 5 } as const;

export const INODE_LIMIT = 200_000;
export const ENTRY_LIMIT = 250_000;
export const BUCKETS = 1 << 18;
export const UNIT = 16;
export const ROOT = 1;

export const INODES_AT = 4096;
export const ENTRIES_AT = INODES_AT + INODE_LIMIT * INODE_WORDS * 4;
export const BUCKETS_AT = ENTRIES_AT + ENTRY_LIMIT * ENTRY_WORDS * 4;
export const ARENA_AT = Math.ceil((BUCKETS_AT + BUCKETS * 4) / UNIT) * UNIT;

const PAGE = 65_536;
/** 64 MiB at first; pages that nobody touches take no memory. */
const INITIAL_PAGES = 1024;
/** 1 GiB. */
const MAXIMUM_PAGES = 16_384;

export function makeMemory(): WebAssembly.Memory {
	return new WebAssembly.Memory({ initial: INITIAL_PAGES, maximum: MAXIMUM_PAGES, shared: true });
}

/** Grows the memory so that `end` bytes are there; false = it may not become that large, or the browser has no more. */
export function growTo(memory: WebAssembly.Memory, end: number): boolean {
	const missing = Math.ceil((end - memory.buffer.byteLength) / PAGE);
	if (missing <= 0) return true;
	const room = MAXIMUM_PAGES - memory.buffer.byteLength / PAGE;
	if (missing > room) return false;
	return grow(memory, Math.min(room, Math.max(missing, INITIAL_PAGES))) || grow(memory, missing);
}

function grow(memory: WebAssembly.Memory, pages: number): boolean {
	try {
		memory.grow(pages);
		return true;
	} catch (error) {
		if (error instanceof RangeError) return false;
		throw error;
	}
}

/** Of (parent, name). */
export function hashOf(parent: number, name: string): number {
	let hash = Math.imul(parent, 0x9e3779b1) ^ 0x811c9dc5;
	for (let at = 0; at < name.length; at++) hash = Math.imul(hash ^ name.charCodeAt(at), 0x01000193);
	return hash | 0;
}
