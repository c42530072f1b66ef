import { absolute, readAll, readChunks, write, type CommandContext, type Io } from '../system.ts';
import type { Shell } from './interpreter.ts';

/** How a command of ours sees the shell that runs it. */
export function contextOf(
	shell: Shell,
	[name = '', ...args]: string[],
	io: Io,
	env: Record<string, string>
): CommandContext {
	const { system, state } = shell;
	return {
		system,
		name,
		args,
		env,
		io,
		cwd: state.cwd,
		input: () => readAll(system, io),
		chunks: () => readChunks(system, io),
		out: (text) => write(system, io, 1, text),
		err: (text) => write(system, io, 2, text),
		complain: (text) => shell.complain(io, `${name}: ${text}`),
		path: (path) => absolute(state.cwd, path),
		run: (command, streams = io) => shell.invoke(command, streams)
	};
}
