/** One repository: where it is, its objects, index, references and configuration. */
import { readConfig, zoneText } from './config.ts';
import { Ignores } from './ignore.ts';
import { Index, type IndexEntry } from './index-file.ts';
import { idOf, Objects, ZERO, type Id, type Person, type TreeEntry } from './objects.ts';
import { bytesOf, fatal, GitError, textOf, type FileFacts, type GitContext } from './system.ts';

/** What a tree or the index has at a path. */
export type Leaf = { mode: string; id: Id };
export type Leaves = Map<string, Leaf>;

export class Repository {
	readonly context: GitContext;
	/** The working tree; absolute. */
	readonly root: string;
	readonly folder: string;
	readonly objects: Objects;
	#index: Index | null = null;

	private constructor(context: GitContext, root: string) {
		this.context = context;
		this.root = root;
		this.folder = `${root}/.git`;
		this.objects = new Objects(context.files, this.folder);
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

	// References

	#ref(name: string): string | null {
		const path = `${this.folder}/${name}`;
		if (this.context.files.lstat(path)?.kind === 'file') return textOf(this.context.files.read(path)).trim();
		return null;
	}

	/** Full name of the branch that HEAD is on; null = detached. */
	get branch(): string | null {
		const head = this.#ref('HEAD') ?? '';
		return head.startsWith('ref: ') ? head.slice(5) : null;
	}

	get head(): Id | null {
		const { branch } = this;
		return branch ? this.#ref(branch) : this.#ref('HEAD');
	}

	ref(name: string): Id | null {
		const value = this.#ref(name);
		return value?.startsWith('ref: ') ? this.ref(value.slice(5)) : value;
	}

	setRef(name: string, id: Id, reason: string): void {
		const { files } = this.context;
		const path = `${this.folder}/${name}`;
		const before = this.ref(name) ?? ZERO;
		files.mkdir(path.slice(0, path.lastIndexOf('/')));
		files.write(path, bytesOf(`${id}\n`), 0o644);
		if (name.startsWith('refs/tags/')) return;
		this.#log(name, before, id, reason);
		if (this.branch === name) this.#log('HEAD', before, id, reason);
	}

	/** Only into the log of HEAD, which was moved otherwise. */
	logHead(before: Id | null, id: Id, reason: string): void {
		this.#log('HEAD', before ?? ZERO, id, reason);
	}

	#log(name: string, before: Id, id: Id, reason: string): void {
		const { files } = this.context;
		const { name: who, email, time, zone } = this.person('COMMITTER');
		const at = `${this.folder}/logs/${name}`;
		files.mkdir(at.slice(0, at.lastIndexOf('/')));
		const old = files.lstat(at) ? textOf(files.read(at)) : '';
		files.write(at, bytesOf(`${old}${before} ${id} ${who} <${email}> ${time} ${zone}\t${reason}\n`), 0o644);
	}

	/** Moves the branch that HEAD is on, or HEAD itself. */
	moveHead(id: Id, reason: string): void {
		this.setRef(this.branch ?? 'HEAD', id, reason);
	}

	attach(branch: string): void {
		this.context.files.write(`${this.folder}/HEAD`, bytesOf(`ref: ${branch}\n`), 0o644);
	}
	detach(id: Id): void {
		this.context.files.write(`${this.folder}/HEAD`, bytesOf(`${id}\n`), 0o644);
	}

	deleteRef(name: string): void {
		this.context.files.unlink(`${this.folder}/${name}`);
	}

	/** Names below refs/heads or refs/tags, sorted. */
	refs(kind: 'heads' | 'tags'): string[] {
		const { files } = this.context;
		const walk = (at: string): string[] =>
			files.lstat(`${this.folder}/refs/${kind}/${at}`)?.kind === 'directory'
				? files.list(`${this.folder}/refs/${kind}/${at}`).flatMap((name) => walk(at ? `${at}/${name}` : name))
				: [at];
		return files.lstat(`${this.folder}/refs/${kind}`) ? walk('').filter(Boolean).sort() : [];
	}

	/** What HEAD, a branch, a tag, an id or its beginning names, with ~n, ^n, ^{...} and @{n}; null = nothing. */
	resolve(name: string): Id | null {
		const [, base = '', steps = ''] = /^(.*?)((?:[~^](?:\d+|\{\w*\})?)*)$/s.exec(name) ?? [];
		let id = this.#base(base);
		for (const [, kind, count] of steps.matchAll(/([~^])(\d+|\{\w*\})?/g)) {
			if (!id) return null;
			if (count?.startsWith('{')) {
				if (count === '{tree}') id = this.objects.commit(id).tree;
				continue;
			}
			const number = count === undefined ? 1 : Number(count);
			if (kind === '^') id = number === 0 ? id : (this.objects.commit(id).parents[number - 1] ?? null);
			else for (let step = 0; step < number && id; step++) id = this.objects.commit(id).parents[0] ?? null;
		}
		return id;
	}

	#base(name: string): Id | null {
		const [, stash] = /^stash(?:@\{(\d+)\})?$/.exec(name) ?? (/^refs\/stash$/.test(name) ? ['', '0'] : []);
		if (stash !== undefined || name === 'stash') return this.stashes()[Number(stash ?? 0)]?.id ?? null;
		if (name === 'HEAD' || name === '@' || name === '') return this.head;
		for (const prefix of ['', 'refs/', 'refs/tags/', 'refs/heads/', 'refs/remotes/']) {
			if (prefix === '' && !/^(refs\/|[A-Z_]+$)/.test(name)) continue;
			const id = this.ref(prefix + name);
			if (id) return id;
		}
		if (!/^[0-9a-f]{4,40}$/.test(name)) return null;
		if (name.length === 40) return this.objects.has(name) ? name : null;
		const found = this.objects.matching(name);
		return found.length === 1 ? (found[0] ?? null) : null;
	}

	/** The newest first. */
	stashes(): { id: Id; message: string }[] {
		const path = `${this.folder}/logs/refs/stash`;
		if (!this.context.files.lstat(path)) return [];
		return textOf(this.context.files.read(path))
			.split('\n')
			.filter(Boolean)
			.map((line) => ({ id: line.slice(41, 81), message: line.slice(line.indexOf('\t') + 1) }))
			.reverse();
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
		const { head } = this;
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

	// Configuration

	config(key: string): string | null {
		const home = this.context.env['HOME'];
		for (const path of [`${this.folder}/config`, ...(home ? [`${home}/.gitconfig`] : [])]) {
			const value = readConfig(this.context, path).get(key.toLowerCase());
			if (value !== undefined) return value;
		}
		return null;
	}

	person(role: 'AUTHOR' | 'COMMITTER'): Person {
		const { env, now, zone } = this.context;
		const name = env[`GIT_${role}_NAME`] ?? this.config('user.name') ?? env['USER'] ?? 'root';
		const email =
			env[`GIT_${role}_EMAIL`] ?? this.config('user.email') ?? `${env['USER'] ?? 'root'}@localhost`;
		const date = env[`GIT_${role}_DATE`];
		const [, seconds, given] = /^@?(\d+)(?: ([-+]\d{4}))?$/.exec(date ?? '') ?? [];
		const parsed = date && !seconds ? Date.parse(date) : NaN;
		const time = seconds ? Number(seconds) : Math.floor((Number.isNaN(parsed) ? now() : parsed) / 1000);
		if (date && !seconds && Number.isNaN(parsed)) throw new GitError(`fatal: invalid date format: ${date}`);
		return { name, email, time, zone: given ?? zoneText(zone()) };
	}
}
