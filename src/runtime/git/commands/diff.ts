/** git diff */
import { changesBetween, contentsIn, worktreeLeaves } from '../changes.ts';
import type { Id } from '../objects.ts';
import { parse } from '../options.ts';
import { Repository, type Leaves } from '../repository.ts';
import { fatal, GitError, type GitContext } from '../system.ts';
import { diffFiles } from '../diff-files.ts';
import { shownChanges, withForms } from './show-changes.ts';

const known = withForms({ flags: ['cached', 'staged', 'merge-base', 'ignore-space-at-eol'], short: {} });

/** Words are commits as long as they name some, then paths. */
export function splitWords(
	repository: Repository,
	words: readonly string[],
	paths: readonly string[] | null
) {
	const commits: string[] = [];
	const rest = [...words];
	while (rest[0] !== undefined) {
		const isRange =
			/\.\./.test(rest[0]) &&
			rest[0].split(/\.{2,3}/).every((name) => repository.refs.resolve(name || 'HEAD'));
		if (!isRange && !repository.refs.resolve(rest[0])) break;
		commits.push(rest.shift() ?? '');
	}
	if (paths && rest.length > 0) throw fatal(`bad revision '${rest[0]}'`);
	for (const name of rest) {
		const path = repository.pathOf(name);
		const exists =
			repository.context.files.lstat(path ? `${repository.root}/${path}` : repository.root) ||
			/[*?[]/.test(name);
		const isTracked = [...repository.index.entries.keys()].some(
			(at) => at === path || at.startsWith(`${path}/`)
		);
		if (!exists && !isTracked)
			throw fatal(
				`ambiguous argument '${name}': unknown revision or path not in the working tree.\nUse '--' to separate paths from revisions, like this:\n'git <command> [<revision>...] -- [<file>...]'`
			);
	}
	return { commits, paths: [...rest, ...(paths ?? [])].map((name) => repository.pathOf(name)) };
}

export function treeOf(repository: Repository, name: string): Id {
	const id = repository.refs.resolve(name);
	if (!id) throw fatal(`bad revision '${name}'`);
	return repository.objects.read(id).type === 'tree' ? id : repository.objects.commit(id).tree;
}

/** What is compared with what. */
function sidesOf(
	repository: Repository,
	commits: string[],
	cached: boolean,
	paths: readonly string[]
): [Leaves, Leaves] {
	const leaves = (name: string) => repository.leaves(treeOf(repository, name));
	const [first, second] = commits.flatMap((name) =>
		name.includes('..') ? name.split(/\.{2,3}/).map((end) => end || 'HEAD') : [name]
	);
	const index = repository.indexLeaves();
	if (first && second) return [leaves(first), leaves(second)];
	if (cached) return [first ? leaves(first) : repository.headLeaves(), index];
	return [first ? leaves(first) : index, worktreeLeaves(repository, index, paths)];
}

export async function diff(context: GitContext, args: string[]): Promise<number> {
	const options = parse('diff', args, known);
	const outside = options.has('no-index');
	const [one = '', other = ''] = [...options.words, ...(options.paths ?? [])];
	if (outside)
		return diffFiles(context, one, other, (changes, contents) => shownChanges(changes, contents, options));
	const repository = Repository.find(context);
	const { commits, paths } = splitWords(repository, options.words, options.paths);
	if (commits.length > 2) throw new GitError('usage: git diff [<options>] [<commit>] [--] [<path>...]', 129);
	const [before, after] = sidesOf(repository, commits, options.has('cached') || options.has('staged'), paths);
	const contents = contentsIn(repository);
	const changes = changesBetween(before, after, {
		paths,
		renames: options.has('no-renames') ? null : contents
	});
	if (!options.has('quiet')) context.out(shownChanges(changes, contents, options));
	return (options.has('exit-code') || options.has('quiet')) && changes.length > 0 ? 1 : 0;
}
