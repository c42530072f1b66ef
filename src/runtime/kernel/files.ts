/** The kernel's side of the file system: names, who holds what is behind them, and who hears of a change. Errors are errno names. */
import { ENTRY, INODE, KIND, ROOT, UNIT } from '../protocol/file-table.ts';
import type { Ino } from '../protocol/file-view.ts';
import type { Place } from '../protocol/files.ts';
import { HOLDS } from '../protocol/holds.ts';
import { OPEN } from '../protocol/syscalls.ts';
import { CodedError } from '../wire/coded-error.ts';
import { Contents } from './contents.ts';
import { Holders } from './holders.ts';

const encoder = new TextEncoder();

/** Hears of a change: 'rename' = a name came or went. */
export type ChangeListener = (type: 'rename' | 'change', path: string) => void;

export class Files extends Contents {
	readonly #listeners = new Set<ChangeListener>();
	readonly #holders = new Holders();
	/** Inodes without a name that somebody held when the last name went. */
	readonly #orphans = new Set<number>();

	get sharedMemory(): WebAssembly.Memory {
		return this.memory;
	}

	listen(listener: ChangeListener): () => void {
		this.#listeners.add(listener);
		return () => void this.#listeners.delete(listener);
	}

	#changed(type: 'rename' | 'change', { parent, name }: Place): void {
		if (this.#listeners.size === 0) return;
		const folder = this.pathOf(parent);
		const path = folder === '/' ? `/${name}` : `${folder}/${name}`;
		for (const listener of this.#listeners) listener(type, path);
	}

	// Open files

	makeHolder(): number {
		return this.#holders.add(() => this.change(() => this.allocate(HOLDS * 4)) * UNIT, this.words);
	}
	removeHolder(offset: number): void {
		this.#holders.remove(offset);
		this.#collect();
	}
	/** Keeps an inode that a description of the kernel's has open; returns how to let it go. */
	holdForKernel(ino: Ino): () => void {
		const release = this.#holders.hold(ino);
		return () => {
			release();
			this.#collect();
		};
	}
	/** The real path, or the path itself where there is nothing yet. */
	realpathOr(path: string): string {
		return this.find(path, true) ? this.realpath(path) : path;
	}
	protected override tidy(): void {
		this.#collect();
	}
	#collect(): void {
		for (const ino of this.#orphans) {
			if (this.#holders.has(ino, this.words)) continue;
			this.#orphans.delete(ino);
			this.change(() => this.freeInode(ino));
		}
	}
	/** The last name is gone. */
	#drop(ino: number): void {
		if (this.inode(ino, INODE.KIND) === KIND.FILE && this.#holders.has(ino, this.words))
			this.#orphans.add(ino);
		else this.freeInode(ino);
	}

	// Names

	#place(path: string, follow: boolean): Place {
		return this.walk(path, follow);
	}
	/** What is at `path`. @throws ENOENT */
	#there(path: string, follow: boolean): Place {
		const place = this.walk(path, follow);
		if (place.ino === 0) throw new CodedError('ENOENT');
		return place;
	}
	#make(place: Place, kind: number, mode: number): number {
		if (place.name === '') throw new CodedError('EEXIST');
		return this.change(() => {
			const ino = this.makeInode(kind, mode);
			this.addEntry(place.parent, place.name, ino);
			this.touch(place.parent);
			return ino;
		});
	}

	create(path: string, flags: number, mode: number): Ino {
		const place = this.#place(path, (flags & OPEN.NO_FOLLOW) === 0 && (flags & OPEN.EXCLUSIVE) === 0);
		if (place.ino !== 0) {
			if ((flags & OPEN.CREATE) !== 0 && (flags & OPEN.EXCLUSIVE) !== 0) throw new CodedError('EEXIST');
			const kind = this.inode(place.ino, INODE.KIND);
			if (kind === KIND.DIRECTORY) throw new CodedError('EISDIR');
			if ((flags & OPEN.TRUNCATE) !== 0 && kind === KIND.FILE) {
				this.truncate(place.ino as Ino, 0);
				this.#changed('change', place);
			}
			return place.ino as Ino;
		}
		if ((flags & OPEN.CREATE) === 0) throw new CodedError('ENOENT');
		if (path.endsWith('/')) throw new CodedError('EISDIR');
		const ino = this.#make(place, KIND.FILE, mode);
		this.#changed('rename', place);
		return ino as Ino;
	}

	mkdir(path: string, mode: number, recursive: boolean): string | null {
		if (recursive) return this.#mkdirs(path, mode);
		const place = this.#place(path, false);
		if (place.ino !== 0) throw new CodedError('EEXIST');
		this.#make(place, KIND.DIRECTORY, mode);
		this.#changed('rename', place);
		return null;
	}
	#mkdirs(path: string, mode: number): string | null {
		let first: string | null = null;
		let at = '';
		for (const part of path.split('/')) {
			if (part === '') continue;
			at += `/${part}`;
			const place = this.#place(at, true);
			if (place.ino === 0) {
				this.mkdir(at, mode, false);
				first ??= at;
			} else if (this.inode(place.ino, INODE.KIND) !== KIND.DIRECTORY)
				throw new CodedError(at === path ? 'EEXIST' : 'ENOTDIR');
		}
		return first;
	}

	unlink(path: string): void {
		const place = this.#there(path, false);
		if (this.inode(place.ino, INODE.KIND) === KIND.DIRECTORY) throw new CodedError('EISDIR');
		this.#collect();
		this.change(() => this.#unlinkEntry(place));
		this.#changed('rename', place);
	}
	#unlinkEntry({ entry, ino, parent }: Place): void {
		this.removeEntry(entry);
		const links = this.inode(ino, INODE.LINKS) - 1;
		this.setInode(ino, INODE.LINKS, links);
		this.setTime(ino, 2, this.clock());
		this.touch(parent);
		if (links <= 0) this.#drop(ino);
	}

	rmdir(path: string): void {
		const place = this.#there(path, false);
		if (this.inode(place.ino, INODE.KIND) !== KIND.DIRECTORY) throw new CodedError('ENOTDIR');
		if (place.ino === ROOT) throw new CodedError('EBUSY');
		if (this.inode(place.ino, INODE.FIRST_ENTRY) !== 0) throw new CodedError('ENOTEMPTY');
		this.change(() => {
			this.removeEntry(place.entry);
			this.freeInode(place.ino);
			this.touch(place.parent);
		});
		this.#changed('rename', place);
	}

	removeTree(path: string): void {
		const place = this.#there(path, false);
		if (this.inode(place.ino, INODE.KIND) === KIND.DIRECTORY) {
			for (const { name } of this.list(place.ino as Ino)) this.removeTree(`${path}/${name}`);
			this.rmdir(path);
		} else this.unlink(path);
	}

	rename(from: string, to: string): void {
		const [source, target] = [this.#there(from, false), this.#place(to, false)];
		if (source.ino === target.ino) return;
		const isDirectory = this.inode(source.ino, INODE.KIND) === KIND.DIRECTORY;
		if (isDirectory && `${this.pathOf(target.parent)}/`.startsWith(`${this.pathOf(source.ino)}/`))
			throw new CodedError('EINVAL');
		if (target.ino !== 0) this.#checkReplace(isDirectory, target.ino);
		this.change(() => {
			if (target.ino !== 0) {
				if (isDirectory) {
					this.removeEntry(target.entry);
					this.freeInode(target.ino);
				} else this.#unlinkEntry(target);
			}
			this.removeEntry(source.entry);
			this.addEntry(target.parent, target.name, source.ino);
			this.setTime(source.ino, 2, this.clock());
			this.touch(source.parent);
			this.touch(target.parent);
		});
		this.#changed('rename', source);
		this.#changed('rename', target);
	}
	#checkReplace(isDirectory: boolean, target: number): void {
		const isTargetDirectory = this.inode(target, INODE.KIND) === KIND.DIRECTORY;
		if (isTargetDirectory && !isDirectory) throw new CodedError('EISDIR');
		if (!isTargetDirectory && isDirectory) throw new CodedError('ENOTDIR');
		if (isTargetDirectory && this.inode(target, INODE.FIRST_ENTRY) !== 0) throw new CodedError('ENOTEMPTY');
	}

	link(existing: string, path: string): void {
		const source = this.#there(existing, false);
		if (this.inode(source.ino, INODE.KIND) === KIND.DIRECTORY) throw new CodedError('EPERM');
		const place = this.#place(path, false);
		if (place.ino !== 0) throw new CodedError('EEXIST');
		this.change(() => {
			this.addEntry(place.parent, place.name, source.ino);
			this.setInode(source.ino, INODE.LINKS, this.inode(source.ino, INODE.LINKS) + 1);
			this.touch(place.parent);
		});
		this.#changed('rename', place);
	}

	symlink(target: string, path: string): void {
		const place = this.#place(path, false);
		if (place.ino !== 0) throw new CodedError('EEXIST');
		const ino = this.#make(place, KIND.SYMLINK, 0o777);
		this.writeAt(ino as Ino, 0, encoder.encode(target));
		this.#changed('rename', place);
	}

	device(path: string): void {
		this.#make(this.#place(path, false), KIND.DEVICE, 0o666);
	}

	/** The name of a Unix socket; who listens there is the network's. */
	socket(path: string): void {
		this.#make(this.#place(path, false), KIND.SOCKET, 0o755);
	}

	// Whole files

	writeFile(path: string, bytes: Uint8Array, flags: number, mode: number): void {
		const ino = this.create(path, flags, mode);
		const append = (flags & OPEN.APPEND) !== 0;
		if (bytes.length > 0) this.writeAt(ino, append ? null : 0, bytes);
		if (this.#listeners.size > 0) this.#changed('change', this.walk(path, true));
	}

	copyFile(from: string, to: string, exclusive: boolean): void {
		const source = this.#there(from, true);
		if (this.inode(source.ino, INODE.KIND) === KIND.DIRECTORY) throw new CodedError('EISDIR');
		const mode = this.inode(source.ino, INODE.MODE);
		const flags = OPEN.WRITE | OPEN.CREATE | OPEN.TRUNCATE | (exclusive ? OPEN.EXCLUSIVE : 0);
		const bytes = this.readFile(source.ino as Ino);
		this.writeFile(to, bytes, flags, mode);
		this.setMode(this.walk(to, true).ino as Ino, mode);
	}

	/** A mounted file. Inside change(). */
	fileIn(parent: number, name: string, bytes: Uint8Array, mode: number): void {
		this.lay(this.#replace(parent, name, KIND.FILE, mode), bytes);
	}
	/** The directory `name` in `parent`, made where it is not. Inside change(). */
	folderIn(parent: number, name: string): number {
		const existing = this.findEntry(parent, name);
		if (existing !== 0) {
			const ino = this.entry(existing, ENTRY.CHILD);
			if (this.inode(ino, INODE.KIND) === KIND.DIRECTORY) return ino;
			this.#unlinkEntry({ parent, name, ino, entry: existing });
		}
		const ino = this.makeInode(KIND.DIRECTORY, 0o755);
		this.addEntry(parent, name, ino);
		return ino;
	}
	/** Inside change(). */
	symlinkIn(parent: number, name: string, target: Uint8Array): void {
		this.lay(this.#replace(parent, name, KIND.SYMLINK, 0o777), target);
	}
	#replace(parent: number, name: string, kind: number, mode: number): number {
		const existing = this.findEntry(parent, name);
		if (existing !== 0)
			this.#unlinkEntry({ parent, name, ino: this.entry(existing, ENTRY.CHILD), entry: existing });
		const ino = this.makeInode(kind, mode);
		this.addEntry(parent, name, ino);
		return ino;
	}
}
