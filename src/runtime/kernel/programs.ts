/** From a command to the program that runs it: PATH, execute bits, "#!" lines. execvp(3) */
import type { Ino } from '../protocol/file-view.ts';
import { DEFAULT_PATH, executables } from '../protocol/commands.ts';
import type { Program } from '../protocol/process.ts';
import { CodedError } from '../wire/coded-error.ts';
import type { Files } from './files.ts';

export type Resolved = { program: Program; path: string; args: string[]; env: Record<string, string> };
export type Command = {
	file: string;
	args: string[];
	cwd: string;
	env: Record<string, string>;
	/** A file without a "#!" line is ENOEXEC, as for execve(2); else a shell reads it. */
	strict?: boolean;
};

/** "#!/kernel/node": made by us at boot. */
const OURS = '/kernel/';
const MAX_INTERPRETERS = 5;
/** Bytes of a file that may hold its "#!" line. */
const HEAD = 256;
const decoder = new TextDecoder();
const encoder = new TextEncoder();

export function installPrograms(files: Files): void {
	for (const { path, program } of executables)
		files.writeFile(path, encoder.encode(`#!${OURS}${program}\n`), 0o1101, 0o755);
}

export function resolveProgram(files: Files, command: Command, depth = 0): Resolved {
	if (depth > MAX_INTERPRETERS) throw new CodedError('ELOOP');
	const path = locate(files, command);
	const ino = files.lookup(path, true);
	const [line] = decoder.decode(files.read(ino, 0, HEAD)).split('\n', 1);
	const { args, cwd, env, strict = false } = command;
	if (!line?.startsWith('#!') && strict) throw new CodedError('ENOEXEC');
	if (!line?.startsWith('#!'))
		return { program: 'shell', path: '/bin/sh', args: ['sh', path, ...args.slice(1)], env };
	const [interpreter = '', ...options] = line.slice(2).trim().split(/\s+/);
	if (interpreter.startsWith(OURS))
		return { program: interpreter.slice(OURS.length) as Program, path, args, env };
	const scriptArgs = [...options, path, ...args.slice(1)];
	if (interpreter.endsWith('/env')) return throughEnv(files, { args: scriptArgs, cwd, env }, depth);
	return resolveProgram(
		files,
		{ file: interpreter, args: [interpreter, ...scriptArgs], cwd, env },
		depth + 1
	);
}

/** `env [-S] [NAME=value ...] COMMAND ...`, without starting anything for it. */
function throughEnv(files: Files, { args, cwd, env }: Omit<Command, 'file'>, depth: number): Resolved {
	const left = [...args];
	const changed = { ...env };
	for (let arg = left[0]; arg === '-S' || arg?.includes('='); arg = left[0]) {
		left.shift();
		if (arg === '-S') continue;
		const equals = arg.indexOf('=');
		changed[arg.slice(0, equals)] = arg.slice(equals + 1);
	}
	return resolveProgram(files, { file: left[0] ?? '', args: left, cwd, env: changed }, depth + 1);
}

function locate(files: Files, { file, cwd, env }: Command): string {
	const absolute = (path: string) => (path.startsWith('/') ? path : `${cwd}/${path}`);
	if (file.includes('/')) {
		const path = absolute(file);
		const ino = files.lookup(path, true);
		if (!isExecutable(files, ino)) throw new CodedError('EACCES');
		return path;
	}
	let denied = false;
	for (const folder of (env['PATH'] ?? DEFAULT_PATH).split(':')) {
		const path = `${absolute(folder || '.')}/${file}`;
		const ino = files.find(path, true);
		if (!ino) continue;
		if (isExecutable(files, ino)) return path;
		denied ||= files.stat(ino).kind === 'file';
	}
	throw new CodedError(denied ? 'EACCES' : 'ENOENT');
}

function isExecutable(files: Files, ino: Ino): boolean {
	const { kind, mode } = files.stat(ino);
	return kind === 'file' && (mode & 0o111) !== 0;
}
