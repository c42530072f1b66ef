/** kill, wait, jobs, trap: builtins about signals and what runs in the background. */
import type { Pid } from '../../protocol/syscalls.ts';
import { CodedError } from '../../wire/coded-error.ts';
import { write, type Io } from '../system.ts';
import type { Shell } from './interpreter.ts';
import type { Job } from './jobs.ts';
import { signalList, signalName } from './signals.ts';

export async function kill(shell: Shell, args: string[], io: Io): Promise<number> {
	if (args[0] === '-l') {
		await write(shell.system, io, 1, `${signalList.map((name) => name.slice(3)).join(' ')}\n`);
		return 0;
	}
	const targets = [...args];
	let wanted = 'TERM';
	if (/^-(s|n)$/.test(targets[0] ?? '')) wanted = targets.splice(0, 2)[1] ?? '';
	else if (/^-\w+$/.test(targets[0] ?? '')) wanted = (targets.shift() ?? '').slice(1);
	if (targets[0] === '--') targets.shift();
	const signal = signalName(wanted);
	if (signal === null) {
		await shell.complain(io, `kill: ${wanted}: invalid signal specification`);
		return 1;
	}
	let status = 0;
	for (const target of targets) {
		if (await send(shell, target, signal, io)) continue;
		await shell.complain(io, `kill: (${target}) - No such process`);
		status = 1;
	}
	return status;
}

/** Whether there was anybody to send it to. */
async function send(shell: Shell, target: string, signal: string, io: Io): Promise<boolean> {
	const job = shell.jobs.find(target);
	if (job) return endJob(shell, job, signal);
	const { state, system } = shell;
	if (Number(target) === state.pid && state.traps.has(signal)) {
		await shell.runTrap(signal, io);
		return true;
	}
	return tell(system.sync, Number(target) as Pid, signal);
}

function endJob({ system }: Shell, job: Job, signal: string): boolean {
	if (job.ended || signal === '0') return !job.ended;
	const [only] = job.pids;
	// One program decides itself what the signal does to it.
	if (only === job.id) return tell(system.sync, only, signal);
	for (const pid of job.pids) tell(system.sync, pid, signal);
	job.end(signal);
	return true;
}

function tell(sync: Shell['system']['sync'], pid: Pid, signal: string): boolean {
	try {
		sync.kill(pid, signal);
		return true;
	} catch (error) {
		if (error instanceof CodedError) return false;
		throw error;
	}
}

export async function wait(shell: Shell, args: string[], io: Io): Promise<number> {
	const names = args.filter((arg) => !arg.startsWith('-'));
	const jobs = names.length > 0 ? names.map((name) => shell.jobs.find(name)) : shell.jobs.all();
	let last = 0;
	for (const [index, job] of jobs.entries()) {
		if (job) last = await ended(shell, job, io);
		else {
			await shell.complain(io, `wait: pid ${names[index]} is not a child of this shell`);
			last = 127;
		}
	}
	return names.length > 0 ? last : 0;
}

/** A trap runs at once and ends the waiting. */
async function ended(shell: Shell, job: Job, io: Io): Promise<number> {
	const waiting = [job.done.then((status) => ({ status }))];
	const interrupted = shell.signals?.next.then(() => null);
	const result = await Promise.race(interrupted ? [...waiting, interrupted] : waiting);
	if (result) return result.status;
	await shell.runTraps(io);
	return 130;
}

export async function jobs(shell: Shell, args: string[], io: Io): Promise<number> {
	const running = shell.jobs.all().filter((job) => !job.ended);
	const lines = running.map((job) => (args.includes('-p') ? `${job.id}\n` : `[${job.number}]+  Running\n`));
	await write(shell.system, io, 1, lines.join(''));
	return 0;
}

export async function trap(shell: Shell, args: string[], io: Io): Promise<number> {
	const { state, system } = shell;
	const given = args[0] === '--' ? args.slice(1) : args;
	if (given.length === 0 || given[0] === '-p') {
		const shown = Array.from(
			state.traps,
			([name, action]) => `trap -- '${action.replaceAll("'", "'\\''")}' ${name}\n`
		);
		await write(system, io, 1, shown.join(''));
		return 0;
	}
	const [action = '', ...rest] = given;
	const isReset = action === '-' || rest.length === 0;
	let status = 0;
	for (const text of rest.length === 0 ? [action] : rest) {
		const name = text === '0' || text.toUpperCase() === 'EXIT' ? 'EXIT' : signalName(text);
		if (name === null) {
			// ERR, DEBUG and RETURN are bash's alone; they never come.
			if (/^(ERR|DEBUG|RETURN)$/.test(text)) continue;
			await shell.complain(io, `trap: ${text}: invalid signal specification`);
			status = 1;
			continue;
		}
		if (isReset) state.traps.delete(name);
		else state.traps.set(name, action);
		if (name !== 'EXIT' && shell.signals) system.sync.catchSignal(name, !isReset);
	}
	return status;
}
