/** Entry of the worker that is a shell, a Unix command, npm or npx: protocol/process.ts. It does not start Node. */
import { runNpm } from './npm/entry.ts';
import { turnDial, type Turned } from '../protocol/dial.ts';
import type { StartMessage, WarmMessage } from '../protocol/process.ts';
import type { ProcessEvents, Syscalls } from '../protocol/syscalls.ts';
import { SharedFileView } from '../protocol/files.ts';
import { CodedError } from '../wire/coded-error.ts';
import { connectSync } from '../wire/sync.ts';
import { link, type Handlers, type Link } from '../wire/wire.ts';
import { findCommand } from './commands/registry.ts';
import { setOptions } from './run/builtins.ts';
import { interact } from './run/interactive.ts';
import { Shell } from './run/interpreter.ts';
import { Signals } from './run/signals.ts';
import { Interrupt } from './run/leave.ts';
import { State } from './run/state.ts';
import { absolute, readAll, textOf, write, type Io, type System } from './system.ts';

const SHELLS = new Set(['sh', 'bash', 'jsh']);

/** What the worker has for every process that it will be. */
type Ground = Omit<System, 'calls'>;
/** Of one process. */
type Line = { port: MessagePort; connected: Link<Syscalls>; signals: Signals };
/** `isClean`: its program came to its end, so that nothing of it goes on but what can be counted. */
type Ended = { code: number; isClean: boolean };

let ground: Ground | null = null;
let line: Line | null = null;
let turned: Turned | null = null;

function warm({ memory, holds, slot, doorbell, port, chunks, dial }: WarmMessage): void {
	if (dial) turned = turnDial(dial);
	ground = { files: new SharedFileView(memory, holds), sync: connectSync<Syscalls>(slot, doorbell), chunks };
	line = connect(port);
}

function connect(port: MessagePort): Line {
	const ignore = () => {};
	const signals = new Signals();
	const handlers: Handlers<ProcessEvents> = {
		signal: (name) => signals.arrived(name),
		fileChanged: ignore,
		terminalResized: ignore,
		threadExited: ignore,
		threadGone: ignore
	};
	return { port, connected: link<Syscalls, ProcessEvents>(port, handlers), signals };
}

/** Is one process, from its beginning to its end. */
async function live(message: StartMessage): Promise<void> {
	if (message.port) {
		line?.port.close();
		line = connect(message.port);
	}
	if (!ground || !line) throw new Error('Cannot start: the worker was not warmed');
	const { connected, signals } = line;
	const { args, cwd, env, pid, stdio } = message;
	turned?.begin(pid);
	const io: Io = new Map();
	stdio.forEach((description, fd) => description !== null && io.set(fd, description));
	const shell = new Shell({ ...ground, calls: connected.calls }, State.of(env, cwd, pid));
	shell.signals = signals;
	const { code, isClean } = await start(shell, args, message.path, io);
	const isIdle = connected.waiting === 0 && shell.jobs.running === 0;
	ground.sync.exit(code & 0xff, isClean && isIdle);
}

async function start(shell: Shell, args: string[], path: string, io: Io): Promise<Ended> {
	const { state, system } = shell;
	const name = path.slice(path.lastIndexOf('/') + 1);
	state.name = name;
	state.bash = name === 'bash';
	try {
		return { code: await run(shell, name, args, path, io), isClean: true };
	} catch (error) {
		if (error instanceof Interrupt) return { code: error.status, isClean: false };
		if (error instanceof CodedError && error.code === 'EPIPE') return { code: 141, isClean: false };
		const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
		await write(system, io, 2, `${name}: ${text}\n`);
		return { code: 2, isClean: false };
	}
}

async function run(shell: Shell, name: string, args: string[], path: string, io: Io): Promise<number> {
	const { state, system } = shell;
	if (SHELLS.has(name)) return runShell(system, shell, args, io);
	if (name === 'npm' || name === 'npx') return runNpm(shell, name, args.slice(1), io);
	// An executable of ours without a command behind it must not start itself for ever.
	if (findCommand(system.files, path, '', state.cwd)) return shell.invoke([path, ...args.slice(1)], io);
	await write(system, io, 2, `${name}: not supported by this host\n`);
	return 127;
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
	data.starts.onmessage = ({ data: message }: MessageEvent<StartMessage>) => void live(message);
});
