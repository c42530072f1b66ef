/** git rev-list, ls-tree, cat-file, hash-object, symbolic-ref, merge-base, write-tree: what objects and references are. */
import { pathFilter } from '../changes.ts';
import { idOf, type Id } from '../objects.ts';
import { parse } from '../options.ts';
import { Repository } from '../repository.ts';
import { fatal, type GitContext } from '../system.ts';
import { treeOf } from './diff.ts';
import { contentAt, rangeOf, walk } from './log.ts';
import { absolute } from './plumbing.ts';

export async function revList(context: GitContext, args: string[]): Promise<number> {
	const options = parse('rev-list', args, {
		flags: ['count', 'all', 'reverse', 'first-parent', 'no-merges'],
		values: ['max-count'],
		short: { n: 'max-count' }
	});
	const repository = Repository.find(context);
	const { from, not } = rangeOf(repository, options.words, options.has('all'));
	const ids = [...walk(repository, from, not, options.has('first-parent'))]
		.map(({ id }) => id)
		.slice(0, Number(options.value('max-count') ?? Infinity));
	if (options.has('reverse')) ids.reverse();
	context.out(options.has('count') ? `${ids.length}\n` : ids.map((id) => `${id}\n`).join(''));
	return 0;
}

export async function lsTree(context: GitContext, args: string[]): Promise<number> {
	const options = parse('ls-tree', args, {
		flags: ['r', 'name-only', 'd', 't', 'long', 'full-tree'],
		short: { l: 'long' }
	});
	const repository = Repository.find(context);
	const [name = 'HEAD', ...paths] = options.words;
	const show = (id: Id, prefix: string): string =>
		repository.objects
			.tree(id)
			.map((entry) => {
				const path = prefix + entry.name;
				const isTree = entry.mode === '040000';
				if (isTree && options.has('r')) return show(entry.id, `${path}/`);
				return options.has('name-only')
					? `${path}\n`
					: `${entry.mode} ${isTree ? 'tree' : 'blob'} ${entry.id}\t${path}\n`;
			})
			.join('');
	const wanted = pathFilter(paths);
	const lines = show(treeOf(repository, name), '').match(/[^\n]*\n/g) ?? [];
	context.out(lines.filter((line) => wanted(line.slice(line.indexOf('\t') + 1).trimEnd())).join(''));
	return 0;
}

export async function catFile(context: GitContext, args: string[]): Promise<number> {
	const repository = Repository.find(context);
	const [how = '', name = ''] = args;
	const [, revision, path] = /^([^:]*):(.*)$/s.exec(name) ?? [];
	const id =
		path === undefined
			? repository.refs.resolve(name)
			: idOf('blob', contentAt(repository, revision ?? '', path));
	if (how === '-e') return id && repository.objects.has(id) ? 0 : 1;
	if (!id) throw fatal(`Not a valid object name ${name}`);
	const { type, body } = repository.objects.read(id);
	if (how === '-t') context.out(`${type}\n`);
	else if (how === '-s') context.out(`${body.length}\n`);
	else if (type === 'tree')
		context.out(
			repository.objects
				.tree(id)
				.map(
					(entry) => `${entry.mode} ${entry.mode === '040000' ? 'tree' : 'blob'} ${entry.id}\t${entry.name}\n`
				)
				.join('')
		);
	else context.out(body);
	return 0;
}

export async function hashObject(context: GitContext, args: string[]): Promise<number> {
	const options = parse('hash-object', args, { flags: ['w', 'stdin'], values: ['t'] });
	const bodies = options.has('stdin')
		? [await context.input()]
		: options.words.map((path) => context.files.read(absolute(context, path)));
	for (const body of bodies)
		context.out(
			`${options.has('w') ? Repository.find(context).objects.write('blob', body) : idOf('blob', body)}\n`
		);
	return 0;
}

export async function symbolicRef(context: GitContext, args: string[]): Promise<number> {
	const repository = Repository.find(context);
	const short = args.includes('--short');
	if (!repository.refs.branch) throw fatal('ref HEAD is not a symbolic ref');
	context.out(`${short ? repository.refs.branch.replace('refs/heads/', '') : repository.refs.branch}\n`);
	return 0;
}

export async function mergeBase(context: GitContext, args: string[]): Promise<number> {
	const repository = Repository.find(context);
	const [one = '', other = ''] = args
		.filter((arg) => !arg.startsWith('-'))
		.map((name) => rangeOf(repository, [name]).from[0] ?? '');
	const ancestors = new Set([...walk(repository, [one])].map(({ id }) => id));
	const base = [...walk(repository, [other])].find(({ id }) => ancestors.has(id));
	if (args.includes('--is-ancestor'))
		return [...walk(repository, [other])].some(({ id }) => id === one) ? 0 : 1;
	if (!base) return 1;
	context.out(`${base.id}\n`);
	return 0;
}

export async function writeTree(context: GitContext): Promise<number> {
	const repository = Repository.find(context);
	context.out(`${repository.writeTree(repository.indexLeaves())}\n`);
	return 0;
}
