/** sed: lines go through a script. https://www.gnu.org/software/sed/manual/sed.html */
import { textOf, type Command, type CommandContext } from '../system.ts';
import { reasons } from './files.ts';
import { parseOptions } from './options.ts';
import { BadPattern } from './regexp.ts';
import { SedRun } from './sed-run.ts';
import { SedError, SedParser } from './sed-script.ts';
import { CodedError } from '../../wire/coded-error.ts';

const LONG = {
	quiet: 'n',
	silent: 'n',
	expression: 'e',
	file: 'f',
	'in-place': 'i',
	'regexp-extended': 'E',
	separate: 's',
	'null-data': 'z'
};

/** -i takes its ending with it: -i.bak; "-i -e". In a group of letters all behind it is the ending, as GNU has it. */
function takeInPlace(args: string[]): { args: string[]; ending: string | null } {
	let ending: string | null = null;
	const left: string[] = [];
	for (const arg of args) {
		const long = left.includes('--') ? null : /^--in-place(?:=(.*))?$/s.exec(arg);
		const short = left.includes('--') ? null : /^-([nErsz]*)i(.*)$/s.exec(arg);
		if (!long && !short) left.push(arg);
		else ending = (long ? long[1] : short?.[2]) ?? '';
		if (short?.[1]) left.push(`-${short[1]}`);
	}
	return { args: left, ending };
}

/** All of -e and -f in their order. */
function scriptOf(context: CommandContext, args: string[]): { script: string | null; args: string[] } {
	const parts: string[] = [];
	const left: string[] = [];
	const { files } = context.system;
	for (let at = 0; at < args.length; at++) {
		const arg = args[at] ?? '';
		if (arg === '--') {
			left.push(...args.slice(at));
			break;
		}
		const [, flags = '', kind, value] =
			/^-([nErsz]*)([ef])(.*)$/s.exec(arg) ?? /^-()-(e|f)(?:xpression|ile)=(.*)$/s.exec(arg) ?? [];
		const separate = /^--(expression|file)$/.exec(arg)?.[1]?.[0];
		if (!kind && !separate) {
			left.push(arg);
			continue;
		}
		if (flags) left.push(`-${flags}`);
		const given = value || args[++at] || '';
		parts.push(
			(kind ?? separate) === 'e'
				? given
				: textOf(files.readFile(files.lookup(context.path(given), true))).replace(/\n$/, '')
		);
	}
	return { script: parts.length > 0 ? parts.join('\n') : null, args: left };
}

async function run(context: CommandContext): Promise<number> {
	const inPlace = takeInPlace(context.args);
	const given = scriptOf(context, inPlace.args);
	const { flags, rest } = parseOptions(given.args, ['l'], LONG);
	const script = given.script ?? rest.shift();
	if (script === undefined) {
		await context.err('Usage: sed [OPTION]... {script-only-if-no-other-script} [input-file]...\n');
		return 1;
	}
	const unknown = [...flags].find((flag) => !'nErsuz'.includes(flag));
	if (unknown) {
		await context.err(
			`sed: ${unknown.length > 1 ? `unrecognized option '--${unknown}'` : `invalid option -- '${unknown}'`}\n`
		);
		return 1;
	}
	const steps = new SedParser(script, flags.has('E') || flags.has('r')).parse();
	const pass = new SedRun(context, steps, {
		quiet: flags.has('n') || script.startsWith('#n\n'),
		separator: flags.has('z') ? '\0' : '\n'
	});
	const separate = inPlace.ending !== null || flags.has('s');
	const { files, sync } = context.system;
	let status = 0;
	const paths = rest.length > 0 ? rest : ['-'];
	for (const [index, path] of paths.entries()) {
		if (pass.status !== null) break;
		try {
			if (path === '') throw new CodedError('ENOENT');
			const target = context.path(path);
			const before = path === '-' ? await context.input() : files.readFile(files.lookup(target, true));
			const after = pass.pass(textOf(before), {
				isLast: separate || index === paths.length - 1,
				restart: separate
			});
			if (inPlace.ending === null || path === '-') await context.out(after);
			else {
				const mode = files.stat(files.lookup(target, true)).mode & 0o777;
				if (inPlace.ending) sync.writeFile(backup(target, inPlace.ending), before, 0o1101, mode);
				sync.writeFile(target, new TextEncoder().encode(after), 0o1101, mode);
			}
		} catch (error) {
			if (!(error instanceof CodedError) || error.code === 'EPIPE') throw error;
			const isFolder = error.code === 'EISDIR';
			await context.err(
				isFolder
					? `sed: couldn't edit ${path}: not a regular file\n`
					: `sed: can't read ${path}: ${reasons[error.code] ?? error.code}\n`
			);
			status = isFolder ? 4 : 2;
		}
	}
	for (const [path, text] of pass.written)
		sync.writeFile(context.path(path), new TextEncoder().encode(text), 0o1101, 0o644);
	return pass.status ?? status;
}

/** ".bak" behind the name; with a "*" in the ending that stands for the name. */
function backup(path: string, ending: string): string {
	const slash = path.lastIndexOf('/') + 1;
	const name = path.slice(slash);
	return path.slice(0, slash) + (ending.includes('*') ? ending.replaceAll('*', name) : name + ending);
}

export const sed: Command = async (context) => {
	try {
		return await run(context);
	} catch (error) {
		if (!(error instanceof SedError) && !(error instanceof BadPattern)) throw error;
		await context.err(
			`sed: ${error instanceof BadPattern ? `-e expression #1, char 0: ${error.message}` : error.message}\n`
		);
		return error instanceof SedError ? error.status : 1;
	}
};
