/** git add, rm, restore, reset: what moves between commit, index and working tree. */
import { changesBetween, pathFilter, worktreeLeaves } from '../changes.ts';
import { parse } from '../options.ts';
import { quotePath } from '../patch-text.ts';
import { Repository, type Leaves } from '../repository.ts';
import { fatal, GitError, type GitContext } from '../system.ts';
import { treeOf } from './diff.ts';

export async function add(context: GitContext, args: string[]): Promise<number> {
	const options = parse('add', args, {
		flags: ['all', 'update', 'force', 'dry-run', 'verbose', 'intent-to-add', 'no-all', 'ignore-errors'],
		short: { A: 'all', u: 'update', f: 'force', n: 'dry-run', v: 'verbose', N: 'intent-to-add' }
	});
	const repository = Repository.find(context);
	const typed = [...options.words, ...(options.paths ?? [])];
	if (typed.length === 0 && !options.has('all') && !options.has('update')) {
		context.err(
			'Nothing specified, nothing added.\nhint: Maybe you wanted to say \'git add .\'?\nhint: Turn this message off by running\nhint: "git config advice.addEmptyPathspec false"\n'
		);
		return 0;
	}
	const paths = typed.map((path) => repository.pathOf(path));
	const wanted = pathFilter(paths);
	const { index } = repository;
	const tracked = [...index.entries.keys()].filter(wanted);
	const loose = options.has('update') ? [] : repository.untracked().filter(wanted);
	const forced: string[] = [];
	const ignored: string[] = [];
	for (const [at, path] of paths.entries()) {
		const one = pathFilter([path]);
		if (path === '' || tracked.some(one) || loose.some(one)) continue;
		if (repository.factsOf(path) && options.has('force')) forced.push(path);
		else if (context.files.lstat(`${repository.root}/${path}`)) {
			if (repository.ignores.covers(path, !repository.factsOf(path))) ignored.push(typed[at] ?? path);
		} else throw fatal(`pathspec '${typed[at]}' did not match any files`);
	}
	const changed = [...tracked, ...loose, ...forced].filter((path) => {
		const [now, entry] = [repository.worktreeLeaf(path), index.entries.get(path)];
		return now?.id !== entry?.id || now?.mode !== entry?.mode;
	});
	for (const path of changed.sort())
		if (options.has('verbose') || options.has('dry-run'))
			context.out(`${repository.factsOf(path) ? 'add' : 'remove'} '${path}'\n`);
	if (options.has('dry-run')) return 0;
	for (const path of [...tracked, ...loose, ...forced]) repository.stage(path);
	index.save();
	if (ignored.length === 0) return 0;
	context.err(
		`The following paths are ignored by one of your .gitignore files:\n${ignored.join('\n')}\nhint: Use -f if you really want to add them.\nhint: Turn this message off by running\nhint: "git config advice.addIgnoredFile false"\n`
	);
	return 1;
}

export async function rm(context: GitContext, args: string[]): Promise<number> {
	const options = parse('rm', args, {
		flags: ['cached', 'r', 'force', 'quiet', 'dry-run', 'ignore-unmatch'],
		short: { f: 'force', q: 'quiet', n: 'dry-run' }
	});
	const repository = Repository.find(context);
	const { index } = repository;
	const found: string[] = [];
	for (const typed of [...options.words, ...(options.paths ?? [])]) {
		const path = repository.pathOf(typed);
		const matching = [...index.entries.keys()].filter(pathFilter([path]));
		if (matching.length === 0 && !options.has('ignore-unmatch'))
			throw fatal(`pathspec '${typed}' did not match any files`);
		if (!index.entries.has(path) && !/[*?[]/.test(path) && matching.length > 0 && !options.has('r'))
			throw fatal(`not removing '${typed}' recursively without -r`);
		found.push(...matching);
	}
	const head = repository.headLeaves();
	for (const path of found) {
		const [entry, now] = [index.entries.get(path), repository.worktreeLeaf(path)];
		if (options.has('force') || options.has('cached') || !now) continue;
		const hint = '\n(use --cached to keep the file, or -f to force removal)';
		if (now.id !== entry?.id)
			throw new GitError(`error: the following file has local modifications:\n    ${path}${hint}`, 1);
		if (head.get(path)?.id !== entry?.id)
			throw new GitError(`error: the following file has changes staged in the index:\n    ${path}${hint}`, 1);
	}
	for (const path of found) {
		if (!options.has('quiet')) context.out(`rm '${path}'\n`);
		if (options.has('dry-run')) continue;
		index.entries.delete(path);
		if (!options.has('cached')) repository.restore(path, null);
	}
	index.save();
	return 0;
}

/** Paths of `source` into the index, the working tree, or both. */
export function restorePaths(
	repository: Repository,
	source: Leaves,
	typed: readonly string[],
	to: { index: boolean; worktree: boolean }
): number {
	const { index } = repository;
	let count = 0;
	for (const name of typed) {
		const wanted = pathFilter([repository.pathOf(name)]);
		const paths = [...new Set([...source.keys(), ...(to.index ? index.entries.keys() : [])])].filter(wanted);
		if (paths.length === 0)
			throw new GitError(`error: pathspec '${name}' did not match any file(s) known to git`, 1);
		for (const path of paths) {
			const leaf = source.get(path) ?? null;
			const now = to.worktree ? repository.worktreeLeaf(path) : null;
			if (to.worktree && (now?.id !== leaf?.id || now?.mode !== leaf?.mode)) {
				repository.restore(path, leaf);
				count++;
			}
			if (leaf && (to.index || to.worktree)) {
				if (to.index || index.entries.get(path)?.id === leaf.id) repository.setEntry(path, leaf);
				// Facts of a file that is not this content would make it seem unchanged.
				if (!to.worktree) repository.forgetFacts(path);
			} else if (to.index) index.entries.delete(path);
		}
	}
	index.save();
	return count;
}

export async function restore(context: GitContext, args: string[]): Promise<number> {
	const options = parse('restore', args, {
		flags: ['staged', 'worktree', 'quiet', 'progress', 'no-progress'],
		values: ['source'],
		short: { S: 'staged', W: 'worktree', s: 'source', q: 'quiet' }
	});
	const repository = Repository.find(context);
	const typed = [...options.words, ...(options.paths ?? [])];
	if (typed.length === 0) throw fatal('you must specify path(s) to restore');
	const source = options.value('source') ?? (options.has('staged') ? 'HEAD' : null);
	const leaves =
		source === null
			? repository.indexLeaves()
			: source === 'HEAD' && !repository.refs.head
				? new Map()
				: repository.leaves(treeOf(repository, source));
	restorePaths(repository, leaves, typed, {
		index: options.has('staged'),
		worktree: options.has('worktree') || !options.has('staged')
	});
	return 0;
}

/** The index and, if wanted, the working tree become a tree. */
export function become(repository: Repository, leaves: Leaves, worktree: boolean): void {
	const { index } = repository;
	const before = repository.indexLeaves();
	const now = worktree ? worktreeLeaves(repository, before) : before;
	for (const path of new Set([...before.keys(), ...leaves.keys()])) {
		const leaf = leaves.get(path) ?? null;
		const here = now.get(path) ?? (worktree ? repository.worktreeLeaf(path) : null);
		if (worktree && (here?.id !== leaf?.id || here?.mode !== leaf?.mode)) repository.restore(path, leaf);
		if (!leaf) index.entries.delete(path);
		else if (worktree || before.get(path)?.id !== leaf.id || before.get(path)?.mode !== leaf.mode) {
			repository.setEntry(path, leaf);
			// Facts of a file that is not this content would make it seem unchanged.
			if (!worktree && repository.worktreeLeafOf(path)?.id !== leaf.id) repository.forgetFacts(path);
		}
	}
	index.save();
}

export async function reset(context: GitContext, args: string[]): Promise<number> {
	const options = parse('reset', args, {
		flags: ['soft', 'mixed', 'hard', 'quiet', 'keep', 'no-refresh'],
		short: { q: 'quiet' }
	});
	const repository = Repository.find(context);
	const words = [...options.words];
	const name = words[0] !== undefined && repository.refs.resolve(words[0]) ? (words.shift() ?? '') : 'HEAD';
	const paths = [...words, ...(options.paths ?? [])];
	const id = repository.refs.resolve(name);
	const leaves = id ? repository.leaves(repository.objects.commit(id).tree) : new Map();
	const report = () => {
		const changes = changesBetween(
			repository.indexLeaves(),
			worktreeLeaves(repository, repository.indexLeaves())
		);
		if (changes.length === 0 || options.has('quiet')) return;
		context.out(
			`Unstaged changes after reset:\n${changes.map(({ status, path }) => `${status}\t${quotePath(path)}\n`).join('')}`
		);
	};
	if (paths.length > 0) {
		restorePaths(repository, leaves, paths, { index: true, worktree: false });
		for (const path of paths) repository.forgetFacts(repository.pathOf(path));
		repository.index.save();
		report();
		return 0;
	}
	if (!id) throw fatal(`ambiguous argument '${name}': unknown revision or path not in the working tree.`);
	if (!options.has('soft')) become(repository, leaves, options.has('hard'));
	repository.refs.moveHead(id, `reset: moving to ${name}`);
	if (options.has('hard') && !options.has('quiet')) {
		const [subject = ''] = repository.objects.commit(id).message.split('\n');
		context.out(`HEAD is now at ${id.slice(0, 7)} ${subject}\n`);
	} else if (!options.has('soft')) report();
	return 0;
}
