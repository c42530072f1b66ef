/** Where HEAD, branches, tags and stashes point, the logs of how they moved, and the names that people type for commits. */
import { personOf } from './config.ts';
import { ZERO, type Id, type Objects } from './objects.ts';
import { bytesOf, textOf, type GitContext } from './system.ts';

export class References {
	readonly #context: GitContext;
	readonly #folder: string;
	readonly #objects: Objects;

	/** @param folder the repository's ".git" */
	constructor(context: GitContext, folder: string, objects: Objects) {
		this.#context = context;
		this.#folder = folder;
		this.#objects = objects;
	}

	#read(name: string): string | null {
		const path = `${this.#folder}/${name}`;
		if (this.#context.files.lstat(path)?.kind === 'file')
			return textOf(this.#context.files.read(path)).trim();
		return null;
	}

	/** Full name of the branch that HEAD is on; null = detached. */
	get branch(): string | null {
		const head = this.#read('HEAD') ?? '';
		return head.startsWith('ref: ') ? head.slice(5) : null;
	}

	get head(): Id | null {
		const { branch } = this;
		return branch ? this.#read(branch) : this.#read('HEAD');
	}

	/** The id that a full name has. */
	at(name: string): Id | null {
		const value = this.#read(name);
		return value?.startsWith('ref: ') ? this.at(value.slice(5)) : value;
	}

	set(name: string, id: Id, reason: string): void {
		const { files } = this.#context;
		const path = `${this.#folder}/${name}`;
		const before = this.at(name) ?? ZERO;
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
		const { files } = this.#context;
		const { name: who, email, time, zone } = personOf(this.#context, this.#folder, 'COMMITTER');
		const at = `${this.#folder}/logs/${name}`;
		files.mkdir(at.slice(0, at.lastIndexOf('/')));
		const old = files.lstat(at) ? textOf(files.read(at)) : '';
		files.write(at, bytesOf(`${old}${before} ${id} ${who} <${email}> ${time} ${zone}\t${reason}\n`), 0o644);
	}

	/** Moves the branch that HEAD is on, or HEAD itself. */
	moveHead(id: Id, reason: string): void {
		this.set(this.branch ?? 'HEAD', id, reason);
	}

	attach(branch: string): void {
		this.#context.files.write(`${this.#folder}/HEAD`, bytesOf(`ref: ${branch}\n`), 0o644);
	}
	detach(id: Id): void {
		this.#context.files.write(`${this.#folder}/HEAD`, bytesOf(`${id}\n`), 0o644);
	}

	delete(name: string): void {
		this.#context.files.unlink(`${this.#folder}/${name}`);
	}

	/** Names below refs/heads or refs/tags, sorted. */
	names(kind: 'heads' | 'tags'): string[] {
		const { files } = this.#context;
		const walk = (at: string): string[] =>
			files.lstat(`${this.#folder}/refs/${kind}/${at}`)?.kind === 'directory'
				? files
						.list(`${this.#folder}/refs/${kind}/${at}`)
						.flatMap((name) => walk(at ? `${at}/${name}` : name))
				: [at];
		return files.lstat(`${this.#folder}/refs/${kind}`) ? walk('').filter(Boolean).sort() : [];
	}

	/** What HEAD, a branch, a tag, an id or its beginning names, with ~n, ^n, ^{...} and @{n}; null = nothing. */
	resolve(name: string): Id | null {
		const [, base = '', steps = ''] = /^(.*?)((?:[~^](?:\d+|\{\w*\})?)*)$/s.exec(name) ?? [];
		let id = this.#base(base);
		for (const [, kind, count] of steps.matchAll(/([~^])(\d+|\{\w*\})?/g)) {
			if (!id) return null;
			if (count?.startsWith('{')) {
				if (count === '{tree}') id = this.#objects.commit(id).tree;
				continue;
			}
			const number = count === undefined ? 1 : Number(count);
			if (kind === '^') id = number === 0 ? id : (this.#objects.commit(id).parents[number - 1] ?? null);
			else for (let step = 0; step < number && id; step++) id = this.#objects.commit(id).parents[0] ?? null;
		}
		return id;
	}

	#base(name: string): Id | null {
		const [, stash] = /^stash(?:@\{(\d+)\})?$/.exec(name) ?? (/^refs\/stash$/.test(name) ? ['', '0'] : []);
		if (stash !== undefined || name === 'stash') return this.stashes()[Number(stash ?? 0)]?.id ?? null;
		if (name === 'HEAD' || name === '@' || name === '') return this.head;
		for (const prefix of ['', 'refs/', 'refs/tags/', 'refs/heads/', 'refs/remotes/']) {
			if (prefix === '' && !/^(refs\/|[A-Z_]+$)/.test(name)) continue;
			const id = this.at(prefix + name);
			if (id) return id;
		}
		if (!/^[0-9a-f]{4,40}$/.test(name)) return null;
		if (name.length === 40) return this.#objects.has(name) ? name : null;
		const found = this.#objects.matching(name);
		return found.length === 1 ? (found[0] ?? null) : null;
	}

	/** The newest first. */
	stashes(): { id: Id; message: string }[] {
		const path = `${this.#folder}/logs/refs/stash`;
		if (!this.#context.files.lstat(path)) return [];
		return textOf(this.#context.files.read(path))
			.split('\n')
			.filter(Boolean)
			.map((line) => ({ id: line.slice(41, 81), message: line.slice(line.indexOf('\t') + 1) }))
			.reverse();
	}
}
