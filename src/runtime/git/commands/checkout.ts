/** git checkout and switch. */
import { changesBetween, worktreeLeaves } from '../changes.ts';
import type { Id } from '../objects.ts';
import { parse } from '../options.ts';
import { quotePath } from '../patch-text.ts';
import { Repository } from '../repository.ts';
import { fatal, GitError, type GitContext } from '../system.ts';
import { treeOf } from './diff.ts';
import { subjectAt } from './branch.ts';
import { restorePaths } from './stage.ts';

/** The working tree goes from HEAD's tree to another's; what was changed here stays where the two do not differ, and else refuses. */
function moveTo(repository: Repository, id: Id, force: boolean): void {
	const { index } = repository;
	const { head } = repository.refs;
	const before = head ? repository.leaves(repository.objects.commit(head).tree) : new Map();
	const after = repository.leaves(repository.objects.commit(id).tree);
	const changes = changesBetween(before, after);
	const staged = repository.indexLeaves();
	const now = worktreeLeaves(repository, staged);
	const dirty: string[] = [];
	const loose: string[] = [];
	for (const { path, before: old, after: next } of changes) {
		const here = now.get(path) ?? null;
		if (!staged.has(path)) {
			if (next && repository.factsOf(path) && repository.worktreeLeaf(path)?.id !== next.id) loose.push(path);
		} else if (here?.id !== old?.id && here?.id !== next?.id) dirty.push(path);
	}
	if (!force && dirty.length > 0)
		throw new GitError(
			`error: Your local changes to the following files would be overwritten by checkout:\n${dirty.map((path) => `\t${path}\n`).join('')}Please commit your changes or stash them before you switch branches.\nAborting`,
			1
		);
	if (!force && loose.length > 0)
		throw new GitError(
			`error: The following untracked working tree files would be overwritten by checkout:\n${loose.map((path) => `\t${path}\n`).join('')}Please move or remove them before you switch branches.\nAborting`,
			1
		);
	const all = force ? new Set([...staged.keys(), ...after.keys()]) : changes.map(({ path }) => path);
	for (const path of all) {
		const leaf = after.get(path) ?? null;
		repository.restore(path, leaf);
		if (leaf) repository.setEntry(path, leaf);
		else index.entries.delete(path);
	}
	index.save();
}

function tellKept(repository: Repository): void {
	const { context } = repository;
	const { head } = repository.refs;
	const tree = head ? repository.leaves(repository.objects.commit(head).tree) : new Map();
	const changes = changesBetween(tree, worktreeLeaves(repository, repository.indexLeaves()));
	context.out(changes.map(({ status, path }) => `${status}\t${quotePath(path)}\n`).join(''));
}

const advice = (name: string) => `Note: switching to '${name}'.

You are in 'detached HEAD' state. You can look around, make experimental
changes and commit them, and you can discard any commits you make in this
state without impacting any branches by switching back to a branch.

If you want to create a new branch to retain commits you create, you may
do so (now or later) by using -c with the switch command. Example:

  git switch -c <new-branch-name>

Or undo this operation with:

  git switch -

Turn off this advice by setting config variable advice.detachedHead to false

`;

/** The branch that HEAD was on before, for "-". */
function previous(repository: Repository): string {
	const path = `${repository.folder}/logs/HEAD`;
	const { files } = repository.context;
	const lines = files.lstat(path) ? new TextDecoder().decode(files.read(path)).split('\n') : [];
	return (
		lines
			.findLast((line) => line.includes('checkout: moving from '))
			?.split('checkout: moving from ')[1]
			?.split(' to ')[0] ?? '-'
	);
}

function switchTo(
	repository: Repository,
	typed: string,
	{ create, force, quiet }: { create: string | null; force: boolean; quiet: boolean }
): void {
	const { context } = repository;
	const { branch, head } = repository.refs;
	const name = typed === '-' ? previous(repository) : typed;
	const id = repository.refs.resolve(name);
	const from = branch?.replace('refs/heads/', '') ?? head ?? '';
	const say = (text: string) => quiet || context.err(text);
	if (create !== null) {
		if (repository.refs.at(`refs/heads/${create}`) && !force)
			throw fatal(`a branch named '${create}' already exists`);
		if (!id && head)
			throw fatal(`'${name}' is not a commit and a branch '${create}' cannot be created from it`);
		if (id && head) moveTo(repository, id, false);
		if (id) repository.refs.set(`refs/heads/${create}`, id, `branch: Created from ${name}`);
		repository.refs.attach(`refs/heads/${create}`);
		if (id) repository.refs.logHead(head, id, `checkout: moving from ${from} to ${create}`);
		say(`Switched to a new branch '${create}'\n`);
		return;
	}
	if (!id) throw new GitError(`error: pathspec '${name}' did not match any file(s) known to git`, 1);
	const full = `refs/heads/${name}`;
	const isBranch = repository.refs.at(full) !== null;
	if (isBranch && full === branch && !force) {
		if (!quiet) tellKept(repository);
		say(`Already on '${name}'\n`);
		return;
	}
	moveTo(repository, id, force);
	if (!quiet) {
		if (!branch && head && head !== id)
			say(`Previous HEAD position was ${head.slice(0, 7)} ${subjectAt(repository, head)}\n`);
	}
	if (isBranch) repository.refs.attach(full);
	else repository.refs.detach(id);
	repository.refs.logHead(head, id, `checkout: moving from ${from} to ${name}`);
	if (!quiet) tellKept(repository);
	if (isBranch) say(`Switched to branch '${name}'\n`);
	else
		say(
			`${branch && repository.config('advice.detachedhead') !== 'false' ? advice(name) : ''}HEAD is now at ${id.slice(0, 7)} ${subjectAt(repository, id)}\n`
		);
}

export async function checkout(context: GitContext, args: string[]): Promise<number> {
	const options = parse('checkout', args, {
		flags: ['force', 'quiet', 'detach', 'ours', 'theirs', 'progress', 'no-progress'],
		values: ['b', 'B', 'orphan'],
		short: { f: 'force', q: 'quiet' }
	});
	const repository = Repository.find(context);
	const quiet = options.has('quiet');
	const create = options.value('b') ?? options.value('B') ?? null;
	const [first, ...rest] = options.words;
	if (create !== null) {
		switchTo(repository, first ?? 'HEAD', { create, force: options.has('B'), quiet });
		return 0;
	}
	const isCommit = first !== undefined && (first === '-' || repository.refs.resolve(first) !== null);
	const paths = [...(isCommit ? rest : options.words), ...(options.paths ?? [])];
	if (paths.length > 0) {
		const source =
			isCommit && first ? repository.leaves(treeOf(repository, first)) : repository.indexLeaves();
		const kept = isCommit ? source : new Map([...repository.indexLeaves()]);
		const present = new Map([...kept].filter(([path]) => !isCommit || source.has(path)));
		const count = isCommit
			? restoreFrom(repository, present, paths)
			: restorePaths(repository, present, paths, { index: false, worktree: true });
		if (quiet || options.paths !== null) return 0;
		const origin = isCommit && first ? repository.refs.resolve(first)?.slice(0, 7) : 'the index';
		context.err(`Updated ${count} path${count === 1 ? '' : 's'} from ${origin}\n`);
		return 0;
	}
	if (first === undefined && options.has('force')) moveTo(repository, repository.refs.head ?? '', true);
	else if (first !== undefined)
		switchTo(repository, first, { create: null, force: options.has('force'), quiet });
	return 0;
}

/** A tree's paths into index and working tree; what the tree does not have stays. */
function restoreFrom(
	repository: Repository,
	source: Map<string, { mode: string; id: Id }>,
	typed: readonly string[]
): number {
	const before = repository.indexLeaves();
	const merged = new Map([...before, ...source]);
	const known = typed.filter((name) => name);
	return restorePaths(repository, merged, known, { index: true, worktree: true });
}

export async function switchBranch(context: GitContext, args: string[]): Promise<number> {
	const options = parse('switch', args, {
		flags: ['detach', 'quiet', 'discard-changes', 'force'],
		values: ['create', 'force-create'],
		short: { c: 'create', C: 'force-create', d: 'detach', q: 'quiet', f: 'force' }
	});
	const repository = Repository.find(context);
	const create = options.value('create') ?? options.value('force-create') ?? null;
	const [name] = options.words;
	if (name === undefined && create === null) throw fatal('missing branch or commit argument');
	if (
		name &&
		create === null &&
		!options.has('detach') &&
		name !== '-' &&
		!repository.refs.at(`refs/heads/${name}`)
	)
		throw fatal(
			repository.refs.resolve(name)
				? `a branch is expected, got commit '${name}'\nhint: If you want to detach HEAD at the commit, try again with the --detach option.`
				: `invalid reference: ${name}`
		);
	const force = options.has('force') || options.has('discard-changes') || options.has('force-create');
	switchTo(repository, name ?? 'HEAD', { create, force, quiet: options.has('quiet') });
	return 0;
}
