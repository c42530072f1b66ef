/** git init, rev-parse, ls-files, clean, mv: where things are. */
import { changesBetween, pathFilter, worktreeLeaves } from '../changes.ts';
import { readConfig } from '../config.ts';
import { idOf } from '../objects.ts';
import { parse } from '../options.ts';
import { quotePath } from '../patch-text.ts';
import { Repository } from '../repository.ts';
import { fatal, GitError, type GitContext } from '../system.ts';
import { contentAt } from './log.ts';

export const absolute = ({ cwd }: GitContext, path: string) =>
	(path.startsWith('/') ? path : path === '.' ? cwd : `${cwd}/${path}`).replace(/\/+$/, '');

export async function init(context: GitContext, args: string[]): Promise<number> {
	const options = parse('init', args, {
		flags: ['quiet', 'bare'],
		values: ['initial-branch', 'object-format'],
		short: { q: 'quiet', b: 'initial-branch' }
	});
	if (options.has('bare')) throw fatal('bare repositories are not supported in the browser');
	const root = absolute(context, options.words[0] ?? '.');
	context.files.mkdir(root);
	const home = context.env['HOME'];
	const configured = home ? readConfig(context, `${home}/.gitconfig`).get('init.defaultbranch') : undefined;
	const existed = Repository.init(context, root, options.value('initial-branch') ?? configured ?? 'master');
	if (!options.has('quiet'))
		context.out(
			`${existed ? 'Reinitialized existing' : 'Initialized empty'} Git repository in ${root}/.git/\n`
		);
	return 0;
}

export async function revParse(context: GitContext, args: string[]): Promise<number> {
	const repository =
		args.includes('--is-inside-work-tree') && !isInside(context) ? null : Repository.find(context);
	if (!repository) throw fatal('not a git repository (or any of the parent directories): .git');
	const { cwd } = context;
	const prefix = cwd === repository.root ? '' : `${cwd.slice(repository.root.length + 1)}/`;
	const told: Record<string, () => string> = {
		'--show-toplevel': () => repository.root,
		'--git-dir': () => (prefix === '' ? '.git' : repository.folder),
		'--absolute-git-dir': () => repository.folder,
		'--git-common-dir': () => (prefix === '' ? '.git' : repository.folder),
		'--show-prefix': () => prefix,
		'--show-cdup': () => '../'.repeat(prefix.split('/').length - 1),
		'--is-inside-work-tree': () => 'true',
		'--is-inside-git-dir': () => 'false',
		'--is-bare-repository': () => 'false',
		'--is-shallow-repository': () => 'false'
	};
	const short = args.map((arg) => /^--short(?:=(\d+))?$/.exec(arg)).find((match) => match !== null);
	const [quiet, verify] = [args.includes('--quiet') || args.includes('-q'), args.includes('--verify')];
	for (const arg of args) {
		const fact = told[arg];
		if (fact) context.out(`${fact()}\n`);
		if (arg.startsWith('-')) continue;
		if (args.includes('--abbrev-ref')) {
			context.out(
				`${arg === 'HEAD' || arg === '@' ? (repository.refs.branch?.replace('refs/heads/', '') ?? 'HEAD') : arg}\n`
			);
			continue;
		}
		const [, revision, path] = /^([^:]*):(.*)$/s.exec(arg) ?? [];
		const id =
			path === undefined
				? repository.refs.resolve(arg)
				: idOf('blob', contentAt(repository, revision ?? '', path));
		if (!id) {
			if (quiet && verify) return 1;
			if (verify) throw fatal('Needed a single revision');
			context.out(`${arg}\n`);
			throw fatal(
				`ambiguous argument '${arg}': unknown revision or path not in the working tree.\nUse '--' to separate paths from revisions, like this:\n'git <command> [<revision>...] -- [<file>...]'`
			);
		}
		context.out(`${short ? id.slice(0, Number(short[1] ?? 7)) : id}\n`);
	}
	return 0;
}

function isInside(context: GitContext): boolean {
	try {
		Repository.find(context);
		return true;
	} catch {
		return false; // it is in none, which is the answer
	}
}

export async function lsFiles(context: GitContext, args: string[]): Promise<number> {
	const options = parse('ls-files', args, {
		flags: [
			'cached',
			'others',
			'modified',
			'deleted',
			'stage',
			'exclude-standard',
			'z',
			'error-unmatch',
			'full-name'
		],
		values: ['exclude'],
		short: { c: 'cached', o: 'others', m: 'modified', d: 'deleted', s: 'stage', x: 'exclude' }
	});
	const repository = Repository.find(context);
	const typed = [...options.words, ...(options.paths ?? [])];
	const prefix = context.cwd === repository.root ? [] : [repository.pathOf('.')];
	const wanted = pathFilter(typed.length > 0 ? typed.map((path) => repository.pathOf(path)) : prefix);
	const index = repository.indexLeaves();
	const changes =
		options.has('modified') || options.has('deleted')
			? changesBetween(index, worktreeLeaves(repository, index))
			: [];
	const found: string[] = [];
	const plain = !options.has('others') && !options.has('modified') && !options.has('deleted');
	if (options.has('others')) found.push(...repository.untracked());
	if (options.has('cached') || plain) found.push(...index.keys());
	for (const { path, status } of changes) if (options.has('modified') || status === 'D') found.push(path);
	const paths = [...new Set(found)].filter(wanted);
	if (options.has('error-unmatch') && paths.length === 0)
		throw new GitError(
			`error: pathspec '${typed[0]}' did not match any file(s) known to git\nDid you forget to 'git add'?`,
			1
		);
	const end = options.has('z') ? '\0' : '\n';
	const shown = (path: string) =>
		options.has('z') ? path : quotePath(options.has('full-name') ? path : repository.shown(path));
	context.out(
		paths
			.map(
				(path) =>
					`${options.has('stage') ? `${index.get(path)?.mode} ${index.get(path)?.id} 0\t` : ''}${shown(path)}${end}`
			)
			.join('')
	);
	return 0;
}

export async function clean(context: GitContext, args: string[]): Promise<number> {
	const options = parse('clean', args, {
		flags: ['force', 'd', 'dry-run', 'quiet', 'x', 'X'],
		values: ['exclude'],
		short: { f: 'force', n: 'dry-run', q: 'quiet', e: 'exclude' }
	});
	if (!options.has('force') && !options.has('dry-run'))
		throw fatal('clean.requireForce defaults to true and neither -i, -n, nor -f given; refusing to clean');
	const repository = Repository.find(context);
	const tracked = [...repository.index.entries.keys()];
	const isLoose = (folder: string) => !tracked.some((path) => path.startsWith(folder));
	const seen = new Set<string>();
	const wanted = pathFilter(
		[...options.words, ...(options.paths ?? [])].map((path) => repository.pathOf(path))
	);
	for (const path of repository.untracked().filter(wanted)) {
		const slash = path.indexOf('/');
		let folder = '';
		for (let at = slash; at >= 0 && !folder; at = path.indexOf('/', at + 1))
			if (isLoose(path.slice(0, at + 1))) folder = path.slice(0, at + 1);
		if (folder && !options.has('d')) continue;
		const name = folder || path;
		if (!seen.has(name) && !options.has('quiet'))
			context.out(`${options.has('dry-run') ? 'Would remove' : 'Removing'} ${quotePath(name)}\n`);
		seen.add(name);
		if (!options.has('dry-run')) repository.restore(path, null);
	}
	return 0;
}

export async function mv(context: GitContext, args: string[]): Promise<number> {
	const options = parse('mv', args, {
		flags: ['force', 'k', 'dry-run', 'verbose'],
		short: { f: 'force', v: 'verbose', n: 'dry-run' }
	});
	const repository = Repository.find(context);
	const { files } = context;
	const typed = [...options.words];
	const target = repository.pathOf(typed.pop() ?? '');
	const isFolder = files.lstat(`${repository.root}/${target}`)?.kind === 'directory';
	for (const name of typed) {
		const from = repository.pathOf(name);
		const to = isFolder ? `${target}/${from.slice(from.lastIndexOf('/') + 1)}` : target;
		const moved = [...repository.index.entries.keys()].filter(pathFilter([from]));
		if (moved.length === 0)
			throw fatal(
				`${files.lstat(`${repository.root}/${from}`) ? 'not under version control' : 'bad source'}, source=${from}, destination=${to}`
			);
		if (files.lstat(`${repository.root}/${to}`) && !options.has('force'))
			throw fatal(`destination exists, source=${from}, destination=${to}`);
		files.rename(`${repository.root}/${from}`, `${repository.root}/${to}`);
		for (const path of moved) {
			const entry = repository.index.entries.get(path);
			repository.index.entries.delete(path);
			if (entry) repository.setEntry(to + path.slice(from.length), entry);
		}
	}
	repository.index.save();
	return 0;
}
