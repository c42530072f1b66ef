/** Entry of the worker that is a shell, a Unix command, npm or npx: protocol/process.ts. It does not start Node. */
import { runNpm } from './npm/entry.ts';
import type { StartMessage, WarmMessage, WorkerMessage } from '../protocol/process.ts';
import type { ProcessEvents, Syscalls } from '../protocol/syscalls.ts';
import { SharedFileView } from '../protocol/files.ts';
import { CodedError } from '../wire/coded-error.ts';
import { connectSync } from '../wire/sync.ts';
import { link, type Handlers } from '../wire/wire.ts';
import { Shell } from './run/interpreter.ts';
import { Interrupt } from './run/leave.ts';
import { State } from './run/state.ts';
import { absolute, readAll, textOf, write, type Io, type System } from './system.ts';

const SHELLS = new Set(['sh', 'bash', 'jsh']);

let system: System | null = null;

function warm({ memory, holds, slot, doorbell, port, chunks }: WarmMessage): void {
	const ignore = () => {};
	const handlers: Handlers<ProcessEvents> = {
		signal: ignore,
		fileChanged: ignore,
		terminalResized: ignore,
		threadExited: ignore
	};
	const { calls } = link<Syscalls, ProcessEvents>(port, handlers);
	system = {
		files: new SharedFileView(memory, holds),
		sync: connectSync<Syscalls>(slot, doorbell),
		calls,
		chunks
	};
}

async function start({ args, path, cwd, env, stdio, pid }: StartMessage): Promise<number> {
	if (!system) throw new Error('Cannot start: the worker was not warmed');
	const io: Io = new Map();
	stdio.forEach((description, fd) => description !== null && io.set(fd, description));
	const state = State.of(env, cwd, pid);
	const shell = new Shell(system, state);
	const name = path.slice(path.lastIndexOf('/') + 1);
	try {
		if (SHELLS.has(name)) return await runShell(system, shell, args, io);
		if (name === 'npm' || name === 'npx') return await runNpm(shell, name, args.slice(1), io);
		return await shell.invoke([name, ...args.slice(1)], io);
	} catch (error) {
		if (error instanceof Interrupt) return error.status;
		if (error instanceof CodedError && error.code === 'EPIPE') return 141;
		await write(
			system,
			io,
			2,
			`${name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`
		);
		return 2;
	}
}

/** sh [-eux] [-c SCRIPT [NAME ARGS]] | FILE [ARGS] | a script on stdin. */
async function runShell(system: System, shell: Shell, [, ...args]: string[], io: Io): Promise<number> {
	const { state } = shell;
	while (args[0]?.startsWith('-') && args[0] !== '-') {
		const flags = args.shift() ?? '';
		state.options.errexit ||= /^-\w*e/.test(flags);
		state.options.nounset ||= /^-\w*u/.test(flags);
		state.options.xtrace ||= /^-\w*x/.test(flags);
		if (/^-\w*c/.test(flags)) {
			const script = args.shift() ?? '';
			[state.name = 'sh', ...state.args] = args.length > 0 ? args : ['sh'];
			return shell.main(script, io);
		}
	}
	const [file, ...rest] = args;
	if (file === undefined) return shell.main(textOf(await readAll(system, io)), io);
	state.name = file;
	state.args = rest;
	const ino = system.files.find(absolute(state.cwd, file), true);
	if (!ino) {
		await write(system, io, 2, `sh: 0: cannot open ${file}: No such file\n`);
		return 2;
	}
	return shell.main(textOf(system.files.readFile(ino)), io);
}

addEventListener('message', ({ data }: MessageEvent<WorkerMessage>) => {
	if (data.type === 'warm') return warm(data);
	void start(data).then((code) => system?.sync.exit(code & 0xff));
});
