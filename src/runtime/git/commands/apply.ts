/** git apply */
import { applyHunks, parsePatch, PatchError, reversed, type FilePatch } from '../apply-hunks.ts';
import { linesOf } from '../hunks.ts';
import { parse, type Options } from '../options.ts';
import { Repository } from '../repository.ts';
import { bytesOf, fatal, GitError, textOf, type GitContext } from '../system.ts';

/** What becomes of a path: its bytes and mode; null = it goes. */
type Outcome = { path: string; result: { bytes: Uint8Array; mode: string } | null };

const strip = (name: string, count: number): string => name.split('/').slice(count).join('/');

export async function apply(context: GitContext, args: string[]): Promise<number> {
	const options = parse('apply', args, {
		flags: [
			'check',
			'reverse',
			'index',
			'cached',
			'verbose',
			'stat',
			'numstat',
			'summary',
			'apply',
			'reject',
			'allow-empty',
			'recount',
			'unidiff-zero',
			'quiet',
			'3way',
			'ignore-whitespace',
			'ignore-space-change',
			'unsafe-paths',
			'no-index'
		],
		values: ['p', 'whitespace', 'exclude', 'include', 'directory', 'C'],
		short: { R: 'reverse', v: 'verbose', q: 'quiet', '3': '3way' }
	});
	const root = rootOf(context, options);
	const outcomes: Outcome[] = [];
	let failed = false;
	for (const name of options.words.length > 0 ? options.words : ['-']) {
		const text = textOf(name === '-' ? await context.input() : readPatch(context, name));
		const patches = parsed(text, name);
		if (patches.length === 0 && !options.has('allow-empty'))
			throw new GitError('error: No valid patches in input (allow with "--allow-empty")', 128);
		whitespace(context, text, name, options);
		for (const patch of patches)
			failed =
				!applyOne({ context, root, options, outcomes }, options.has('reverse') ? reversed(patch) : patch) ||
				failed;
	}
	if (failed && !options.has('reject')) return 1;
	if (!options.has('check')) write(context, root, options, outcomes);
	return failed ? 1 : 0;
}

/** Outside of a repository it is the folder. */
function rootOf(context: GitContext, options: Options): { repository: Repository | null; folder: string } {
	try {
		const repository = Repository.find(context);
		return { repository, folder: repository.root };
	} catch (error) {
		if (!(error instanceof GitError) || options.has('index') || options.has('cached')) throw error;
		return { repository: null, folder: context.cwd };
	}
}

function readPatch({ files, cwd }: GitContext, name: string): Uint8Array {
	const path = name.startsWith('/') ? name : `${cwd}/${name}`;
	if (!files.lstat(path))
		throw new GitError(`error: can't open patch '${name}': No such file or directory`, 128);
	return files.read(path);
}

function parsed(text: string, name: string): FilePatch[] {
	try {
		return parsePatch(text);
	} catch (error) {
		if (!(error instanceof PatchError)) throw error;
		void name;
		throw new GitError(`error: ${error.message}`, 128);
	}
}

/** Lines that a patch adds and that end in spaces. */
function whitespace(context: GitContext, text: string, name: string, options: Options): void {
	const mode = options.value('whitespace') ?? 'warn';
	if (mode === 'nowarn' || mode === 'fix' || options.has('quiet') || options.has('reverse')) return;
	let inHunk = false;
	const bad: string[] = [];
	for (const [at, line] of text.split('\n').entries()) {
		if (line.startsWith('@@')) inHunk = true;
		else if (/^(diff|---|index) /.test(line)) inHunk = false;
		else if (inHunk && /^\+.*[ \t]$/.test(line))
			bad.push(`${name === '-' ? '<stdin>' : name}:${at + 1}: trailing whitespace.\n${line.slice(1)}\n`);
	}
	if (bad.length === 0) return;
	context.err(
		`${bad.slice(0, 5).join('')}${bad.length > 5 ? `warning: squelched ${bad.length - 5} whitespace error${bad.length === 6 ? '' : 's'}\n` : ''}warning: ${bad.length === 1 ? '1 line adds' : `${bad.length} lines add`} whitespace errors.\n`
	);
}

type Work = {
	context: GitContext;
	root: { repository: Repository | null; folder: string };
	options: Options;
	outcomes: Outcome[];
};

function applyOne(work: Work, patch: FilePatch): boolean {
	const { context, options, outcomes } = work;
	const count = Number(options.value('p') ?? 1);
	const directory = options.value('directory');
	const place = (name: string) => (directory ? `${directory.replace(/\/$/, '')}/${name}` : name);
	const named = (name: string | null, rename: string | null) =>
		rename !== null ? place(rename) : name === null ? null : place(strip(name, count));
	const from = patch.kind === 'create' ? null : named(patch.from ?? patch.to, patch.renameFrom);
	const to = patch.kind === 'delete' ? null : named(patch.to ?? patch.from, patch.renameTo);
	const path = from ?? to ?? '';
	for (const name of [from, to])
		if (
			name !== null &&
			(name.split('/').includes('..') || name.startsWith('/') || name.split('/').includes('.git'))
		)
			throw new GitError(`error: invalid path '${name}'`, 128);
	const say = (text: string) => void context.err(`error: ${text}\n`);
	if (patch.isBinary && patch.hunks.length === 0) {
		say(`cannot apply binary patch to '${path}' without full index line`);
		say(`${path}: patch does not apply`);
		return false;
	}
	const current = from === null ? null : read(work, from);
	if (from !== null && !current) {
		say(
			`${from}: ${options.has('index') || options.has('cached') ? 'does not exist in index' : 'No such file or directory'}`
		);
		return false;
	}
	if (from === null && to !== null && read(work, to)) {
		say(
			`${to}: already exists in ${options.has('index') || options.has('cached') ? 'index' : 'working directory'}`
		);
		return false;
	}
	const applied = applyHunks(linesOf(current ? textOf(current.bytes) : ''), patch.hunks, 0);
	const [first] = applied.rejected;
	if (first) {
		say(`patch failed: ${path}:${first.oldStart}`);
		say(`${path}: patch does not apply`);
		return false;
	}
	if (options.has('verbose')) context.err(`Checking patch ${to ?? path}...\n`);
	const mode = patch.newMode ?? current?.mode ?? '100644';
	if (from !== null && from !== to && patch.kind !== 'copy') outcomes.push({ path: from, result: null });
	if (to !== null) outcomes.push({ path: to, result: { bytes: bytesOf(applied.lines.join('')), mode } });
	return true;
}

/** What is there now, with what earlier patches of the same run made of it. */
function read(
	{ context, root, options, outcomes }: Work,
	path: string
): { bytes: Uint8Array; mode: string } | null {
	const before = outcomes.findLast((outcome) => outcome.path === path);
	if (before) return before.result;
	const { repository, folder } = root;
	if (options.has('cached') || options.has('index')) {
		const entry = repository?.index.entries.get(path);
		if (!entry || !repository) return null;
		if (options.has('index') && repository.worktreeLeaf(path)?.id !== entry.id)
			throw new GitError(`error: ${path}: does not match index`, 1);
		return { bytes: repository.objects.blob(entry.id), mode: entry.mode };
	}
	const facts = context.files.lstat(`${folder}/${path}`);
	if (!facts || facts.kind === 'directory') return null;
	if (facts.kind === 'symlink')
		return { bytes: bytesOf(context.files.readlink(`${folder}/${path}`)), mode: '120000' };
	return { bytes: context.files.read(`${folder}/${path}`), mode: facts.mode & 0o100 ? '100755' : '100644' };
}

function write(
	{ files }: GitContext,
	{ repository, folder }: Work['root'],
	options: Options,
	outcomes: readonly Outcome[]
): void {
	for (const { path, result } of outcomes) {
		const at = `${folder}/${path}`;
		if (!options.has('cached')) {
			if (result && path.includes('/')) files.mkdir(at.slice(0, at.lastIndexOf('/')));
			if (files.lstat(at)) files.unlink(at);
			if (!result && repository) repository.restoreFolders(path);
			if (result?.mode === '120000') files.symlink(textOf(result.bytes), at);
			else if (result) files.write(at, result.bytes, result.mode === '100755' ? 0o755 : 0o644);
		}
		if (!repository || (!options.has('index') && !options.has('cached'))) continue;
		if (!result) repository.index.entries.delete(path);
		else {
			repository.setEntry(path, { mode: result.mode, id: repository.objects.write('blob', result.bytes) });
			if (options.has('cached')) repository.forgetFacts(path);
		}
	}
	if (repository && (options.has('index') || options.has('cached'))) repository.index.save();
	if (options.has('index') && !repository) throw fatal('--index outside a repository');
}
