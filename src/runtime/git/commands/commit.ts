/** git commit */
import { changesBetween, contentsIn, type FileChange } from '../changes.ts';
import { defaultDate as dateLine } from '../dates.ts';
import type { Commit, Id } from '../objects.ts';
import { parse, type Known, type Options } from '../options.ts';
import { shortStat, summary } from '../patch-text.ts';
import { Repository } from '../repository.ts';
import { bytesOf, fatal, GitError, textOf, type GitContext } from '../system.ts';
import { longStatus, statusOf } from './status.ts';

/** As git cleans a message that was given: no blank lines at the ends, no spaces at line ends, no comments from an editor. */
export const cleaned = (message: string): string => {
	const text = message
		.replace(/[ \t]+$/gm, '')
		.replace(/^\n+|\n+$/g, '')
		.replace(/\n{3,}/g, '\n\n');
	return text === '' ? '' : `${text}\n`;
};

async function messageOf(
	context: GitContext,
	repository: Repository,
	values: readonly string[],
	file: string | undefined
): Promise<string> {
	if (file === '-') return textOf(await context.input());
	if (file !== undefined) return textOf(context.files.read(`${repository.root}/${repository.pathOf(file)}`));
	return values.join('\n\n');
}

/** -a and paths: what is committed without having been added. */
function stageFor(repository: Repository, options: Options): void {
	const { index } = repository;
	const paths = [...options.words, ...(options.paths ?? [])].map((path) => repository.pathOf(path));
	if (options.has('all')) for (const path of [...index.entries.keys()]) repository.stage(path);
	for (const path of paths) {
		if (!index.entries.has(path))
			throw new GitError(`error: pathspec '${path}' did not match any file(s) known to git`, 1);
		repository.stage(path);
	}
	if (options.has('all') || paths.length > 0) index.save();
}

/** What was given, or what the commit had that is amended or reused. */
async function chosenMessage(repository: Repository, options: Options, old: Commit | null): Promise<string> {
	const { context } = repository;
	const given = options.has('message') || options.has('file');
	const reused = options.value('reuse-message');
	const source = reused ? repository.objects.commit(repository.refs.resolve(reused) ?? '') : old;
	const message = given
		? cleaned(await messageOf(context, repository, options.values('message'), options.value('file')))
		: (source?.message ?? '');
	if (!given && !source)
		throw new GitError(
			'error: there is no editor here: say the message with -m or -F\nPlease supply the message using either -m or -F option.',
			1
		);
	return message;
}

const known: Known = {
	flags: [
		'all',
		'amend',
		'no-edit',
		'allow-empty',
		'allow-empty-message',
		'quiet',
		'no-verify',
		'signoff',
		'dry-run',
		'verbose',
		'no-gpg-sign',
		'include',
		'only'
	],
	values: ['message', 'file', 'author', 'date', 'reuse-message', 'cleanup'],
	short: {
		a: 'all',
		m: 'message',
		F: 'file',
		q: 'quiet',
		n: 'no-verify',
		s: 'signoff',
		C: 'reuse-message',
		v: 'verbose',
		i: 'include',
		o: 'only'
	}
};

export async function commit(context: GitContext, args: string[]): Promise<number> {
	const options = parse('commit', args, known);
	const repository = Repository.find(context);
	const { head } = repository.refs;
	stageFor(repository, options);
	const amended = options.has('amend') ? head : null;
	if (options.has('amend') && !head) throw fatal('You have nothing to amend.');
	const old = amended ? repository.objects.commit(amended) : null;
	const parents = old ? old.parents : head ? [head] : [];
	const leaves = repository.indexLeaves();
	const base = parents[0] ? repository.leaves(repository.objects.commit(parents[0]).tree) : new Map();
	const contents = contentsIn(repository);
	const changes = changesBetween(base, leaves, { renames: contents });
	if (changes.length === 0 && !options.has('allow-empty') && !amended) {
		context.out(longStatus(repository, statusOf(repository)));
		return 1;
	}
	let message = await chosenMessage(repository, options, old);
	if (message === '' && !options.has('allow-empty-message')) {
		context.err('Aborting commit due to empty commit message.\n');
		return 1;
	}
	const committer = repository.person('COMMITTER');
	if (options.has('signoff')) message += `\nSigned-off-by: ${committer.name} <${committer.email}>\n`;
	const author =
		old && !options.has('author')
			? old.author
			: authorOf(repository, options.value('author'), options.value('date'));
	const tree = repository.writeTree(leaves);
	const id = repository.objects.writeCommit({ tree, parents, author, committer, message });
	tell(repository, { id, message, amended, old, parents, quiet: options.has('quiet') }, changes);
	return 0;
}

type Made = {
	id: Id;
	message: string;
	amended: Id | null;
	old: Commit | null;
	parents: Id[];
	quiet: boolean;
};

/** Moves the branch, and says so. */
function tell(
	repository: Repository,
	{ id, message, amended, old, parents, quiet }: Made,
	changes: FileChange[]
): void {
	const { context } = repository;
	const { head } = repository.refs;
	const contents = contentsIn(repository);
	const [subject = ''] = message.split('\n');
	repository.refs.moveHead(id, `commit${amended ? ' (amend)' : head ? '' : ' (initial)'}: ${subject}`);
	if (quiet) return;
	context.out(
		`[${placeOf(repository)}${parents.length === 0 ? ' (root-commit)' : ''} ${id.slice(0, 7)}] ${subject}\n`
	);
	if (amended && old) context.out(` Date: ${dateLine(old.author)}\n`);
	context.out(shortStat(changes, contents) + summary(changes));
}

const placeOf = ({ refs: { branch } }: Repository) => branch?.replace('refs/heads/', '') ?? 'detached HEAD';

function authorOf(repository: Repository, author: string | undefined, date: string | undefined) {
	const person = repository.person('AUTHOR');
	const [, name, email] = /^(.*?)\s*<(.*)>$/.exec(author ?? '') ?? [];
	if (author !== undefined && email === undefined)
		throw fatal(`--author '${author}' is not 'Name <email>' and matches no existing author`);
	const time = date ? Math.floor(Date.parse(date) / 1000) : person.time;
	return { ...person, ...(email === undefined ? {} : { name: name ?? '', email }), time };
}

/** A commit made by git itself, of a tree. */
export function commitTree(repository: Repository, tree: Id, parents: Id[], message: string): Id {
	const [author, committer] = [repository.person('AUTHOR'), repository.person('COMMITTER')];
	return repository.objects.writeCommit({ tree, parents, author, committer, message });
}

export async function commitTreeCommand(context: GitContext, args: string[]): Promise<number> {
	const options = parse('commit-tree', args, { flags: [], values: ['m', 'p'] });
	const repository = Repository.find(context);
	const message = options.has('m') ? `${options.values('m').join('\n\n')}\n` : textOf(await context.input());
	const parents = options.values('p').map((name) => repository.refs.resolve(name) ?? '');
	context.out(
		bytesOf(
			`${commitTree(repository, repository.refs.resolve(options.words[0] ?? '') ?? '', parents, message)}\n`
		)
	);
	return 0;
}
