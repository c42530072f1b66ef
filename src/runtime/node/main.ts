/** Entry of the worker that is a Node process. First a WarmMessage, some time later a StartMessage (protocol/process.ts). */
import { native } from './native.ts';
import { turnDial, type Turned } from '../protocol/dial.ts';
import type { StartMessage, WarmMessage } from '../protocol/process.ts';
import type { ProcessEvents, Syscalls } from '../protocol/syscalls.ts';
import { SharedFileView } from '../protocol/files.ts';
import { connectSync } from '../wire/sync.ts';
import { link, type Handlers } from '../wire/wire.ts';
import { applyEngineOptions } from './engine-options.ts';
import { addToEnvironment, readEnvFile } from './env-files.ts';
import { CodedError } from '../wire/coded-error.ts';
import { coded } from './coded.ts';
import { descriptorsOf } from './descriptors.ts';
import { hideDisabled } from './globals.ts';
import { BadOption, OptionParser, type CommandLine } from './command-line.ts';
import { guardFiles } from './fs/permissions.ts';
import { Library } from './library.ts';
import { Realm } from './realm.ts';

let turned: Turned | null = null;
let booted: { realm: Realm; parser: OptionParser } | null = null;

function warm(message: WarmMessage): void {
	const { memory, holds, slot, doorbell, library: packed, port, thread, chunks } = message;
	if (!packed) throw new Error('Cannot boot Node: the message has no library');
	if (message.dial) turned = turnDial(message.dial);
	const events: Partial<ProcessEvents> = {};
	const handlers: Handlers<ProcessEvents> = {
		signal: (name) => events.signal?.(name),
		fileChanged: (id, type, name) => events.fileChanged?.(id, type, name),
		terminalResized: (columns, rows) => events.terminalResized?.(columns, rows),
		threadExited: (threadId, code, left) => events.threadExited?.(threadId, code, left),
		threadGone: (threadId) => events.threadGone?.(threadId)
	};
	const { calls } = link<Syscalls, ProcessEvents>(port, handlers);
	const sync = connectSync<Syscalls>(slot, doorbell);
	const library = new Library(packed, () => sync.provide('node-library-rest'));
	const parser = new OptionParser(library.facts);
	const kernel = {
		sync,
		calls,
		files: new SharedFileView(memory, holds),
		events
	};
	const realm = new Realm(library, kernel, { parser, chunks, clock: turned?.clock ?? null });
	watchErrors(realm);
	// The library of a thread asks at its boot which one it is.
	if (!thread) {
		realm.boot(false);
		realm.preload();
	}
	booted = { realm, parser };
}

/** What the engine reports of its own accord: rejections that nobody handles, and errors outside our loop. */
function watchErrors(realm: Realm): void {
	const { rejections } = realm.internals;
	const [NOT_HANDLED, HANDLED_LATER] = [0, 1];
	native.addEventListener('unhandledrejection', (event) => {
		event.preventDefault();
		rejections.report(NOT_HANDLED, event.promise, event.reason);
		realm.loop.wake();
	});
	native.addEventListener('rejectionhandled', (event) => {
		rejections.report(HANDLED_LATER, event.promise, undefined);
		realm.loop.wake();
	});
	native.addEventListener('error', (event) => {
		event.preventDefault();
		realm.context.fatal(event.error ?? new Error(event.message), false);
	});
}

/** Of random numbers: a thread has its own. */
const THREAD_STREAMS = 1_000_003;

const mains: Record<CommandLine['mode'], string> = {
	run: 'internal/main/run_main_module',
	eval: 'internal/main/eval_string',
	test: 'internal/main/test_runner',
	check: 'internal/main/check_syntax',
	stdin: 'internal/main/eval_stdin',
	repl: 'internal/main/repl',
	help: 'internal/main/print_help',
	version: ''
};

function start(message: StartMessage): void {
	if (!booted) throw new Error('Cannot start a process: the worker was not warmed');
	const { realm, parser } = booted;
	turned?.begin(message.pid + (message.thread ? message.thread.threadId * THREAD_STREAMS : 0));
	realm.become(message);
	if (message.thread) realm.boot(true);
	const { argv } = realm.internals;
	try {
		parser.parseEnvironment(message.env);
		const [argv0 = 'node', ...args] = message.args;
		const {
			mode: asked,
			execArgv,
			rest
		} = parser.parse(message.thread ? [...optionsOnly(message.thread.options), '--', ...args] : args);
		if (!message.thread) applyOptions(realm, parser);
		const isTerminal = asked === 'stdin' && descriptorsOf(realm.context).handleType(0) === 'TTY';
		const mode = isTerminal ? 'repl' : asked;
		if (parser.values['--permission'] === true) {
			const isProgram = mode !== 'eval' && parser.values['--interactive'] !== true;
			restrict(realm, parser, message.thread || !isProgram ? undefined : rest[0]);
		}
		argv.argv = [argv0, ...rest];
		argv.execArgv = message.thread ? optionsOnly(message.thread.execArgv) : execArgv;
		applyEngineOptions(execArgv);
		if (mode === 'version' && !message.thread) print(realm, `${String(realm.process['version'])}\n`);
		else realm.runMain(message.thread ? 'internal/main/worker_thread' : mains[mode]);
	} catch (error) {
		if (!(error instanceof BadOption)) throw error;
		realm.context.printError(`${message.path}: ${error.message}\n`);
		realm.context.exit(error.exitCode);
	}
}

/** What stands before "--". */
const optionsOnly = (args: string[]) => (args.includes('--') ? args.slice(0, args.indexOf('--')) : args);

/** What options ask for before anything runs: variables of .env files, the length of stacks. */
function applyOptions({ context }: Realm, { envFiles, stackTraceLimit, values }: OptionParser): void {
	const variables: Record<string, string> = {};
	for (const { path, isOptional } of envFiles) {
		try {
			Object.assign(variables, readEnvFile(context, path));
		} catch (error) {
			if (!(error instanceof CodedError)) throw error;
			if (!isOptional) throw new BadOption(`${path}: not found`);
			context.printError(`${path} not found. Continuing without it.\n`);
		}
	}
	addToEnvironment(context.start.env, variables);
	if (stackTraceLimit !== undefined) Error.stackTraceLimit = stackTraceLimit;
	disableProto(String(values['--disable-proto']));
	hideDisabled(values);
}

/** --permission: `main` is the script, which may be read. */
function restrict({ context }: Realm, { values }: OptionParser, main: string | undefined): void {
	context.permissions.enable(values, main);
	if (!context.permissions.has('addon')) Object.assign(values, { '--addons': false, '--no-addons': true });
	guardFiles(context);
}

/** --disable-proto: https://nodejs.org/api/cli.html#--disable-protomode */
function disableProto(mode: string): void {
	if (mode === 'delete') Reflect.deleteProperty(Object.prototype, '__proto__');
	if (mode !== 'throw') return;
	const refuse = () => {
		const text = 'Accessing Object.prototype.__proto__ has been disallowed with --disable-proto=throw';
		throw coded(new Error(text), 'ERR_PROTO_ACCESS');
	};
	Object.defineProperty(Object.prototype, '__proto__', { get: refuse, set: refuse });
}

function print(realm: Realm, text: string): void {
	const { start: identity, sync, exit } = realm.context;
	const description = identity.stdio[1];
	if (description) sync.write(description, new TextEncoder().encode(text), null);
	exit(0);
}

native.addEventListener('message', ({ data }: MessageEvent<WarmMessage>) => {
	warm(data);
	data.starts.onmessage = ({ data: message }: MessageEvent<StartMessage>) => start(message);
});
