/** One repository: where it is, its objects, index and references, its trees and its working tree. */
import { configValue, personOf } from './config.ts';
import { Ignores } from './ignore.ts';
import { Index, type IndexEntry } from './index-file.ts';
import { idOf, Objects, type Id, type Person, type TreeEntry } from './objects.ts';
import { References } from './references.ts';
import { bytesOf, fatal, textOf, type FileFacts, type GitContext } from './system.ts';

/** What a tree or the index has at a path. */
export type Leaf = { mode: string; id: Id };
export type Leaves = Map<string, Leaf>;

export class Repository {
	readonly context: GitContext;
	/** The working tree; absolute. */
	readonly root: string;
	readonly folder: string;
	readonly objects: Objects;
	readonly refs: References;
	#index: Index | null = null;

	private constructor(context: GitContext, root: string) {
		this.context = context;
		this.root = root;
		this.folder = `${root}/.git`;
		this.objects = new Objects(context.files, this.folder);
		this.refs = new References(context, this.folder, this.objects);
	}

	/** The one that the working directory is in. */
	static find(context: GitContext): Repository {
		for (let root = context.cwd.replace(/\/$/, ''); ; root = root.slice(0, root.lastIndexOf('/'))) {
			if (context.files.lstat(`${root}/.git/HEAD`)) return new Repository(context, root);
			if (root === '') throw fatal('not a git repository (or any of the parent directories): .git');
		}
	}

	/** Makes what is missing; whether it was there before. */
	static init(context: GitContext, root: string, branch: string): boolean {
		const { files } = context;
		const folder = `${root}/.git`;
		const existed = files.lstat(`${folder}/HEAD`) !== null;
		for (const name of ['objects/info', 'objects/pack', 'refs/heads', 'refs/tags', 'info'])
			files.mkdir(`${folder}/${name}`);
		if (existed) return true;
		files.write(`${folder}/HEAD`, bytesOf(`ref: refs/heads/${branch}\n`), 0o644);
		files.write(
			`${folder}/config`,
			bytesOf(
				'[core]\n\trepositoryformatversion = 0\n\tfilemode = true\n\tbare = false\n\tlogallrefupdates = true\n'
			),
			0o644
		);
		files.write(
			`${folder}/description`,
			bytesOf("Unnamed repository; edit this file 'description' to name the repository.\n"),
			0o644
		);
		return false;
	}

	get index(): Index {
		return (this.#index ??= new Index(this.context.files, this.folder));
	}

	get ignores(): Ignores {
		return new Ignores(this.context.files, this.root);
	}

	/** From a path as it was typed to one below the root; '' = the root. */
	pathOf(typed: string): string {
		const parts: string[] = [];
		for (const part of (typed.startsWith('/') ? typed : `${this.context.cwd}/${typed}`).split('/')) {
			if (part === '..') parts.pop();
			else if (part !== '' && part !== '.') parts.push(part);
		}
		const path = `/${parts.join('/')}`;
		if (path === this.root || path === `${this.root}/`) return '';
		if (!path.startsWith(`${this.root}/`))
			throw fatal(`${typed}: '${typed}' is outside repository at '${this.root}'`);
		return path.slice(this.root.length + 1);
	}

	/** A path below the root, as seen from the working directory. */
	shown(path: string): string {
		const from =
			this.context.cwd === this.root ? [] : this.context.cwd.slice(this.root.length + 1).split('/');
		const to = path.split('/');
		let same = 0;
		while (same < from.length && same < to.length - 1 && from[same] === to[same]) same++;
		return [...from.slice(same).map(() => '..'), ...to.slice(same)].join('/');
	}

	// Trees

	/** All files of a tree. */
	leaves(tree: Id | null, prefix = '', into: Leaves = new Map()): Leaves {
		if (!tree) return into;
		for (const { mode, name, id } of this.objects.tree(tree)) {
			if (mode === '040000') this.leaves(id, `${prefix}${name}/`, into);
			else into.set(prefix + name, { mode, id });
		}
		return into;
	}

	headLeaves(): Leaves {
		const { head } = this.refs;
		return head ? this.leaves(this.objects.commit(head).tree) : new Map();
	}

	indexLeaves(): Leaves {
		return new Map(this.index.sorted().map(({ path, mode, id }) => [path, { mode, id }]));
	}

	writeTree(leaves: Leaves): Id {
		const folders = new Map<string, [string, Leaf][]>();
		const here: TreeEntry[] = [];
		for (const [path, leaf] of leaves) {
			const [first = '', ...rest] = path.split('/');
			if (rest.length === 0) here.push({ name: first, ...leaf });
			else {
				const inner = folders.get(first) ?? [];
				folders.set(first, inner);
				inner.push([rest.join('/'), leaf]);
			}
		}
		for (const [name, inner] of folders)
			here.push({ name, mode: '040000', id: this.writeTree(new Map(inner)) });
		return this.objects.writeTree(here);
	}

	// The working tree

	factsOf(path: string): FileFacts | null {
		const facts = this.context.files.lstat(`${this.root}/${path}`);
		return facts && facts.kind !== 'directory' && facts.kind !== 'other' ? facts : null;
	}

	bytesOf(path: string): Uint8Array {
		const { files } = this.context;
		const at = `${this.root}/${path}`;
		return files.lstat(at)?.kind === 'symlink' ? bytesOf(files.readlink(at)) : files.read(at);
	}

	/** What the file is now, hashed only where it may have changed; null = it is gone. */
	worktreeLeaf(path: string): Leaf | null {
		const facts = this.factsOf(path);
		if (!facts) return null;
		const mode = facts.kind === 'symlink' ? '120000' : facts.mode & 0o100 ? '100755' : '100644';
		const entry = this.index.entries.get(path);
		if (entry && entry.mode === mode && this.index.isFresh(entry, facts)) return { mode, id: entry.id };
		return { mode, id: idOf('blob', this.bytesOf(path)) };
	}

	/** The same, hashed in any case. */
	worktreeLeafOf(path: string): Leaf | null {
		return this.factsOf(path) ? { mode: '', id: idOf('blob', this.bytesOf(path)) } : null;
	}

	/** The next look at the file hashes it. */
	forgetFacts(path: string): void {
		const entry = this.index.entries.get(path);
		if (entry) this.index.entries.set(path, { ...entry, size: 0, modified: 0, ino: 0 });
	}

	/** The file into the index. */
	stage(path: string): void {
		const leaf = this.worktreeLeaf(path);
		if (!leaf) return void this.index.entries.delete(path);
		if (!this.objects.has(leaf.id)) this.objects.write('blob', this.bytesOf(path));
		this.setEntry(path, leaf);
	}

	setEntry(path: string, { mode, id }: Leaf): void {
		const facts = this.factsOf(path);
		const entry: IndexEntry = {
			path,
			mode,
			id,
			size: facts?.size ?? 0,
			modified: facts?.modified ?? 0,
			ino: facts?.ino ?? 0
		};
		this.index.entries.set(path, entry);
	}

	/** Files that are neither in the index nor ignored, below `folder`. */
	untracked(folder = ''): string[] {
		const { files } = this.context;
		const { ignores } = this;
		const found: string[] = [];
		const walk = (at: string) => {
			for (const name of files.list(at ? `${this.root}/${at}` : this.root)) {
				const path = at ? `${at}/${name}` : name;
				if (path === '.git') continue;
				const isFolder = files.lstat(`${this.root}/${path}`)?.kind === 'directory';
				if (ignores.has(path, isFolder)) continue;
				if (isFolder) {
					if (!files.lstat(`${this.root}/${path}/.git`)) walk(path);
				} else if (!this.index.entries.has(path)) found.push(path);
			}
		};
		if (files.lstat(folder ? `${this.root}/${folder}` : this.root)?.kind === 'directory') walk(folder);
		return found.sort();
	}

	/** Puts what a tree has at a path into the working tree; null = removes it, and folders that it leaves empty. */
	restore(path: string, leaf: Leaf | null): void {
		const { files } = this.context;
		const at = `${this.root}/${path}`;
		if (files.lstat(at)) files.unlink(at);
		if (!leaf) return this.restoreFolders(path);
		if (path.includes('/')) files.mkdir(at.slice(0, at.lastIndexOf('/')));
		const bytes = this.objects.blob(leaf.id);
		if (leaf.mode === '120000') files.symlink(textOf(bytes), at);
		else files.write(at, bytes, leaf.mode === '100755' ? 0o755 : 0o644);
	}

	/** Folders that the last file of theirs has left are gone, as in git. */
	restoreFolders(path: string): void {
		const { files } = this.context;
		for (let folder = path; folder.includes('/');) {
			folder = folder.slice(0, folder.lastIndexOf('/'));
			const at = `${this.root}/${folder}`;
			if (files.lstat(at)?.kind !== 'directory' || files.list(at).length > 0) return;
			files.rmdir(at);
		}
	}

	/** A configured value: this repository's, else the user's. */
	config(key: string): string | null {
		return configValue(this.context, this.folder, key);
	}

	person(role: 'AUTHOR' | 'COMMITTER'): Person {
		return personOf(this.context, this.folder, role);
	}
}
