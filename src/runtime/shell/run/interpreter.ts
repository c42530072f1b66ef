/** Runs scripts. Every stage of a pipeline streams; commands of ours run here, all others as processes of their own. */
import type { Description } from '../../protocol/syscalls.ts';
import { CodedError } from '../../wire/coded-error.ts';
import type { AndOr, Command, Pipeline, Script, Word } from '../parse/ast.ts';
import { loop, startProgram } from './programs.ts';
import { reasons, redirect } from './redirects.ts';
import { ShellSyntaxError } from '../parse/words.ts';
import { parseScript } from '../parse/parser.ts';
import { readAll, textOf, write, type Io, type System } from '../system.ts';
import { evaluate } from './arithmetic.ts';
import { builtins } from './builtins.ts';
import { contextOf } from './context.ts';
import { ExpansionError, Expander } from './expand.ts';
import { matches } from './glob.ts';
import { Interrupt, Leave } from './leave.ts';
import type { State } from './state.ts';
import { evaluateTest } from './test.ts';
import { findCommand } from '../commands/registry.ts';

export class Shell {
	readonly system: System;
	readonly state: State;
	readonly expander: Expander;
	/** Commands in the background that `wait` waits for. */
	readonly jobs = new Map<number, Promise<number>>();
	/** Inside a condition, or left of && and ||: set -e does not count there. */
	#tested = 0;
	/** Streams of the command whose words are being expanded. */
	io: Io = new Map();

	constructor(system: System, state: State) {
		this.system = system;
		this.state = state;
		this.expander = new Expander(state, system, (script) => this.#capture(script));
	}

	/** Runs a whole script; its exit code. */
	async main(source: string, io: Io): Promise<number> {
		try {
			const script = parseScript(source);
			await this.script(script, io);
		} catch (error) {
			if (error instanceof Interrupt && error.kind === 'exit') this.state.status = error.status;
			else if (error instanceof ShellSyntaxError) {
				await write(this.system, io, 2, `${this.state.name}: ${error.message}\n`);
				this.state.status = 2;
			} else if (!(error instanceof Interrupt)) throw error;
		}
		const trap = this.state.exitTrap;
		if (trap === null) return this.state.status;
		this.state.exitTrap = null;
		const { status } = this.state;
		await this.main(trap, io);
		return status;
	}

	/** eval and source: in this shell, errors of syntax are status 2. */
	async source(text: string, io: Io): Promise<number> {
		try {
			return await this.script(parseScript(text), io);
		} catch (error) {
			if (!(error instanceof ShellSyntaxError)) throw error;
			await write(this.system, io, 2, `${this.state.name}: ${error.message}\n`);
			return 2;
		}
	}

	async script(script: Script, io: Io): Promise<number> {
		for (const item of script) {
			if (item.background) this.#background(item, io);
			else this.state.status = await this.#andOr(item, io);
		}
		return this.state.status;
	}

	#background(item: AndOr, io: Io): void {
		const shell = this.#subshell();
		const number = this.jobs.size + 1;
		const done = shell.#alone(() => shell.#andOr({ ...item, background: false }, io));
		this.jobs.set(number, done);
		this.state.background = number;
		this.state.status = 0;
	}

	async #andOr({ first, rest }: AndOr, io: Io): Promise<number> {
		let status = await this.#maybeTested(rest.length > 0, () => this.#pipeline(first, io));
		for (const [index, { operator, pipeline }] of rest.entries()) {
			this.state.status = status;
			if ((operator === '&&') !== (status === 0)) continue;
			status = await this.#maybeTested(index < rest.length - 1, () => this.#pipeline(pipeline, io));
		}
		return status;
	}

	async #maybeTested<T>(tested: boolean, run: () => Promise<T>): Promise<T> {
		if (!tested) return run();
		this.#tested++;
		try {
			return await run();
		} finally {
			this.#tested--;
		}
	}

	async #pipeline({ commands, negated }: Pipeline, io: Io): Promise<number> {
		const run = async () => {
			const [only] = commands;
			return commands.length === 1 && only ? this.command(only, io) : this.#stages(commands, io);
		};
		const status = await this.#maybeTested(negated, run);
		this.state.status = status;
		if (status !== 0 && !negated && this.state.options.errexit && this.#tested === 0)
			throw new Interrupt('exit', status);
		return negated ? Number(status === 0) : status;
	}

	async #stages(commands: Command[], io: Io): Promise<number> {
		const running: Promise<number>[] = [];
		let input = io.get(0);
		let opened: Description | undefined;
		for (const [index, command] of commands.entries()) {
			const isLast = index === commands.length - 1;
			const [read, out] = isLast ? [undefined, io.get(1)] : this.system.sync.pipe();
			const stage = new Map(io);
			if (input === undefined) stage.delete(0);
			else stage.set(0, input);
			if (out !== undefined) stage.set(1, out);
			const close = [opened, isLast ? undefined : out].filter((description) => description !== undefined);
			running.push(this.#stage(command, stage, close));
			input = opened = read;
		}
		const statuses = await Promise.all(running);
		const failed = statuses.findLast((status) => status !== 0) ?? 0;
		return this.state.options.pipefail ? failed : (statuses.at(-1) ?? 0);
	}

	/** Each stage is a subshell; its ends of the pipes close with it, so that its neighbours hear the end. */
	async #stage(command: Command, io: Io, close: Description[]): Promise<number> {
		const shell = this.#subshell();
		shell.#tested = 1;
		try {
			return await shell.#alone(() => shell.command(command, io));
		} catch (error) {
			if (error instanceof CodedError && error.code === 'EPIPE') return 141;
			throw error;
		} finally {
			for (const description of close) this.system.sync.close(description);
		}
	}

	#subshell(): Shell {
		const shell = new Shell(this.system, this.state.copy());
		shell.#tested = this.#tested;
		return shell;
	}

	/** Runs where exit, and a function's return, end only the subshell. */
	async #alone(run: () => Promise<number>): Promise<number> {
		try {
			return await run();
		} catch (error) {
			if (error instanceof Interrupt) return error.status;
			throw error;
		}
	}

	async #capture(script: Script): Promise<string> {
		const [read, out] = this.system.sync.pipe();
		const io = new Map(this.io).set(1, out);
		const shell = this.#subshell();
		const reading = readAll(this.system, new Map([[0, read]]));
		try {
			this.state.status = await shell.#alone(() => shell.script(script, io));
		} finally {
			this.system.sync.close(out);
		}
		const bytes = await reading;
		this.system.sync.close(read);
		return textOf(bytes);
	}

	async command(command: Command, io: Io): Promise<number> {
		const opened: Description[] = [];
		try {
			const redirected =
				command.redirects.length > 0 ? await redirect(this, command.redirects, io, opened) : io;
			this.io = redirected;
			return await this.#dispatch(command, redirected);
		} catch (error) {
			if (error instanceof Leave) return error.status;
			if (error instanceof ExpansionError) {
				await write(this.system, io, 2, `${this.state.name}: ${error.message}\n`);
				throw new Interrupt('exit', 1);
			}
			throw error;
		} finally {
			for (const description of opened) this.system.sync.close(description);
		}
	}

	async #dispatch(command: Command, io: Io): Promise<number> {
		switch (command.kind) {
			case 'simple':
				return this.#simple(command, io);
			case 'if':
				for (const { condition, body } of command.branches)
					if ((await this.#maybeTested(true, () => this.script(condition, io))) === 0)
						return this.script(body, io);
				return command.otherwise ? this.script(command.otherwise, io) : 0;
			case 'while':
				return loop(
					async () =>
						((await this.#maybeTested(true, () => this.script(command.condition, io))) === 0) !==
						command.until,
					() => this.script(command.body, io)
				);
			case 'for': {
				const values = command.words ? await this.expander.words(command.words) : [...this.state.args];
				const next = async () => {
					const value = values.shift();
					if (value === undefined) return false;
					this.state.set(command.name, value);
					return true;
				};
				return loop(next, () => this.script(command.body, io));
			}
			case 'case':
				return this.#case(command, io);
			case 'subshell': {
				const shell = this.#subshell();
				return shell.#alone(() => shell.script(command.body, io));
			}
			case 'group':
				return this.script(command.body, io);
			case 'function':
				this.state.functions.set(command.name, command.body);
				return 0;
			case 'test': {
				const words = await Promise.all(command.words.map((word) => this.#testWord(word)));
				return Number(!evaluateTest(words, this.system.files, this.state.cwd, true));
			}
			case 'arithmetic':
				return Number(evaluate(await this.expander.text(command.expression), this.state) === 0);
			default:
				return command satisfies never;
		}
	}

	/** In [[ ]], what is quoted on the right of == stands for itself. */
	async #testWord(word: Word) {
		return { text: await this.expander.text(word), pattern: await this.expander.pattern(word) };
	}

	async #case({ word, items }: Extract<Command, { kind: 'case' }>, io: Io): Promise<number> {
		const text = await this.expander.text(word);
		for (const { patterns, body } of items)
			for (const pattern of patterns)
				if (matches(text, await this.expander.pattern(pattern)))
					return body.length > 0 ? this.script(body, io) : 0;
		return 0;
	}

	async #simple(
		{ assignments, words, redirects }: Extract<Command, { kind: 'simple' }>,
		io: Io
	): Promise<number> {
		this.state.status = words.length > 0 ? this.state.status : 0;
		const args = await this.expander.words(words);
		const values: Record<string, string> = {};
		for (const { name, value, append } of assignments)
			values[name] = (append ? this.state.get(name) : '') + (await this.expander.text(value));
		if (this.state.options.xtrace)
			await write(
				this.system,
				io,
				2,
				`+ ${[...Object.entries(values).map(([name, value]) => `${name}=${value}`), ...args].join(' ')}\n`
			);
		const [name] = args;
		if (name === undefined) {
			for (const [variable, value] of Object.entries(values)) this.state.set(variable, value);
			return this.state.status;
		}
		if (name === 'exec' && args.length === 1 && redirects.length > 0) return 0;
		return this.invoke(args, io, values);
	}

	/** Runs a function, a builtin, a command of ours or a program. */
	async invoke(args: string[], io: Io, assignments: Record<string, string> = {}): Promise<number> {
		const [name = ''] = args;
		const body = this.state.functions.get(name);
		if (body) return this.#call(body, args.slice(1), io);
		const builtin = Object.hasOwn(builtins, name) ? builtins[name] : undefined;
		if (builtin) {
			for (const [variable, value] of Object.entries(assignments)) this.state.set(variable, value);
			return builtin(this, args.slice(1), io);
		}
		const env = this.state.environment(assignments);
		const own = findCommand(this.system.files, name, env['PATH'] ?? '', this.state.cwd);
		if (own) {
			try {
				return await own(contextOf(this, args, io, env));
			} catch (error) {
				if (!(error instanceof CodedError) || error.code === 'EPIPE') throw error;
				await write(this.system, io, 2, `${name}: ${reasons[error.code] ?? error.message}\n`);
				return 1;
			}
		}
		return this.program(args, io, env);
	}

	async #call(body: Command, args: string[], io: Io): Promise<number> {
		const before = this.state.args;
		this.state.args = args;
		this.state.locals.push(new Map());
		try {
			return await this.command(body, io);
		} catch (error) {
			if (error instanceof Interrupt && error.kind === 'return') return error.status;
			throw error;
		} finally {
			this.state.args = before;
			for (const [name, value] of this.state.locals.pop() ?? []) {
				if (value === undefined) this.state.variables.delete(name);
				else this.state.variables.set(name, value);
			}
		}
	}

	program(args: string[], io: Io, env: Record<string, string>): Promise<number> {
		return startProgram(this, args, io, env);
	}
}
