/** Commands in the background: what $! names, what `wait` waits for and `kill` ends. */
import type { Pid } from '../../protocol/syscalls.ts';
import { signalNumber } from './signals.ts';

/** Ids of jobs that are no single process begin here, past all process ids. */
const VIRTUAL = 1_000_000;

export class Job {
	readonly number: number;
	/** $!: a process id where the job is one program. */
	id: number;
	/** Programs of it that run now. */
	readonly pids = new Set<Pid>();
	/** The signal that ended it. */
	signal: string | null = null;
	ended = false;
	done: Promise<number> = Promise.resolve(0);
	/** Settles when its first program was started. */
	readonly started: Promise<void>;
	#start = () => {};
	#kill: (status: number) => void = () => {};
	readonly #killed: Promise<number>;

	constructor(number: number) {
		this.number = number;
		this.id = VIRTUAL + number;
		this.started = new Promise((resolve) => (this.#start = resolve));
		this.#killed = new Promise((resolve) => (this.#kill = resolve));
	}

	run(work: () => Promise<number>): void {
		this.done = Promise.race([work(), this.#killed]).finally(() => (this.ended = true));
	}

	/** `single`: the job is this program. */
	add(pid: Pid, single: boolean): void {
		this.pids.add(pid);
		if (single && this.id >= VIRTUAL) this.id = pid;
		this.#start();
	}

	/** Commands of ours stop at their next step; programs are the caller's to signal. */
	end(signal: string): void {
		this.signal = signal;
		this.#kill(128 + signalNumber(signal));
	}
}

/** Of one shell. A subshell has its own, and counts with those round it. */
export class Jobs {
	readonly #jobs = new Map<number, Job>();
	readonly #counted: { running: number };
	#last = 0;

	constructor(counted = { running: 0 }) {
		this.#counted = counted;
	}

	inner(): Jobs {
		return new Jobs(this.#counted);
	}

	/** Jobs of all these shells whose work has not ended, whatever became of them. */
	get running(): number {
		return this.#counted.running;
	}

	run(job: Job, work: () => Promise<number>): void {
		this.#counted.running++;
		job.run(() => work().finally(() => this.#counted.running--));
	}

	make(): Job {
		const job = new Job(++this.#last);
		this.#jobs.set(job.number, job);
		return job;
	}

	/** %1, or $!. */
	find(text: string): Job | null {
		const wanted = Number(text.replace(/^%/, ''));
		if (text.startsWith('%')) return this.#jobs.get(Number.isNaN(wanted) ? this.#last : wanted) ?? null;
		return [...this.#jobs.values()].find(({ id }) => id === wanted) ?? null;
	}

	all(): Job[] {
		return [...this.#jobs.values()];
	}

	forget(job: Job): void {
		this.#jobs.delete(job.number);
	}
}
