/** git branch and tag. */
import type { Id } from '../objects.ts';
import { parse } from '../options.ts';
import { Repository } from '../repository.ts';
import { fatal, GitError, type GitContext } from '../system.ts';
import { walk } from './log.ts';

export const subjectAt = (repository: Repository, id: Id): string =>
	repository.objects.commit(id).message.split('\n')[0] ?? '';

const isMerged = (repository: Repository, id: Id): boolean =>
	repository.refs.head !== null &&
	[...walk(repository, [repository.refs.head])].some((walked) => walked.id === id);

function deleteBranches(repository: Repository, names: readonly string[], force: boolean): void {
	const { context } = repository;

	for (const gone of names) {
		const id = repository.refs.at(`refs/heads/${gone}`);
		if (!id) throw new GitError(`error: branch '${gone}' not found.`, 1);
		if (`refs/heads/${gone}` === repository.refs.branch)
			throw new GitError(`error: Cannot delete branch '${gone}' checked out at '${repository.root}'`, 1);
		if (!force && !isMerged(repository, id))
			throw new GitError(
				`error: The branch '${gone}' is not fully merged.\nIf you are sure you want to delete it, run 'git branch -D ${gone}'.`,
				1
			);
		repository.refs.delete(`refs/heads/${gone}`);
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
	const current = repository.refs.branch?.replace('refs/heads/', '') ?? null;
	const [name, start] = options.words;
	if (options.has('show-current')) context.out(current === null ? '' : `${current}\n`);
	else if (options.has('delete') || options.has('D'))
		deleteBranches(repository, options.words, options.has('D') || options.has('force'));
	else if (options.has('move') || options.has('M')) {
		const [from, to] = start === undefined ? [current ?? '', name ?? ''] : [name ?? '', start];
		const id = repository.refs.at(`refs/heads/${from}`);
		if (id) {
			repository.refs.set(`refs/heads/${to}`, id, `Branch: renamed refs/heads/${from} to refs/heads/${to}`);
			repository.refs.delete(`refs/heads/${from}`);
		}
		if (from === current) repository.refs.attach(`refs/heads/${to}`);
	} else if (name !== undefined && !options.has('list')) {
		const id = repository.refs.resolve(start ?? 'HEAD');
		if (!id) throw fatal(`not a valid object name: '${start ?? current}'`);
		if (repository.refs.at(`refs/heads/${name}`) && !options.has('force'))
			throw fatal(`a branch named '${name}' already exists`);
		repository.refs.set(`refs/heads/${name}`, id, `branch: Created from ${start ?? 'HEAD'}`);
	} else {
		const names = repository.refs.names('heads');
		const detached =
			current === null && repository.refs.head
				? [`* (HEAD detached at ${repository.refs.head.slice(0, 7)})\n`]
				: [];
		const width = Math.max(0, ...names.map((one) => one.length));
		const facts = (one: string) => {
			const id = repository.refs.at(`refs/heads/${one}`) ?? '';
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
			repository.refs
				.names('tags')
				.map((one) => `${one}\n`)
				.join('')
		);
		return 0;
	}
	if (options.has('delete')) {
		const id = repository.refs.at(`refs/tags/${name}`);
		if (!id) throw new GitError(`error: tag '${name}' not found.`, 1);
		repository.refs.delete(`refs/tags/${name}`);
		context.out(`Deleted tag '${name}' (was ${id.slice(0, 7)})\n`);
		return 0;
	}
	if (repository.refs.at(`refs/tags/${name}`) && !options.has('force'))
		throw fatal(`tag '${name}' already exists`);
	const id = repository.refs.resolve(at ?? 'HEAD');
	if (!id) throw fatal(`Failed to resolve '${at ?? 'HEAD'}' as a valid ref.`);
	repository.refs.set(`refs/tags/${name}`, id, '');
	return 0;
}
