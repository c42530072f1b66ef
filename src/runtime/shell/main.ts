/** Entry of the worker that is a shell, a Unix command, npm or npx: protocol/process.ts. It does not start Node. */
import { runNpm } from './npm/entry.ts';
import { turnDial, type Turned } from '../protocol/dial.ts';
import type { StartMessage, WarmMessage } from '../protocol/process.ts';
import type { ProcessEvents, Syscalls } from '../protocol/syscalls.ts';
import { SharedFileView } from '../protocol/files.ts';
import { CodedError } from '../wire/coded-error.ts';
import { connectSync } from '../wire/sync.ts';
import { link, type Handlers } from '../wire/wire.ts';
import { findCommand } from './commands/registry.ts';
import { setOptions } from './run/builtins.ts';
import { interact } from './run/interactive.ts';
import { Shell } from './run/interpreter.ts';
import { Signals } from './run/signals.ts';
import { Interrupt } from './run/leave.ts';
import { State } from './run/state.ts';
import { absolute, readAll, textOf, write, type Io, type System } from './system.ts';

const SHELLS = new Set(['sh', 'bash', 'jsh']);

let system: System | null = null;
let turned: Turned | null = null;
const signals = new Signals();

function warm({ memory, holds, slot, doorbell, port, chunks, dial }: WarmMessage): void {
	if (dial) turned = turnDial(dial);
	const ignore = () => {};
	const handlers: Handlers<ProcessEvents> = {
		signal: (name) => signals.arrived(name),
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
	turned?.begin(pid);
	const io: Io = new Map();
	stdio.forEach((description, fd) => description !== null && io.set(fd, description));
	const state = State.of(env, cwd, pid);
	const shell = new Shell(system, state);
	shell.signals = signals;
	const name = path.slice(path.lastIndexOf('/') + 1);
	state.name = name;
	state.bash = name === 'bash';
	try {
		if (SHELLS.has(name)) return await runShell(system, shell, args, io);
		if (name === 'npm' || name === 'npx') return await runNpm(shell, name, args.slice(1), io);
		// An executable of ours without a command behind it must not start itself for ever.
		if (findCommand(system.files, path, '', cwd)) return await shell.invoke([path, ...args.slice(1)], io);
		await write(system, io, 2, `${name}: not supported by this host\n`);
		return 127;
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
async function runShell(system: System, shell: Shell, [self, ...args]: string[], io: Io): Promise<number> {
	const { state } = shell;
	const isCommand = args.some((arg, index) => /^-\w*c/.test(arg) && args.slice(0, index).every(isOption));
	const reads = args.some((arg, index) => /^-\w*s/.test(arg) && args.slice(0, index).every(isOption));
	const marks = args[0] === '--osc';
	const left = setOptions(
		state.options,
		args.filter((arg) => !/^--(osc|norc|noprofile|login|posix)$/.test(arg))
	);
	if (left[0] === '--' || left[0] === '-') left.shift();
	if (isCommand) {
		const [script = '', name, ...rest] = left;
		state.name = name ?? self ?? state.name;
		state.args = rest;
		return shell.main(script, io);
	}
	const [file, ...rest] = left;
	if (file === undefined || reads) {
		state.args = left;
		const stdin = io.get(0);
		const isTyped = stdin !== undefined && system.sync.describe(stdin).kind === 'terminal';
		if (isTyped || marks) return interact(shell, io, marks);
		return shell.main(textOf(await readAll(system, io)), io);
	}
	const ino = system.files.find(absolute(state.cwd, file), true);
	if (!ino) {
		await write(
			system,
			io,
			2,
			state.bash ? `bash: ${file}: No such file or directory\n` : `sh: 0: cannot open ${file}: No such file\n`
		);
		return state.bash ? 127 : 2;
	}
	state.name = file;
	state.args = rest;
	return shell.main(textOf(system.files.readFile(ino)), io);
}

const isOption = (arg: string) => /^[-+]/.test(arg);

addEventListener('message', ({ data }: MessageEvent<WarmMessage>) => {
	warm(data);
	data.starts.onmessage = ({ data: message }: MessageEvent<StartMessage>) =>
		void start(message).then((code) => system?.sync.exit(code & 0xff));
});
