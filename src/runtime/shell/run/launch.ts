/** Runs one command by its name: a function, a builtin, a command of ours, or a program of its own. */
import type { Pid } from '../../protocol/syscalls.ts';
import { CodedError } from '../../wire/coded-error.ts';
import type { Command } from '../parse/ast.ts';
import { reasons } from '../commands/files.ts';
import { findCommand, isAlwaysOurs } from '../commands/registry.ts';
import { absolute, type Io } from '../system.ts';
import { builtins } from './builtins.ts';
import { contextOf } from './context.ts';
import type { Shell } from './interpreter.ts';
import { Interrupt } from './leave.ts';
import { TestError } from './test.ts';

/** `functions`: whether a function of that name is meant. */
export async function invoke(
	shell: Shell,
	args: string[],
	io: Io,
	assignments: Record<string, string>,
	functions: boolean
): Promise<number> {
	const [name = ''] = args;
	const { state, system } = shell;
	const body = functions ? state.functions.get(name) : undefined;
	if (body) return withAssignments(shell, assignments, () => callFunction(shell, body, args.slice(1), io));
	const builtin = Object.hasOwn(builtins, name) ? builtins[name] : undefined;
	if (builtin) return withAssignments(shell, assignments, async () => builtin(shell, args.slice(1), io));
	const env = state.environment(assignments);
	const own = findCommand(system.files, name, env['PATH'] ?? '', state.cwd);
	// A command alone in the background is a process, so that $! is one; and one at a terminal, so that Ctrl-C ends it.
	if (!own || ((shell.isJob || shell.isInteractive) && !isAlwaysOurs(name)))
		return runProgram(shell, args, io, env);
	try {
		return await own(contextOf(shell, args, io, env));
	} catch (error) {
		if (error instanceof TestError) {
			await shell.complain(io, `${name}: ${error.message}`);
			return 2;
		}
		if (!(error instanceof CodedError) || error.code === 'EPIPE') throw error;
		await shell.complain(io, `${name}: ${reasons[error.code] ?? error.message}`);
		return 1;
	}
}

async function withAssignments(
	{ state }: Shell,
	assignments: Record<string, string>,
	run: () => Promise<number>
): Promise<number> {
	const saved = Object.keys(assignments).map((name) => [name, state.saved(name)] as const);
	for (const [name, value] of Object.entries(assignments)) {
		state.set(name, value);
		state.exported.add(name);
	}
	try {
		return await run();
	} finally {
		for (const [name, before] of saved) state.restore(name, before);
	}
}

async function callFunction(shell: Shell, body: Command, args: string[], io: Io): Promise<number> {
	const { state } = shell;
	const before = state.args;
	state.args = args;
	state.locals.push(new Map());
	try {
		return await shell.command(body, io);
	} catch (error) {
		if (error instanceof Interrupt && error.kind === 'return') return error.status;
		throw error;
	} finally {
		state.args = before;
		state.reveal();
	}
}

async function runProgram(
	shell: Shell,
	args: string[],
	io: Io,
	env: Record<string, string>
): Promise<number> {
	const { system, state } = shell;
	const [file = ''] = args;
	const highest = Math.max(2, ...io.keys());
	const stdio = Array.from({ length: highest + 1 }, (_, fd) => io.get(fd) ?? null);
	let pid: Pid;
	try {
		pid = system.sync.spawn({ file, args, cwd: state.cwd, env, stdio });
	} catch (error) {
		if (!(error instanceof CodedError)) throw error;
		await shell.complain(io, `${file}: ${refusal(shell, file, error)}`);
		return error.code === 'ENOENT' ? 127 : 126;
	}
	shell.job?.add(pid, shell.isJob);
	try {
		return (await system.calls.wait(pid)).code;
	} finally {
		shell.job?.pids.delete(pid);
	}
}

/** In the words of bash, or of Debian's sh. */
function refusal({ state, system }: Shell, file: string, { code, message }: CodedError): string {
	const isPath = file.includes('/');
	if (code === 'ENOENT') {
		if (!state.bash) return 'not found';
		return isPath ? 'No such file or directory' : 'command not found';
	}
	if (code === 'EACCES' && state.bash && isPath && system.files.kindAt(absolute(state.cwd, file)) === 1)
		return 'Is a directory';
	return reasons[code] ?? message;
}
