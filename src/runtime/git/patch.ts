/** patch(1), over the hunks of git apply. https://www.gnu.org/software/diffutils/manual/html_node/Invoking-patch.html */
import {
	applyHunks,
	parsePatch,
	PatchError,
	reversed,
	type Applied,
	type FilePatch,
	type Hunk
} from './apply-hunks.ts';
import { linesOf } from './hunks.ts';
import { parse, type Options } from './options.ts';
import { bytesOf, GitError, textOf, type GitContext } from './system.ts';

const FUZZ = 2;

export async function patch(context: GitContext, args: string[]): Promise<number> {
	const options = parse('patch', args, {
		flags: [
			'reverse',
			'dry-run',
			'force',
			'forward',
			'batch',
			'quiet',
			'silent',
			'verbose',
			'binary',
			'no-backup-if-mismatch',
			'backup',
			'remove-empty-files',
			'unified',
			'posix'
		],
		values: ['strip', 'input', 'output', 'directory', 'fuzz', 'reject-file'],
		short: {
			R: 'reverse',
			f: 'force',
			N: 'forward',
			t: 'batch',
			s: 'quiet',
			p: 'strip',
			i: 'input',
			o: 'output',
			d: 'directory',
			F: 'fuzz',
			r: 'reject-file',
			b: 'backup',
			E: 'remove-empty-files',
			u: 'unified'
		}
	});
	const [file, patchFile] = options.words;
	const input = options.value('input') ?? patchFile;
	const folder = options.value('directory');
	const at = { ...context, cwd: folder ? pathIn(context, folder) : context.cwd };
	const patches = await read(context, input);
	if (!patches) return 2;
	let failed = false;
	for (const one of patches)
		failed = !applyTo(at, file, options.has('reverse') ? reversed(one) : one, options) || failed;
	return failed ? 1 : 0;
}

/** null = it could not be read, which was said. */
async function read(context: GitContext, input: string | undefined): Promise<FilePatch[] | null> {
	let text: string;
	try {
		text = textOf(
			input === undefined || input === '-'
				? await context.input()
				: context.files.read(pathIn(context, input))
		);
	} catch (error) {
		if (error instanceof GitError) throw error;
		context.err(`patch: **** Can't open patch file ${input} : No such file or directory\n`);
		return null;
	}
	let patches: FilePatch[];
	try {
		patches = parsePatch(text);
	} catch (error) {
		if (!(error instanceof PatchError)) throw error;
		context.err(
			`patch: **** malformed patch at line ${error.line}: ${text.split('\n')[error.line - 1] ?? ''}\n\n`
		);
		return null;
	}
	if (patches.length === 0 && text.trim() !== '') {
		context.err('patch: **** Only garbage was found in the patch input.\n');
		return null;
	}
	return patches;
}

const pathIn = ({ cwd }: GitContext, path: string) => (path.startsWith('/') ? path : `${cwd}/${path}`);

/** Which file a patch is for: the first of the names that is there, without `strip` folders; without -p only the last part. */
function targetOf(context: GitContext, patch: FilePatch, strip: string | undefined): string | null {
	const names = [patch.renameFrom, patch.from, patch.to]
		.filter((name) => name !== null)
		.map((name) =>
			strip === undefined
				? name.slice(name.lastIndexOf('/') + 1)
				: name.split('/').slice(Number(strip)).join('/')
		);
	return (
		names.find((name) => context.files.lstat(pathIn(context, name))) ??
		(patch.kind === 'create' ? (names[0] ?? null) : null)
	);
}

function applyTo(
	context: GitContext,
	given: string | undefined,
	patch: FilePatch,
	options: Options
): boolean {
	const { files } = context;
	const quiet = options.has('quiet') || options.has('silent');
	const say = (text: string) => quiet || context.out(text);
	const name = given ?? targetOf(context, patch, options.value('strip'));
	if (name === null) {
		const wanted = patch.from ?? patch.to ?? '';
		context.out(
			`can't find file to patch at input line ${patch.hunks[0]?.at ?? 3}\nPerhaps you used the wrong -p or --strip option?\nThe text leading up to this was:\n--------------------------\n|--- ${wanted}\n|+++ ${patch.to ?? ''}\n--------------------------\nFile to patch: \nSkip this patch? [y] \nSkipping patch.\n`
		);
		context.out(
			`${patch.hunks.length} out of ${patch.hunks.length} hunk${patch.hunks.length === 1 ? '' : 's'} ignored\n`
		);
		return false;
	}
	const path = pathIn(context, options.value('output') ?? name);
	const facts = files.lstat(pathIn(context, name));
	const before = linesOf(facts ? textOf(files.read(pathIn(context, name))) : '');
	let result = applyHunks(before, patch.hunks, Number(options.value('fuzz') ?? FUZZ));
	say(`${options.has('dry-run') ? 'checking' : 'patching'} file ${name}\n`);
	if (result.rejected.length > 0 && applyHunks(before, reversed(patch).hunks, 0).rejected.length === 0) {
		if (options.has('forward')) {
			say('Reversed (or previously applied) patch detected!  Skipping patch.\n');
			return refuse(context, { name, patch, options, rejected: patch.hunks, ignored: true });
		}
		say(
			`Reversed (or previously applied) patch detected!  ${options.has('batch') ? 'Assuming -R.\n' : 'Assume -R? [n] \nApply anyway? [n] \nSkipping patch.\n'}`
		);
		if (!options.has('batch'))
			return refuse(context, { name, patch, options, rejected: patch.hunks, ignored: true });
		result = applyHunks(before, reversed(patch).hunks, 0);
	}
	report(say, patch, result);
	if (!options.has('dry-run')) store(context, path, { result, patch, mode: facts?.mode ?? 0o644 });
	return (
		result.rejected.length === 0 ||
		refuse(context, { name, patch, options, rejected: result.rejected, ignored: false })
	);
}

function report(say: (text: string) => unknown, patch: FilePatch, { places, rejected }: Applied): void {
	for (const [index, hunk] of patch.hunks.entries()) {
		if (rejected.includes(hunk)) say(`Hunk #${index + 1} FAILED at ${hunk.oldStart}.\n`);
		const place = places.find((one) => one.hunk === hunk);
		if (!place || (place.offset === 0 && place.fuzz === 0)) continue;
		const fuzz = place.fuzz > 0 ? ` with fuzz ${place.fuzz}` : '';
		const offset =
			place.offset === 0 ? '' : ` (offset ${place.offset} line${Math.abs(place.offset) === 1 ? '' : 's'})`;
		say(`Hunk #${index + 1} succeeded at ${place.line}${fuzz}${offset}.\n`);
	}
}

function store(
	{ files }: GitContext,
	path: string,
	{ result, patch, mode }: { result: Applied; patch: FilePatch; mode: number }
): void {
	if (patch.kind === 'delete' && result.lines.length === 0) {
		files.unlink(path);
		return;
	}
	files.mkdir(path.slice(0, path.lastIndexOf('/')));
	files.write(
		path,
		bytesOf(result.lines.join('')),
		patch.newMode ? parseInt(patch.newMode.slice(-3), 8) : mode
	);
}

type Refusal = {
	name: string;
	patch: FilePatch;
	options: Options;
	rejected: readonly Hunk[];
	ignored: boolean;
};

function refuse(context: GitContext, { name, patch, options, rejected, ignored }: Refusal): false {
	const all = patch.hunks.length;
	const reject = options.value('reject-file') ?? `${name}.rej`;
	const keeps = !options.has('dry-run') && reject !== '-';
	context.out(
		`${rejected.length} out of ${all} hunk${all === 1 ? '' : 's'} ${ignored ? 'ignored' : 'FAILED'}${keeps ? ` -- saving rejects to file ${reject}` : ''}\n`
	);
	if (!keeps) return false;
	const range = (start: number, count: number) => (count === 1 ? String(start) : `${start},${count}`);
	const hunks = rejected.map(
		({ oldStart, oldCount, newStart, newCount, lines }) =>
			`@@ -${range(oldStart, oldCount)} +${range(newStart, newCount)} @@\n${lines.map((line) => (line.endsWith('\n') ? line : `${line}\n\\ No newline at end of file\n`)).join('')}`
	);
	context.files.write(
		pathIn(context, reject),
		bytesOf(`--- ${patch.from ?? '/dev/null'}\n+++ ${patch.to ?? '/dev/null'}\n${hunks.join('')}`),
		0o644
	);
	return false;
}
