/** git log and git show. */
import { changesBetween, contentsIn, pathFilter, type FileChange } from '../changes.ts';
import type { Id } from '../objects.ts';
import { parse, type Known, type Options } from '../options.ts';
import { Repository } from '../repository.ts';
import { fatal, type GitContext } from '../system.ts';
import { splitWords } from './diff.ts';
import { headOf, type Walked } from './pretty.ts';
import { hasForm, shownChanges, withForms } from './show-changes.ts';

const known: Known = withForms({
	flags: [
		'reverse',
		'graph',
		'all',
		'abbrev-commit',
		'no-abbrev-commit',
		'follow',
		'first-parent',
		'no-merges',
		'merges',
		'no-decorate',
		'topo-order',
		'date-order'
	],
	values: ['max-count', 'skip', 'author', 'grep', 'since', 'until', 'after', 'before', 'date', 'G', 'S'],
	optional: ['format', 'decorate'],
	short: { n: 'max-count' }
});

/** --oneline and --pretty are forms too, and the last one counts. */
const ordered = (args: string[]) =>
	args.flatMap((arg) => {
		if (arg === '--oneline') return ['--format=oneline', '--abbrev-commit'];
		return /^--pretty(=|$)/.test(arg) ? [`--format=${arg.slice(9) || 'medium'}`] : [arg];
	});

/** From the newest on, by commit date; what `not` names and its ancestors left out. */
export function* walk(
	repository: Repository,
	from: readonly Id[],
	not: readonly Id[] = [],
	firstParent = false
): Generator<Walked> {
	const { objects } = repository;
	const hidden = new Set<Id>();
	const hide = [...not];
	for (let id = hide.pop(); id; id = hide.pop()) {
		if (hidden.has(id)) continue;
		hidden.add(id);
		hide.push(...objects.commit(id).parents);
	}
	const seen = new Set<Id>(from);
	const queue = [...seen].map((id) => ({ id, commit: objects.commit(id) }));
	while (queue.length > 0) {
		queue.sort((one, other) => other.commit.committer.time - one.commit.committer.time);
		const next = queue.shift();
		if (!next || hidden.has(next.id)) continue;
		yield next;
		for (const id of firstParent ? next.commit.parents.slice(0, 1) : next.commit.parents) {
			if (seen.has(id)) continue;
			seen.add(id);
			queue.push({ id, commit: objects.commit(id) });
		}
	}
}

/** What a commit changed against its first parent. */
export function changesOfCommit(
	repository: Repository,
	{ commit }: Walked,
	paths: readonly string[] = []
): FileChange[] {
	const [parent] = commit.parents;
	const before = parent ? repository.leaves(repository.objects.commit(parent).tree) : new Map();
	return changesBetween(before, repository.leaves(commit.tree), { paths, renames: contentsIn(repository) });
}

function shownCommit(
	repository: Repository,
	walked: Walked,
	options: Options,
	paths: readonly string[],
	withPatch: boolean
): string {
	const { text } = headOf(repository, walked, options);
	if (!withPatch || options.has('no-patch') || walked.commit.parents.length > 1) return text;
	const changes = shownChanges(changesOfCommit(repository, walked, paths), contentsIn(repository), options);
	if (changes === '') return text;
	const isLine = options.value('format') === 'oneline';
	const isFormat = /%|^t?format:/.test(options.value('format') ?? '');
	if (isFormat && text.trim() === '') return changes;
	return `${text}${isLine ? '' : '\n'}${changes}`;
}

/** Ends of the history that is asked for: a..b, ^a, names, or HEAD. */
export function rangeOf(
	repository: Repository,
	names: readonly string[],
	all = false
): { from: Id[]; not: Id[] } {
	const must = (name: string): Id => {
		const id = repository.refs.resolve(name || 'HEAD');
		if (!id) throw fatal(`ambiguous argument '${name}': unknown revision or path not in the working tree.`);
		return id;
	};
	const [from, not]: [Id[], Id[]] = [[], []];
	for (const name of names) {
		const [start, end] = name.split(/\.{2,3}/);
		if (end !== undefined) {
			not.push(must(start ?? ''));
			from.push(must(end));
		} else if (name.startsWith('^')) not.push(must(name.slice(1)));
		else from.push(must(name));
	}
	if (all) for (const branch of repository.refs.names('heads')) from.push(must(`refs/heads/${branch}`));
	if (from.length === 0) {
		const { head, branch } = repository.refs;
		if (!head)
			throw fatal(
				`your current branch '${branch?.replace('refs/heads/', '')}' does not have any commits yet`
			);
		from.push(head);
	}
	return { from: [...new Set(from)], not };
}

const secondsOf = (text: string, now: number): number => {
	const [, number, unit = ''] =
		/^(\d+)[. ]?(second|minute|hour|day|week|month|year)s?[. ]ago$/.exec(text) ?? [];
	const sizes: Record<string, number> = {
		second: 1,
		minute: 60,
		hour: 3600,
		day: 86_400,
		week: 604_800,
		month: 2_592_000,
		year: 31_536_000
	};
	return number ? now - Number(number) * (sizes[unit] ?? 0) : Date.parse(text) / 1000;
};

function filterOf(
	repository: Repository,
	options: Options,
	paths: readonly string[]
): (walked: Walked) => boolean {
	const now = repository.context.now() / 1000;
	const author = options.value('author');
	const grep = options.value('grep');
	const since = options.value('since') ?? options.value('after');
	const until = options.value('until') ?? options.value('before');
	return (walked) => {
		const { commit } = walked;
		if (author && !new RegExp(author).test(`${commit.author.name} <${commit.author.email}>`)) return false;
		if (grep && !new RegExp(grep, 'm').test(commit.message)) return false;
		if (since && commit.committer.time < secondsOf(since, now)) return false;
		if (until && commit.committer.time > secondsOf(until, now)) return false;
		if (options.has('no-merges') && commit.parents.length > 1) return false;
		if (options.has('merges') && commit.parents.length < 2) return false;
		return (
			paths.length === 0 ||
			changesOfCommit(repository, walked).some(
				({ path, from }) => pathFilter(paths)(path) || pathFilter(paths)(from)
			)
		);
	};
}

export async function log(context: GitContext, args: string[]): Promise<number> {
	const options = parse('log', ordered(args), known);
	const repository = Repository.find(context);
	const hidden = options.words.filter((word) => word.startsWith('^'));
	const { commits, paths } = splitWords(
		repository,
		options.words.filter((word) => !word.startsWith('^')),
		options.paths
	);
	const { from, not } = rangeOf(repository, [...commits, ...hidden], options.has('all'));
	const wanted = filterOf(repository, options, paths);
	const most = Number(options.value('max-count') ?? Infinity);
	let skip = Number(options.value('skip') ?? 0);
	const found: Walked[] = [];
	for (const walked of walk(repository, from, not, options.has('first-parent'))) {
		if (found.length >= most) break;
		if (wanted(walked) && skip-- <= 0) found.push(walked);
	}
	if (options.has('reverse')) found.reverse();
	const withPatch = hasForm(options);
	const isFormat = (options.value('format') ?? '').startsWith('format:');
	const texts = found.map((walked) => {
		const text = shownCommit(repository, walked, options, paths, withPatch);
		return options.has('graph') ? graphed(text) : text;
	});
	const separated = found[0] && headOf(repository, found[0], options).separated;
	context.out(texts.join(separated || isFormat ? '\n' : ''));
	return 0;
}

/** A history without merges is one line at the left. */
const graphed = (text: string) =>
	text
		.replace(/\n$/, '')
		.split('\n')
		.map((line, at) => (at === 0 ? `* ${line}` : `| ${line}`.trimEnd()))
		.join('\n') + '\n';

export async function show(context: GitContext, args: string[]): Promise<number> {
	const options = parse('show', ordered(args), known);
	const repository = Repository.find(context);
	const names = options.words.length > 0 ? options.words : ['HEAD'];
	const paths = (options.paths ?? []).map((path) => repository.pathOf(path));
	for (const [at, name] of names.entries()) {
		const [, revision, path] = /^([^:]*):(.*)$/s.exec(name) ?? [];
		if (path !== undefined) {
			context.out(contentAt(repository, revision ?? '', path));
			continue;
		}
		const id = repository.refs.resolve(name);
		if (!id)
			throw fatal(
				`ambiguous argument '${name}': unknown revision or path not in the working tree.\nUse '--' to separate paths from revisions, like this:\n'git <command> [<revision>...] -- [<file>...]'`
			);
		const { type, body } = repository.objects.read(id);
		if (type === 'blob') context.out(body);
		else if (type === 'tree')
			context.out(
				`tree ${name}\n\n${repository.objects
					.tree(id)
					.map((entry) => `${entry.name}${entry.mode === '040000' ? '/' : ''}\n`)
					.join('')}`
			);
		else {
			const walked = { id, commit: repository.objects.commit(id) };
			context.out((at > 0 ? '\n' : '') + shownCommit(repository, walked, options, paths, true));
		}
	}
	return 0;
}

/** REVISION:PATH; without a revision, of the index. */
export function contentAt(repository: Repository, revision: string, path: string): Uint8Array {
	const inside = path.startsWith('./') || path.startsWith('../') ? repository.pathOf(path) : path;
	if (revision === '') {
		const entry = repository.index.entries.get(inside);
		if (!entry) throw fatal(`path '${inside}' does not exist in the index`);
		return repository.objects.blob(entry.id);
	}
	const id = repository.refs.resolve(revision);
	if (!id) throw fatal(`invalid object name '${revision}'.`);
	const leaf = repository.leaves(repository.objects.commit(id).tree).get(inside);
	if (leaf) return repository.objects.blob(leaf.id);
	const onDisk = repository.factsOf(inside) ? 'exists on disk, but not in' : 'does not exist in';
	throw fatal(`path '${inside}' ${onDisk} '${revision}'`);
}
