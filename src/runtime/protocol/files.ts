/** FileView over the shared table: every read is one consistent state of it. */
import { CodedError } from '../wire/coded-error.ts';
import { ENTRY, INODE, INODE_WORDS, INODES_AT, KIND, ROOT, UNIT } from './file-table.ts';
import type { FileKind, FileView, Ino, Stat } from './file-view.ts';
import { Holds } from './holds.ts';
import { TableView } from './table-view.ts';

const decoder = new TextDecoder();
const MAX_SYMLINKS = 40;
const KINDS: Record<number, FileKind> = { 1: 'file', 2: 'directory', 3: 'symlink', 4: 'device', 5: 'device' };
const TYPE_BITS: Record<number, number> = { 1: 0o100000, 2: 0o040000, 3: 0o120000, 4: 0o020000, 5: 0o140000 };
/** Remembered paths are forgotten past this many. */
const CACHE_LIMIT = 20_000;

/** Where a path leads: the directory, the last name, and what is there (0 = nothing). */
export type Place = { parent: number; name: string; ino: number; entry: number };

export class SharedFileView extends TableView implements FileView {
	readonly #holds: Holds | null;
	/** Path -> inode (0 = none), of this version; one map for each of follow and not. */
	readonly #cached: [Map<string, number>, Map<string, number>] = [new Map(), new Map()];
	#cachedVersion = -1;

	/** @param holds byte offset of this process's table of held inodes; absent for the kernel */
	constructor(memory: WebAssembly.Memory, holds?: number) {
		super(memory);
		this.#holds = holds === undefined ? null : new Holds(memory, holds);
	}

	// Paths

	/** @throws ENOENT (a directory on the way is missing), ENOTDIR, ELOOP */
	protected walk(path: string, follow: boolean, depth = 0, from = ROOT): Place {
		if (path === '') throw new CodedError('ENOENT');
		if (depth > MAX_SYMLINKS) throw new CodedError('ELOOP');
		const parts = path.split('/').filter((part) => part !== '' && part !== '.');
		let place: Place = { parent: from, name: '', ino: path.startsWith('/') ? ROOT : from, entry: 0 };
		for (let index = 0; index < parts.length; index++) {
			const name = parts[index] ?? '';
			if (place.ino === 0) throw new CodedError('ENOENT');
			if (this.inode(place.ino, INODE.KIND) !== KIND.DIRECTORY) throw new CodedError('ENOTDIR');
			place = this.#down(place.ino, name);
			const isLast = index === parts.length - 1;
			if (place.ino === 0 || this.inode(place.ino, INODE.KIND) !== KIND.SYMLINK) continue;
			if (isLast && !follow && !path.endsWith('/')) continue;
			const rest = parts.slice(index + 1);
			const target = [this.#target(place.ino), ...rest].join('/');
			return this.walk(target, follow, depth + 1, place.parent);
		}
		if (path.endsWith('/') && place.ino !== 0 && this.inode(place.ino, INODE.KIND) !== KIND.DIRECTORY)
			throw new CodedError('ENOTDIR');
		return place;
	}

	#down(directory: number, name: string): Place {
		if (name === '..') {
			const own = this.inode(directory, INODE.OWN_ENTRY);
			const parent = own === 0 ? ROOT : this.entry(own, ENTRY.PARENT);
			return { parent, name: '', ino: parent, entry: this.inode(parent, INODE.OWN_ENTRY) };
		}
		const entry = this.findEntry(directory, name);
		return { parent: directory, name, ino: entry === 0 ? 0 : this.entry(entry, ENTRY.CHILD), entry };
	}

	#target(ino: number): string {
		return decoder.decode(this.#copy(ino, 0, this.inode(ino, INODE.SIZE)));
	}

	/** From a directory's own entry up to the root. */
	protected pathOf(directory: number): string {
		let path = '';
		for (let at = directory; at !== ROOT;) {
			const own = this.inode(at, INODE.OWN_ENTRY);
			if (own === 0) throw new CodedError('ENOENT');
			path = `/${this.entryName(own)}${path}`;
			at = this.entry(own, ENTRY.PARENT);
		}
		return path || '/';
	}

	lookup(path: string, follow: boolean): Ino {
		const ino = this.find(path, follow);
		if (ino) return ino;
		// Once more, for the reason.
		this.consistent(() => this.walk(path, follow));
		throw new CodedError('ENOENT');
	}

	find(path: string, follow: boolean): Ino | 0 {
		const version = this.version();
		if (version !== this.#cachedVersion || this.#cached[0].size + this.#cached[1].size > CACHE_LIMIT) {
			for (const map of this.#cached) map.clear();
			this.#cachedVersion = version;
		}
		const cache = this.#cached[follow ? 1 : 0];
		const known = cache.get(path);
		if (known !== undefined) return known as Ino | 0;
		const ino = this.consistent(() => {
			try {
				return this.walk(path, follow).ino;
			} catch (error) {
				if (error instanceof CodedError && error.code !== 'ELOOP') return 0;
				throw error;
			}
		});
		if (this.version() === version) cache.set(path, ino);
		return ino as Ino | 0;
	}

	realpath(path: string): string {
		return this.consistent(() => {
			const { ino, parent, name } = this.walk(path, true);
			if (ino === 0) throw new CodedError('ENOENT');
			if (this.inode(ino, INODE.KIND) === KIND.DIRECTORY) return this.pathOf(ino);
			const folder = this.pathOf(parent);
			return folder === '/' ? `/${name}` : `${folder}/${name}`;
		});
	}

	kindAt(path: string): 0 | 1 | -1 {
		const ino = this.find(path, true);
		if (ino === 0) return -1;
		return this.inode(ino, INODE.KIND) === KIND.DIRECTORY ? 1 : 0;
	}

	// Inodes

	stat(ino: Ino): Stat {
		return this.consistent(() => {
			const kind = this.inode(ino, INODE.KIND);
			if (kind === KIND.FREE) throw new CodedError('ENOENT');
			const at = (INODES_AT >> 3) + ((ino * INODE_WORDS) >> 1) + (INODE.TIMES >> 1);
			const time = (index: number) => this.floats[at + index] ?? 0;
			return {
				ino,
				kind: KINDS[kind] ?? 'file',
				mode: this.inode(ino, INODE.MODE) | (TYPE_BITS[kind] ?? 0),
				links: this.inode(ino, INODE.LINKS),
				uid: this.inode(ino, INODE.UID),
				gid: this.inode(ino, INODE.GID),
				size: this.inode(ino, INODE.SIZE),
				accessed: time(0),
				modified: time(1),
				changed: time(2),
				born: time(3)
			};
		});
	}

	read(ino: Ino, position: number, length: number): Uint8Array {
		return this.consistent(() => {
			if (this.inode(ino, INODE.KIND) === KIND.DIRECTORY) throw new CodedError('EISDIR');
			return this.#copy(ino, position, length);
		});
	}

	readFile(ino: Ino): Uint8Array {
		return this.consistent(() => {
			if (this.inode(ino, INODE.KIND) === KIND.DIRECTORY) throw new CodedError('EISDIR');
			return this.#copy(ino, 0, this.inode(ino, INODE.SIZE));
		});
	}

	#copy(ino: number, position: number, length: number): Uint8Array {
		const size = this.inode(ino, INODE.SIZE);
		const from = this.inode(ino, INODE.BLOCK) * UNIT;
		const start = Math.min(Math.max(position, 0), size);
		const end = Math.min(start + length, size);
		if (from + end > this.bytes.length) this.refresh();
		return this.bytes.slice(from + start, from + end);
	}

	list(ino: Ino): { name: string; kind: FileKind; ino: Ino }[] {
		const entries = this.consistent(() => {
			if (this.inode(ino, INODE.KIND) !== KIND.DIRECTORY) throw new CodedError('ENOTDIR');
			const found: { name: string; kind: FileKind; ino: Ino }[] = [];
			for (
				let entry = this.inode(ino, INODE.FIRST_ENTRY);
				entry !== 0;
				entry = this.entry(entry, ENTRY.NEXT)
			) {
				const child = this.entry(entry, ENTRY.CHILD) as Ino;
				found.push({
					name: this.entryName(entry),
					kind: KINDS[this.inode(child, INODE.KIND)] ?? 'file',
					ino: child
				});
			}
			return found;
		});
		return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
	}

	readlink(ino: Ino): string {
		return this.consistent(() => {
			if (this.inode(ino, INODE.KIND) !== KIND.SYMLINK) throw new CodedError('EINVAL');
			return this.#target(ino);
		});
	}

	// Open files

	hold(ino: Ino): void {
		this.#holds?.add(ino, () => this.inode(ino, INODE.KIND) !== KIND.FREE);
	}

	release(ino: Ino): void {
		this.#holds?.remove(ino);
	}
}
