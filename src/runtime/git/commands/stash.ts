/** git stash: push, list, show, pop, apply, drop, clear. */
import { changesBetween, contentsIn, worktreeLeaves } from '../changes.ts';
import { applyHunks, parsePatch } from '../apply-hunks.ts';
import { linesOf } from '../hunks.ts';
import type { Id } from '../objects.ts';
import { parse } from '../options.ts';
import { patchOf } from '../patch-text.ts';
import { Repository, type Leaf, type Leaves } from '../repository.ts';
import { bytesOf, fatal, GitError, textOf, type GitContext } from '../system.ts';
import { commitTree } from './commit.ts';
import { shownChanges, withForms } from './show-changes.ts';
import { become } from './stage.ts';
import { longStatus, statusOf } from './status.ts';

export async function stash(context: GitContext, args: string[]): Promise<number> {
	const [verb = 'push', ...rest] = args[0]?.startsWith('-') ? ['push', ...args] : args;
	const repository = Repository.find(context);
	switch (verb) {
		case 'push':
		case 'save':
			return push(repository, rest, verb === 'save');
		case 'list':
			context.out(
				repository.refs
					.stashes()
					.map(({ message }, at) => `stash@{${at}}: ${message}\n`)
					.join('')
			);
			return 0;
		case 'show':
			return show(repository, rest);
		case 'apply':
		case 'pop':
			return apply(repository, rest, verb === 'pop');
		case 'drop':
			return drop(repository, rest[0]?.startsWith('-') ? rest[1] : rest[0]);
		case 'clear':
			if (repository.refs.at('refs/stash')) keep(repository, []);
			return 0;
		default:
			throw new GitError(
				`fatal: subcommand wasn't specified; 'push' can't be assumed due to unexpected token '${verb}'`,
				128
			);
	}
}

async function push(repository: Repository, args: string[], isSave: boolean): Promise<number> {
	const options = parse('stash', args, {
		flags: ['include-untracked', 'keep-index', 'quiet', 'all', 'no-keep-index', 'staged'],
		values: ['message'],
		short: { u: 'include-untracked', k: 'keep-index', q: 'quiet', m: 'message', a: 'all', S: 'staged' }
	});
	const { context } = repository;
	const { head, branch } = repository.refs;
	if (!head) throw new GitError('You do not have the initial commit yet', 1);
	const index = repository.indexLeaves();
	const now = worktreeLeaves(repository, index);
	const loose = options.has('include-untracked') || options.has('all') ? repository.untracked() : [];
	const base = repository.headLeaves();
	if (changesBetween(base, index).length + changesBetween(index, now).length + loose.length === 0) {
		context.out('No local changes to save\n');
		return 0;
	}
	const write = (path: string) => repository.objects.write('blob', repository.bytesOf(path));
	for (const [path, { id }] of now) if (!repository.objects.has(id)) write(path);
	const place = branch?.replace('refs/heads/', '') ?? '(no branch)';
	const subject = repository.objects.commit(head).message.split('\n')[0] ?? '';
	const at = `${place}: ${head.slice(0, 7)} ${subject}`;
	const given =
		options.value('message') ?? (isSave && options.words.length > 0 ? options.words.join(' ') : undefined);
	const message = given === undefined ? `WIP on ${at}` : `On ${place}: ${given}`;
	const parents: Id[] = [
		head,
		commitTree(repository, repository.writeTree(index), [head], `index on ${at}\n`)
	];
	if (loose.length > 0) {
		const leaves: Leaves = new Map(
			loose.map((path) => [path, { mode: repository.worktreeLeaf(path)?.mode ?? '100644', id: write(path) }])
		);
		parents.push(commitTree(repository, repository.writeTree(leaves), [], `untracked files on ${at}\n`));
	}
	const id = commitTree(repository, repository.writeTree(now), parents, message);
	repository.refs.set('refs/stash', id, message);
	become(repository, options.has('keep-index') ? index : base, true);
	for (const path of loose) repository.restore(path, null);
	if (!options.has('quiet')) context.out(`Saved working directory and index state ${message}\n`);
	return 0;
}

function entryOf(repository: Repository, typed: string | undefined): { id: Id; at: number; name: string } {
	const at = Number(/^(?:stash@\{)?(\d+)\}?$/.exec(typed ?? '0')?.[1] ?? NaN);
	const entry = repository.refs.stashes()[at];
	if (entry) return { id: entry.id, at, name: `stash@{${at}}` };
	if (repository.refs.stashes().length === 0) throw new GitError('No stash entries found.', 1);
	if (/^(?:stash@\{)?\d+\}?$/.test(typed ?? ''))
		throw fatal(`log for 'stash' only has ${repository.refs.stashes().length} entries`);
	throw new GitError(
		`error: ${/^\d+$/.test(typed ?? '') ? `stash@{${typed}}` : (typed ?? '')} is not a valid reference`,
		1
	);
}

async function show(repository: Repository, args: string[]): Promise<number> {
	const options = parse(
		'stash show',
		args,
		withForms({ flags: ['include-untracked'], short: { u: 'include-untracked' } })
	);
	const { id } = entryOf(repository, options.words[0]);
	const { tree, parents } = repository.objects.commit(id);
	const before = repository.leaves(repository.objects.commit(parents[0] ?? '').tree);
	const contents = contentsIn(repository);
	const changes = changesBetween(before, repository.leaves(tree), { renames: contents });
	const isDefault = args.every((arg) => !arg.startsWith('-'));
	const forms = isDefault ? parse('stash show', ['--stat'], withForms({ flags: [] })) : options;
	repository.context.out(shownChanges(changes, contents, forms));
	return 0;
}

async function apply(repository: Repository, args: string[], isPop: boolean): Promise<number> {
	const options = parse('stash', args, { flags: ['index', 'quiet'], short: { q: 'quiet' } });
	const { context } = repository;
	const { id, name } = entryOf(repository, options.words[0]);
	const { tree, parents } = repository.objects.commit(id);
	const [base = '', , untracked] = parents;
	const before = repository.leaves(repository.objects.commit(base).tree);
	const changes = changesBetween(before, repository.leaves(tree));
	const now = worktreeLeaves(repository, repository.indexLeaves());
	const dirty = changes
		.filter(({ path }) => now.get(path)?.id !== repository.indexLeaves().get(path)?.id)
		.map(({ path }) => path);
	if (dirty.length > 0)
		throw new GitError(
			`error: Your local changes to the following files would be overwritten by merge:\n${dirty.map((path) => `\t${path}\n`).join('')}Please commit your changes or stash them before you merge.\nAborting`,
			1
		);
	const conflicts: string[] = [];
	for (const change of changes) {
		const { path, after } = change;
		const here = now.get(path) ?? null;
		if (here?.id === change.before?.id) put(repository, path, after, !change.before);
		else if (!merge(repository, change, here)) conflicts.push(path);
	}
	for (const [path, leaf] of untracked ? repository.leaves(repository.objects.commit(untracked).tree) : [])
		repository.restore(path, leaf);
	repository.index.save();
	for (const path of conflicts) context.out(`CONFLICT (content): Merge conflict in ${path}\n`);
	if (!options.has('quiet')) context.out(longStatus(repository, statusOf(repository)));
	if (conflicts.length > 0) {
		context.out('The stash entry is kept in case you need it again.\n');
		return 1;
	}
	return isPop ? drop(repository, name) : 0;
}

/** Only files that are new come into the index. */
function put(repository: Repository, path: string, leaf: Leaf | null, isNew: boolean): void {
	repository.restore(path, leaf);
	if (!leaf) return;
	if (isNew) repository.setEntry(path, leaf);
}

/** The stash's change on what has changed since; false = it does not fit, and nothing was changed. */
function merge(
	repository: Repository,
	change: ReturnType<typeof changesBetween>[number],
	here: Leaf | null
): boolean {
	if (!here || !change.after || !change.before) return false;
	const [patch] = parsePatch(patchOf(change, contentsIn(repository)));
	const applied = applyHunks(linesOf(textOf(repository.bytesOf(change.path))), patch?.hunks ?? [], 0);
	if (applied.rejected.length > 0) return false;
	repository.restore(change.path, {
		mode: here.mode,
		id: repository.objects.write('blob', bytesOf(applied.lines.join('')))
	});
	return true;
}

function drop(repository: Repository, typed: string | undefined): number {
	const { id, at, name } = entryOf(repository, typed);
	keep(
		repository,
		repository.refs
			.stashes()
			.filter((_, index) => index !== at)
			.map((entry) => entry.id)
	);
	repository.context.out(
		`Dropped ${typed === undefined || typed === 'stash@{0}' ? (typed === undefined ? 'refs/stash@{0}' : 'refs/stash@{0}') : name} (${id})\n`
	);
	return 0;
}

/** The newest first. */
function keep(repository: Repository, ids: readonly Id[]): void {
	const { context, folder } = repository;
	const path = `${folder}/logs/refs/stash`;
	const lines = textOf(context.files.read(path))
		.split('\n')
		.filter((line) => ids.includes(line.slice(41, 81)));
	const [newest] = ids;
	if (!newest) {
		context.files.unlink(path);
		repository.refs.delete('refs/stash');
		return;
	}
	let before = '0'.repeat(40);
	const linked = lines.map((line) => {
		const text = before + line.slice(40);
		before = line.slice(41, 81);
		return text;
	});
	context.files.write(path, bytesOf(`${linked.join('\n')}\n`), 0o644);
	context.files.write(`${folder}/refs/stash`, bytesOf(`${newest}\n`), 0o644);
	if (!repository.refs.at('refs/stash')) throw fatal('the stash could not be kept');
}
