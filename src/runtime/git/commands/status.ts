/** git status */
import { changesBetween, contentsIn, worktreeLeaves, type FileChange } from '../changes.ts';
import { parse } from '../options.ts';
import { quotePath } from '../patch-text.ts';
import { Repository } from '../repository.ts';
import type { GitContext } from '../system.ts';

export type Status = {
	staged: FileChange[];
	unstaged: FileChange[];
	untracked: string[];
};

export function statusOf(
	repository: Repository,
	paths: readonly string[] = [],
	untracked: 'no' | 'normal' | 'all' = 'normal'
): Status {
	const index = repository.indexLeaves();
	const contents = contentsIn(repository);
	const loose = untracked === 'no' ? [] : repository.untracked();
	const wanted = loose.filter(
		(path) => paths.length === 0 || paths.some((at) => at === '' || path === at || path.startsWith(`${at}/`))
	);
	return {
		staged: changesBetween(repository.headLeaves(), index, { paths, renames: contents }),
		unstaged: changesBetween(index, worktreeLeaves(repository, index, paths), { paths }),
		untracked: untracked === 'all' ? wanted : folded(wanted, [...index.keys()])
	};
}

/** Folders that hold nothing tracked are named alone. */
function folded(paths: readonly string[], tracked: readonly string[]): string[] {
	const folders = new Set<string>();
	for (const path of tracked)
		for (let at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1))
			folders.add(path.slice(0, at + 1));
	const names = paths.map((path) => {
		for (let at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1))
			if (!folders.has(path.slice(0, at + 1))) return path.slice(0, at + 1);
		return path;
	});
	return [...new Set(names)];
}

const words = { A: 'new file', M: 'modified', D: 'deleted', R: 'renamed', T: 'typechange' } as const;

export function longStatus(repository: Repository, { staged, unstaged, untracked }: Status): string {
	const { branch, head } = repository.refs;
	const at = (path: string) => quotePath(repository.shown(path) + (path.endsWith('/') ? '' : ''));
	const line = ({ status, from, path }: FileChange) =>
		`\t${`${words[status]}:`.padEnd(12)}${status === 'R' ? `${at(from)} -> ` : ''}${at(path)}\n`;
	let text = branch
		? `On branch ${branch.replace('refs/heads/', '')}\n`
		: `HEAD detached at ${head?.slice(0, 7)}\n`;
	if (!head) text += '\nNo commits yet\n';
	const parts: string[] = [];
	if (staged.length > 0) {
		const hint = head ? 'git restore --staged <file>...' : 'git rm --cached <file>...';
		parts.push(`Changes to be committed:\n  (use "${hint}" to unstage)\n${staged.map(line).join('')}`);
	}
	if (unstaged.length > 0) {
		const verb = unstaged.some(({ status }) => status === 'D') ? 'add/rm' : 'add';
		parts.push(
			`Changes not staged for commit:\n  (use "git ${verb} <file>..." to update what will be committed)\n  (use "git restore <file>..." to discard changes in working directory)\n${unstaged.map(line).join('')}`
		);
	}
	if (untracked.length > 0)
		parts.push(
			`Untracked files:\n  (use "git add <file>..." to include in what will be committed)\n${untracked.map((path) => `\t${at(path)}\n`).join('')}`
		);
	if (parts.length > 0 && !head) text += '\n';
	text += parts.join('\n');
	if (staged.length > 0) return `${text}\n`;
	const gap = parts.length > 0 || !head ? '\n' : '';
	if (unstaged.length > 0)
		return `${text}${gap}no changes added to commit (use "git add" and/or "git commit -a")\n`;
	if (untracked.length > 0)
		return `${text}${gap}nothing added to commit but untracked files present (use "git add" to track)\n`;
	return `${text}${gap}${head ? 'nothing to commit, working tree clean' : 'nothing to commit (create/copy files and use "git add" to track)'}\n`;
}

export function shortStatus(
	repository: Repository,
	{ staged, unstaged, untracked }: Status,
	ends: '\n' | '\0',
	relative: boolean
): string {
	const shown = (path: string) =>
		ends === '\0' ? path : quotePath(relative ? repository.shown(path) : path);
	const lines = new Map<string, { x: string; y: string; from: string }>();
	for (const { path, status, from } of staged) lines.set(path, { x: status, y: ' ', from });
	for (const { path, status, from } of unstaged)
		lines.set(path, { x: lines.get(path)?.x ?? ' ', y: status, from: lines.get(path)?.from ?? from });
	const tracked = [...lines]
		.sort(([one], [other]) => (one < other ? -1 : 1))
		.map(([path, { x, y, from }]) => {
			if (x !== 'R') return `${x}${y} ${shown(path)}${ends}`;
			return ends === '\0' ? `${x}${y} ${path}\0${from}\0` : `${x}${y} ${shown(from)} -> ${shown(path)}\n`;
		});
	return tracked.join('') + untracked.map((path) => `?? ${shown(path)}${ends}`).join('');
}

export async function status(context: GitContext, args: string[]): Promise<number> {
	const options = parse('status', args, {
		flags: ['short', 'branch', 'long', 'z', 'no-renames', 'ignored', 'verbose'],
		optional: ['porcelain', 'untracked-files'],
		short: { s: 'short', b: 'branch', u: 'untracked-files', v: 'verbose' }
	});
	const repository = Repository.find(context);
	const paths = [...options.words, ...(options.paths ?? [])].map((path) => repository.pathOf(path));
	const mode = options.has('untracked-files') ? options.value('untracked-files') || 'all' : 'normal';
	const found = statusOf(repository, paths, mode === 'no' ? 'no' : mode === 'all' ? 'all' : 'normal');
	const ends = options.has('z') ? '\0' : '\n';
	if (!options.has('short') && !options.has('porcelain') && ends === '\n') {
		context.out(longStatus(repository, found));
		return 0;
	}
	if (options.has('branch')) {
		const { branch, head } = repository.refs;
		const name = branch?.replace('refs/heads/', '') ?? 'HEAD (no branch)';
		context.out(`## ${head ? '' : 'No commits yet on '}${name}${ends}`);
	}
	context.out(shortStatus(repository, found, ends, !options.has('porcelain') && ends === '\n'));
	return 0;
}
