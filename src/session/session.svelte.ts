/** One run as the user lives it: load, boot, run, pause, stop, judge, look back. Its record is the trajectory, nothing here. */
import type { Agent } from '#agent/agent.ts';
import { CodedError } from '#model/coded-error.ts';
import type { TrajectoryHead } from '#model/trajectory.ts';
import { TRAJECTORY_VERSION } from '#model/trajectory.ts';
import type { BlobId, Tree } from '#model/tree.ts';
import type { Sandbox } from '#sandbox/sandbox.ts';
import { baseTree, listFiles, readSides, type FileEntry, type FileSides } from './files.ts';
import { LiveOutput, overheard } from './live-output.svelte.ts';
import type { AgentName, HostName, Parts, TaskPack } from './parts.ts';
import { isLive, markLive } from './presence.ts';
import { messageOf, Recorder } from './recorder.ts';
import { Replay } from './replay.svelte.ts';

export type Phase = 'idle' | 'loading' | 'booting' | 'running' | 'paused' | 'judging' | 'ended';

/** What is being waited for. Bytes where they are known. */
export type Progress = { text: string; loaded?: number; total?: number };

/** Why the last thing asked for did not happen. */
export type Problem = { code: string; message: string };

export class Session {
	readonly #parts: Parts;
	readonly live = new LiveOutput();
	#phase = $state<Phase>('idle');
	#progress = $state.raw<Progress | null>(null);
	#problem = $state.raw<Problem | null>(null);
	#pack = $state.raw<TaskPack | null>(null);
	#head = $state.raw<TrajectoryHead | null>(null);
	#elsewhere = $state(false);
	#replay = $state.raw(new Replay());
	readonly #tree: Tree = $derived(baseTree(this.#pack?.base ?? []));
	readonly #files = $derived(listFiles(this.#tree, this.#replay.run.changes));
	#recorder: Recorder | null = null;
	#aborter = new AbortController();
	#gate: { opened: Promise<void>; open: () => void } | null = null;

	constructor(parts: Parts) {
		this.#parts = parts;
	}

	get phase(): Phase {
		return this.#phase;
	}
	get progress(): Progress | null {
		return this.#progress;
	}
	get problem(): Problem | null {
		return this.#problem;
	}
	get pack(): TaskPack | null {
		return this.#pack;
	}
	get head(): TrajectoryHead | null {
		return this.#head;
	}
	/** Whether another tab is living this run: it can be looked at here, not continued. */
	get elsewhere(): boolean {
		return this.#elsewhere;
	}
	get replay(): Replay {
		return this.#replay;
	}
	/** The repository at the moment shown. */
	get files(): readonly FileEntry[] {
		return this.#files;
	}
	get busy(): boolean {
		return this.#phase !== 'idle' && this.#phase !== 'ended';
	}

	/** Shows a task, ready to run. */
	async openTask(id: string): Promise<void> {
		await this.#attempt('loading', async () => this.#load(id), 'idle');
	}

	/** Shows a stored run. One that nobody ended and no tab is living gets its end here: interrupted. */
	async openRun(id: string): Promise<void> {
		await this.#attempt(
			'loading',
			async () => {
				const { trajectories } = await this.#parts.store();
				const { head, events } = await trajectories.read(id);
				this.#head = head;
				for (const event of events) this.#replay.append(event);
				const last = events.at(-1);
				this.#recorder = await this.#recorderFor(head, { seq: events.length, at: last?.at ?? 0 }, null);
				this.#elsewhere = this.#replay.latest.status !== 'ended' && (await isLive(id));
				if (this.#replay.latest.status !== 'ended' && !this.#elsewhere)
					await this.#recorder.record({
						type: 'run-ended',
						reason: 'interrupted',
						message: 'The page was closed or reloaded during the run'
					});
				await this.#load(head.task);
			},
			'ended'
		);
	}

	/** Runs an agent on the task from a fresh sandbox to a verdict. `onStart` hears the new run's id. */
	async start(agent: AgentName, host: HostName, onStart: (id: string) => void, seed = 1): Promise<void> {
		const pack = this.#pack;
		if (!pack || this.busy) return;
		this.#aborter = new AbortController();
		await this.#attempt(
			'booting',
			async (signal) => {
				const chosen = await this.#parts.openAgent(agent, pack);
				const sandbox = await this.#boot(host, signal);
				try {
					await this.#run({ agent: chosen, pack, sandbox, signal, onStart, seed });
				} finally {
					await sandbox.close();
				}
			},
			'ended'
		);
		const { end, changes } = this.#replay.latest;
		if (
			!this.#problem &&
			end &&
			end.reason !== 'stopped' &&
			(changes.length > 0 || end.reason === 'submitted')
		)
			await this.judge(host);
	}

	/** Judges what the run changed, in a fresh sandbox. */
	async judge(host: HostName): Promise<void> {
		const [pack, recorder] = [this.#pack, this.#recorder];
		if (!pack || !recorder || this.busy) return;
		this.#aborter = new AbortController();
		await this.#attempt(
			'judging',
			async (signal) => {
				const sandbox = await this.#boot(host, signal);
				try {
					const verdict = await this.#parts.judgePatch({
						task: pack.task,
						base: pack.base,
						hiddenTests: pack.hiddenTests,
						deletedTests: pack.deletedTests,
						patch: this.#replay.latest.changes,
						blob: (id) => this.#blob(id),
						sandbox,
						signal,
						onProgress: (text) => (this.#progress = { text: `Judging: ${text}` })
					});
					await recorder.record({ type: 'verdict-reached', verdict });
				} finally {
					await sandbox.close();
				}
			},
			'ended'
		);
	}

	/** Holds the agent after the event it is at. */
	pause(): void {
		if (this.#phase !== 'running') return;
		let open = () => {};
		const opened = new Promise<void>((resolve) => (open = resolve));
		this.#gate = { opened, open };
		this.#phase = 'paused';
	}

	resume(): void {
		if (this.#phase !== 'paused') return;
		this.#phase = 'running';
		this.#gate?.open();
		this.#gate = null;
	}

	/** Ends whatever is under way; what was recorded stays. */
	stop(): void {
		this.#aborter.abort();
		this.#gate?.open();
		this.#gate = null;
	}

	/** A file before the run and at the moment shown. */
	async read(path: string): Promise<FileSides> {
		const change = this.#replay.run.changes.find((one) => one.path === path);
		return readSides(path, this.#tree, change, (id) => this.#blob(id));
	}

	async #load(task: string): Promise<void> {
		this.#pack = await this.#parts.loadTaskPack(task, {
			signal: this.#aborter.signal,
			onProgress: ({ text, loaded, total }) =>
				(this.#progress = { text: `Loading the ${text}`, loaded, total })
		});
	}

	async #boot(host: HostName, signal: AbortSignal): Promise<Sandbox> {
		this.#progress = { text: 'Starting a sandbox' };
		return this.#parts.openSandbox({ host, onProgress: (text) => (this.#progress = { text }), signal });
	}

	async #run({ agent, pack, sandbox, signal, onStart, seed }: RunInput): Promise<void> {
		const { task } = pack;
		this.#progress = { text: `Mounting ${pack.base.length} layers` };
		await sandbox.mount(pack.base);
		const head: TrajectoryHead = {
			version: TRAJECTORY_VERSION,
			id: this.#parts.newId(),
			task: task.id,
			taskDigest: pack.digest,
			host: await sandbox.describeHost(),
			seed,
			agent: agent.name,
			limits: task.limits,
			startedAt: this.#parts.wallClock()
		};
		const unmark = await markLive(head.id);
		try {
			const recorder = await this.#recorderFor(head, null, sandbox);
			await (await this.#parts.store()).trajectories.create(head);
			this.#replay = new Replay();
			this.#head = head;
			this.#recorder = recorder;
			this.#phase = 'running';
			this.#progress = null;
			await recorder.record({ type: 'run-started', agent: agent.name, issue: task.problemStatement });
			onStart(head.id);
			const watched = overheard(sandbox, (text) => this.#overhear(text));
			const runTests = task.tests === 'visible' ? await this.#parts.testsOf(pack, watched) : null;
			const events = agent.run({
				issue: task.problemStatement,
				sandbox: watched,
				runTests,
				testCommands: runTests ? task.testCommands : [],
				limits: task.limits,
				seed: head.seed,
				history: [],
				signal
			});
			await recorder.follow(events, {
				before: async (fact) => fact,
				after: async () => this.#gate?.opened
			});
		} finally {
			unmark();
			this.live.clear();
		}
	}

	async #recorderFor(
		head: TrajectoryHead,
		from: { seq: number; at: number } | null,
		sandbox: Sandbox | null
	): Promise<Recorder> {
		const { trajectories, blobs } = await this.#parts.store();
		const replay = from ? this.#replay : null;
		return new Recorder({
			now: this.#parts.now,
			append: (event) => trajectories.append(head.id, [event]),
			async keep(ids) {
				if (sandbox) for (const id of ids) await blobs.keep(id, (wanted) => sandbox.blob(wanted));
			},
			show: (event) => {
				if (event.type === 'tool-returned' || event.type === 'tool-called') this.live.clear();
				(replay ?? this.#replay).append(event);
			},
			...(from && { from })
		});
	}

	/** Only what belongs to a call that the agent shows; a search's own workers stay quiet. */
	#overhear(text: string): void {
		const call = this.#replay.latest.steps.at(-1)?.calls.at(-1);
		if (call && call.output === null) this.live.add(text);
	}

	async #blob(id: BlobId): Promise<Uint8Array> {
		return (await this.#parts.store()).blobs.get(id);
	}

	/** The one place where what was asked for may fail: says why, and goes to a phase the user can act in. */
	async #attempt(phase: Phase, action: (signal: AbortSignal) => Promise<void>, then: Phase): Promise<void> {
		const before = this.#phase;
		this.#phase = phase;
		this.#problem = null;
		const { signal } = this.#aborter;
		try {
			await action(signal);
			this.#phase = then;
		} catch (error) {
			this.#phase = this.#head ? 'ended' : before;
			if (!signal.aborted) this.#problem = problemOf(error);
		} finally {
			this.#progress = null;
			this.#gate = null;
		}
	}
}

type RunInput = {
	agent: Agent;
	pack: TaskPack;
	sandbox: Sandbox;
	signal: AbortSignal;
	onStart: (id: string) => void;
	seed: number;
};

function problemOf(error: unknown): Problem {
	if (error instanceof CodedError) return { code: error.code, message: error.message };
	return { code: 'E_BUG', message: messageOf(error) };
}
