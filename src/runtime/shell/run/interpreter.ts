/** Runs scripts. Every stage of a pipeline streams; commands of ours run here, all others as processes of their own. */
import type { Description } from '../../protocol/syscalls.ts';
import { CodedError } from '../../wire/coded-error.ts';
import type { AndOr, Command, Pipeline, Script } from '../parse/ast.ts';
import { parseLines } from '../parse/parser.ts';
import { ShellSyntaxError } from '../parse/words.ts';
import { readAll, textOf, write, type Io, type System } from '../system.ts';
import { compound } from './compound.ts';
import { Expander } from './expand.ts';
import { Job, Jobs } from './jobs.ts';
import { invoke } from './launch.ts';
import { ExpansionError, Interrupt, Leave } from './leave.ts';
import { redirect } from './redirect.ts';
import { signalNumber, type Signals } from './signals.ts';
import { simple } from './simple.ts';
import type { State } from './state.ts';
import { timeReport } from './time.ts';

export class Shell {
	readonly system: System;
	readonly state: State;
	readonly expander: Expander;
	readonly jobs: Jobs;
	/** The background job that this subshell is part of. */
	readonly job: Job | null;
	/** The job is one simple command. */
	isJob = false;
	/** Somebody types the commands. */
	isInteractive = false;
	/** Ctrl-C at a terminal: the line that runs stops at its next command. */
	interrupted = false;
	/** Of the process; traps are the outermost shell's alone. */
	signals: Signals | null = null;
	/** The descriptors of the command that is being expanded. */
	io: Io = new Map();
	/** Inside a condition, or left of && and ||: set -e does not count there. */
	#tested = 0;
	/** Files of <(...), removed at the end. */
	readonly #files: string[] = [];

	constructor(system: System, state: State, job: Job | null = null, jobs = new Jobs()) {
		this.system = system;
		this.state = state;
		this.job = job;
		this.jobs = jobs;
		this.expander = new Expander(state, system.files, {
			capture: (script) => this.#capture(script),
			file: (script) => this.#fileOf(script)
		});
	}

	/** "NAME: line 3: TEXT" as bash, "NAME: 3: TEXT" as sh says it. */
	async complain(io: Io, text: string, line = this.state.line): Promise<void> {
		const { name, bash } = this.state;
		await write(this.system, io, 2, `${name}: ${bash ? 'line ' : ''}${line}: ${text}\n`);
	}

	/** Runs a whole script; its exit code. */
	async main(source: string, io: Io): Promise<number> {
		await this.#ending(io, async () => {
			for (const line of parseLines(source)) await this.script(line, io);
		});
		const trap = this.state.traps.get('EXIT');
		this.state.traps.delete('EXIT');
		if (trap) {
			const { status } = this.state;
			if (!(await this.#ending(io, () => this.source(trap, io)))) this.state.status = status;
		}
		for (const path of this.#files) this.system.sync.unlink(path);
		return this.state.status;
	}

	/** Runs until something ends the shell; whether something did. */
	async #ending(io: Io, run: () => Promise<unknown>): Promise<boolean> {
		try {
			await run();
			return false;
		} catch (error) {
			if (error instanceof Interrupt) this.state.status = error.status;
			else if (error instanceof ShellSyntaxError) await this.#refuse(error, io);
			else throw error;
			return true;
		}
	}

	async #refuse(error: ShellSyntaxError, io: Io): Promise<void> {
		await this.complain(io, error.message, error.line || this.state.line);
		this.state.status = 2;
	}

	/** eval, source and traps: in this shell, errors of syntax are status 2. */
	async source(text: string, io: Io): Promise<number> {
		let status = 0;
		try {
			for (const line of parseLines(text)) status = await this.script(line, io);
		} catch (error) {
			if (!(error instanceof ShellSyntaxError)) throw error;
			await this.#refuse(error, io);
			status = 2;
		}
		return status;
	}

	async script(script: Script, io: Io): Promise<number> {
		for (const item of script) {
			if (item.background) await this.#background(item, io);
			else this.state.status = await this.#andOr(item, io);
			await this.runTraps(io);
		}
		return this.state.status;
	}

	async runTraps(io: Io): Promise<void> {
		for (let name = this.signals?.take(); name; name = this.signals?.take()) await this.runTrap(name, io);
	}

	async runTrap(name: string, io: Io): Promise<void> {
		const { status } = this.state;
		await this.source(this.state.traps.get(name) ?? '', io);
		this.state.status = status;
	}

	async #background(item: AndOr, io: Io): Promise<void> {
		const job = this.jobs.make();
		const shell = this.#subshell(job);
		const [only] = item.first.commands;
		const isSimple = item.rest.length === 0 && item.first.commands.length === 1 && only?.kind === 'simple';
		shell.isJob = isSimple;
		const closed = this.system.sync.open('/dev/null', 0, 0);
		const streams = new Map(io).set(0, closed);
		this.jobs.run(job, async () => {
			try {
				return await shell.alone(() => shell.#andOr({ ...item, background: false }, streams), streams);
			} catch (error) {
				// Nobody is there to hear of it but stderr; a closed pipe is not worth a word.
				if (!(error instanceof CodedError)) await this.complain(io, String(error));
				return 1;
			} finally {
				this.system.sync.close(closed);
			}
		});
		if (isSimple) await Promise.race([job.started, job.done]);
		this.state.background = job.id;
		this.state.status = 0;
	}

	async #andOr({ first, rest }: AndOr, io: Io): Promise<number> {
		let status = await this.tested(rest.length > 0, () => this.#pipeline(first, io));
		for (const [index, { operator, pipeline }] of rest.entries()) {
			this.state.status = status;
			if ((operator === '&&') !== (status === 0)) continue;
			status = await this.tested(index < rest.length - 1, () => this.#pipeline(pipeline, io));
		}
		return status;
	}

	/** Runs a condition, whose failure set -e does not mind. */
	async tested<T>(tested: boolean, run: () => Promise<T>): Promise<T> {
		if (!tested) return run();
		this.#tested++;
		try {
			return await run();
		} finally {
			this.#tested--;
		}
	}

	async #pipeline({ commands, negated, timed }: Pipeline, io: Io): Promise<number> {
		const started = performance.now();
		const status = await this.tested(negated, async () => {
			const [only] = commands;
			return commands.length === 1 && only ? this.command(only, io) : this.#stages(commands, io);
		});
		if (timed) await write(this.system, io, 2, timeReport(performance.now() - started));
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
		this.state.setList('PIPESTATUS', statuses.map(String));
		const failed = statuses.findLast((status) => status !== 0) ?? 0;
		return this.state.options.pipefail ? failed : (statuses.at(-1) ?? 0);
	}

	/** Each stage is a subshell; its ends of the pipes close with it, so that its neighbours hear the end. */
	async #stage(command: Command, io: Io, close: Description[]): Promise<number> {
		const shell = this.#subshell();
		try {
			return await shell.alone(() => shell.command(command, io), io);
		} catch (error) {
			if (error instanceof CodedError && error.code === 'EPIPE') return 128 + signalNumber('SIGPIPE');
			throw error;
		} finally {
			for (const description of close) this.system.sync.close(description);
		}
	}

	#subshell(job: Job | null = this.job): Shell {
		const shell = new Shell(this.system, this.state.copy(), job, this.jobs.inner());
		shell.#tested = this.#tested;
		shell.isInteractive = this.isInteractive;
		return shell;
	}

	/** Runs where exit, and a function's return, end only this subshell; then its own trap. */
	async alone(run: () => Promise<number>, io: Io): Promise<number> {
		const ended = await this.#ending(io, async () => (this.state.status = await run()));
		const trap = this.state.traps.get('EXIT');
		if (!trap) return this.state.status;
		const { status } = this.state;
		const left = await this.#ending(io, () => this.source(trap, io));
		return left && ended ? this.state.status : status;
	}

	/** ( ... ) */
	async isolated(script: Script, io: Io): Promise<number> {
		const shell = this.#subshell();
		const streams = new Map(io);
		return shell.alone(() => shell.script(script, streams), streams);
	}

	async #capture(script: Script): Promise<string> {
		const [read, out] = this.system.sync.pipe();
		const io = new Map(this.io).set(1, out);
		const shell = this.#subshell();
		if (this.state.bash) shell.state.options.errexit = false;
		const reading = readAll(this.system, new Map([[0, read]]));
		try {
			this.state.status = await shell.alone(() => shell.script(script, io), io);
		} finally {
			this.system.sync.close(out);
		}
		const bytes = await reading;
		this.system.sync.close(read);
		return textOf(bytes).replaceAll('\0', '');
	}

	async #fileOf(script: Script): Promise<string> {
		const path = `/tmp/.sh-${this.state.pid}-${this.#files.length}`;
		const out = this.system.sync.open(path, 0o1101, 0o600);
		this.#files.push(path);
		await this.isolated(script, new Map(this.io).set(1, out));
		this.system.sync.close(out);
		return path;
	}

	async command(command: Command, io: Io): Promise<number> {
		if (this.job?.signal) throw new Interrupt('exit', 128 + signalNumber(this.job.signal));
		if (this.interrupted) throw new Interrupt('return', 130);
		if (command.kind === 'simple') this.state.line = command.line;
		const opened: Description[] = [];
		try {
			const redirected =
				command.redirects.length > 0 ? await redirect(this, command.redirects, io, opened) : io;
			this.io = redirected;
			if (command.kind !== 'simple') return await compound(this, command, redirected);
			const status = await simple(this, command, redirected);
			if (status !== 'keeps its redirects') return status;
			opened.length = 0;
			io.clear();
			for (const [fd, description] of redirected) io.set(fd, description);
			return 0;
		} catch (error) {
			if (error instanceof Leave) return error.status;
			if (!(error instanceof ExpansionError)) throw error;
			await this.complain(io, error.message);
			throw new Interrupt('exit', this.state.bash ? 1 : 2);
		} finally {
			for (const description of opened) this.system.sync.close(description);
		}
	}

	/** Runs a function, a builtin, a command of ours or a program. */
	invoke(
		args: string[],
		io: Io,
		assignments: Record<string, string> = {},
		functions = true
	): Promise<number> {
		return invoke(this, args, io, assignments, functions);
	}
}
