/** Loops, and programs that are processes of their own. */
import type { Pid } from '../../protocol/syscalls.ts';
import { CodedError } from '../../wire/coded-error.ts';
import { write, type Io } from '../system.ts';
import type { Shell } from './interpreter.ts';
import { Interrupt } from './leave.ts';
import { reasons } from './redirects.ts';

/** Runs `body` while `next` says so; break and continue end here, or in the loop around. */
export async function loop(next: () => Promise<boolean>, body: () => Promise<number>): Promise<number> {
	let status = 0;
	while (await next()) {
		try {
			status = await body();
		} catch (error) {
			if (!(error instanceof Interrupt) || (error.kind !== 'break' && error.kind !== 'continue')) throw error;
			if (--error.levels > 0) throw error;
			status = 0;
			if (error.kind === 'break') break;
		}
	}
	return status;
}

/** 127 = there is no such program, 126 = it cannot be run. */
export async function startProgram(
	{ system, state }: Shell,
	args: string[],
	io: Io,
	env: Record<string, string>
): Promise<number> {
	const [file = ''] = args;
	const highest = Math.max(2, ...io.keys());
	const stdio = Array.from({ length: highest + 1 }, (_, fd) => io.get(fd) ?? null);
	let pid: Pid;
	try {
		pid = system.sync.spawn({ file, args, cwd: state.cwd, env, stdio });
	} catch (error) {
		if (!(error instanceof CodedError)) throw error;
		const isMissing = error.code === 'ENOENT';
		const text = isMissing ? 'not found' : (reasons[error.code] ?? error.message);
		await write(system, io, 2, `${state.name}: 1: ${file}: ${text}\n`);
		return isMissing ? 127 : 126;
	}
	return (await system.calls.wait(pid)).code;
}
