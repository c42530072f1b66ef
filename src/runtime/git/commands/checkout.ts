/** git checkout, switch, branch, tag. */
import { changesBetween, worktreeLeaves } from '../changes.ts';
import type { Id } from '../objects.ts';
import { parse } from '../options.ts';
import { quotePath } from '../patch-text.ts';
import { Repository } from '../repository.ts';
import { fatal, GitError, type GitContext } from '../system.ts';
import { treeOf } from './diff.ts';
import { walk } from './log.ts';
import { restorePaths } from './stage.ts';

const subjectAt = (repository: Repository, id: Id) =>
	repository.objects.commit(id).message.split('\n')[0] ?? '';

/** The working tree goes from HEAD's tree to another's; what was changed here stays where the two do not differ, and else refuses. */
function moveTo(repository: Repository, id: Id, force: boolean): void {
	const { head, index } = repository;
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
	const { context, head } = repository;
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
	const { context, branch, head } = repository;
	const name = typed === '-' ? previous(repository) : typed;
	const id = repository.resolve(name);
	const from = branch?.replace('refs/heads/', '') ?? head ?? '';
	const say = (text: string) => quiet || context.err(text);
	if (create !== null) {
		if (repository.ref(`refs/heads/${create}`) && !force)
			throw fatal(`a branch named '${create}' already exists`);
		if (!id && head)
			throw fatal(`'${name}' is not a commit and a branch '${create}' cannot be created from it`);
		if (id && head) moveTo(repository, id, false);
		if (id) repository.setRef(`refs/heads/${create}`, id, `branch: Created from ${name}`);
		repository.attach(`refs/heads/${create}`);
		if (id) repository.logHead(head, id, `checkout: moving from ${from} to ${create}`);
		say(`Switched to a new branch '${create}'\n`);
		return;
	}
	if (!id) throw new GitError(`error: pathspec '${name}' did not match any file(s) known to git`, 1);
	const full = `refs/heads/${name}`;
	const isBranch = repository.ref(full) !== null;
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
	if (isBranch) repository.attach(full);
	else repository.detach(id);
	repository.logHead(head, id, `checkout: moving from ${from} to ${name}`);
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
	const isCommit = first !== undefined && (first === '-' || repository.resolve(first) !== null);
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
		const origin = isCommit && first ? repository.resolve(first)?.slice(0, 7) : 'the index';
		context.err(`Updated ${count} path${count === 1 ? '' : 's'} from ${origin}\n`);
		return 0;
	}
	if (first === undefined && options.has('force')) moveTo(repository, repository.head ?? '', true);
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
		!repository.ref(`refs/heads/${name}`)
	)
		throw fatal(
			repository.resolve(name)
				? `a branch is expected, got commit '${name}'\nhint: If you want to detach HEAD at the commit, try again with the --detach option.`
				: `invalid reference: ${name}`
		);
	const force = options.has('force') || options.has('discard-changes') || options.has('force-create');
	switchTo(repository, name ?? 'HEAD', { create, force, quiet: options.has('quiet') });
	return 0;
}

const isMerged = (repository: Repository, id: Id): boolean =>
	repository.head !== null && [...walk(repository, [repository.head])].some((walked) => walked.id === id);

function deleteBranches(repository: Repository, names: readonly string[], force: boolean): void {
	const { context } = repository;

	for (const gone of names) {
		const id = repository.ref(`refs/heads/${gone}`);
		if (!id) throw new GitError(`error: branch '${gone}' not found.`, 1);
		if (`refs/heads/${gone}` === repository.branch)
			throw new GitError(`error: Cannot delete branch '${gone}' checked out at '${repository.root}'`, 1);
		if (!force && !isMerged(repository, id))
			throw new GitError(
				`error: The branch '${gone}' is not fully merged.\nIf you are sure you want to delete it, run 'git branch -D ${gone}'.`,
				1
			);
		repository.deleteRef(`refs/heads/${gone}`);
		context.out(`Deleted branch ${gone} (was ${id.slice(0, 7)}).\n`);
	}
}

export async function branch(context: GitContext, args: string[]): Promise<number> {
	const options = parse('branch', args, {
		flags: [
			'delete',
			'D',
			'move',
			'M',
			'show-current',
			'list',
			'all',
			'force',
			'verbose',
			'quiet',
			'no-color',
			'remotes'
		],
		short: { d: 'delete', m: 'move', a: 'all', f: 'force', v: 'verbose', q: 'quiet', l: 'list', r: 'remotes' }
	});
	const repository = Repository.find(context);
	const current = repository.branch?.replace('refs/heads/', '') ?? null;
	const [name, start] = options.words;
	if (options.has('show-current')) context.out(current === null ? '' : `${current}\n`);
	else if (options.has('delete') || options.has('D'))
		deleteBranches(repository, options.words, options.has('D') || options.has('force'));
	else if (options.has('move') || options.has('M')) {
		const [from, to] = start === undefined ? [current ?? '', name ?? ''] : [name ?? '', start];
		const id = repository.ref(`refs/heads/${from}`);
		if (id) {
			repository.setRef(`refs/heads/${to}`, id, `Branch: renamed refs/heads/${from} to refs/heads/${to}`);
			repository.deleteRef(`refs/heads/${from}`);
		}
		if (from === current) repository.attach(`refs/heads/${to}`);
	} else if (name !== undefined && !options.has('list')) {
		const id = repository.resolve(start ?? 'HEAD');
		if (!id) throw fatal(`not a valid object name: '${start ?? current}'`);
		if (repository.ref(`refs/heads/${name}`) && !options.has('force'))
			throw fatal(`a branch named '${name}' already exists`);
		repository.setRef(`refs/heads/${name}`, id, `branch: Created from ${start ?? 'HEAD'}`);
	} else {
		const names = repository.refs('heads');
		const detached =
			current === null && repository.head ? [`* (HEAD detached at ${repository.head.slice(0, 7)})\n`] : [];
		const width = Math.max(0, ...names.map((one) => one.length));
		const facts = (one: string) => {
			const id = repository.ref(`refs/heads/${one}`) ?? '';
			return options.has('verbose')
				? `${one.padEnd(width)} ${id.slice(0, 7)} ${subjectAt(repository, id)}`
				: one;
		};
		context.out(
			detached.join('') + names.map((one) => `${one === current ? '*' : ' '} ${facts(one)}\n`).join('')
		);
	}
	return 0;
}

export async function tag(context: GitContext, args: string[]): Promise<number> {
	const options = parse('tag', args, {
		flags: ['list', 'delete', 'force', 'annotate'],
		values: ['message'],
		short: { l: 'list', d: 'delete', f: 'force', a: 'annotate', m: 'message' }
	});
	const repository = Repository.find(context);
	const [name, at] = options.words;
	if (name === undefined || options.has('list')) {
		context.out(
			repository
				.refs('tags')
				.map((one) => `${one}\n`)
				.join('')
		);
		return 0;
	}
	if (options.has('delete')) {
		const id = repository.ref(`refs/tags/${name}`);
		if (!id) throw new GitError(`error: tag '${name}' not found.`, 1);
		repository.deleteRef(`refs/tags/${name}`);
		context.out(`Deleted tag '${name}' (was ${id.slice(0, 7)})\n`);
		return 0;
	}
	if (repository.ref(`refs/tags/${name}`) && !options.has('force'))
		throw fatal(`tag '${name}' already exists`);
	const id = repository.resolve(at ?? 'HEAD');
	if (!id) throw fatal(`Failed to resolve '${at ?? 'HEAD'}' as a valid ref.`);
	repository.setRef(`refs/tags/${name}`, id, '');
	return 0;
}
