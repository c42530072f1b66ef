/** One run as the user lives it: load, boot, run, pause, stop, judge, look back. Its record is the trajectory, nothing here. */
import type { AgentEvent } from '#agent/agent.ts';
import { forkPoint, type Change } from '#debugger/change.ts';
import type { Surroundings } from '#debugger/moment.ts';
import type { Run } from '#model/run.ts';
import type { TrajectoryHead } from '#model/trajectory.ts';
import type { BlobId } from '#model/tree.ts';
import { Conductor, type Going, type Held } from './conductor.svelte.ts';
import type { Desk } from './desk.svelte.ts';
import type { FileEntry, FileSides } from './files.ts';
import { Evidence } from './evidence.svelte.ts';
import { Heat } from './heat.svelte.ts';
import { judged } from './judged.ts';
import { live, type Beginning, type Fork, type Playing } from './live.ts';
import { LiveOutput } from './live-output.svelte.ts';
import type { AgentName, HostName, Parts, TaskPack } from './parts.ts';
import { Notices } from './notices.svelte.ts';
import { bootFor, opening } from './opening.ts';
import { deservesJudging, problemOf, type Problem, type Progress } from './problem.ts';
import type { Recorder } from './recorder.ts';
import { goesOnElsewhere, recorderFor, reopened, type Recording } from './recording.ts';
import { Replay } from './replay.svelte.ts';
import { Repository } from './repository.svelte.ts';

export type Phase = 'idle' | 'loading' | 'booting' | 'running' | 'paused' | 'judging' | 'ended';

export class Session {
	readonly #parts: Parts;
	readonly live = new LiveOutput();
	/** What the model writes at the moment. */
	readonly speech = new LiveOutput();
	/** What the sandbox asked of the outside, and the limits it passed. */
	readonly notices = new Notices();
	/** The person's place in the run that is under way. */
	desk = $state.raw<Desk | null>(null);
	#phase = $state<Phase>('idle');
	#progress = $state.raw<Progress | null>(null);
	#problem = $state.raw<Problem | null>(null);
	#pack = $state.raw<TaskPack | null>(null);
	#head = $state.raw<TrajectoryHead | null>(null);
	#elsewhere = $state(false);
	#replay = $state.raw(new Replay());
	#recorder: Recorder | null = null;
	#aborter = new AbortController();
	readonly #conductor: Conductor;
	#host: HostName = 'embedded';
	/** How suspicious the lines of the repository are. */
	readonly heat: Heat;
	readonly #repository: Repository;
	/** What a second sandbox found out about the run. */
	readonly evidence = new Evidence(this);

	constructor(parts: Parts) {
		this.#parts = parts;
		this.heat = new Heat(parts, () => this.#pack);
		this.#repository = new Repository(this, this.heat);
		this.#conductor = new Conductor(
			() => parts.watchlist.breakpoints,
			(withHeat) => this.surroundings(this.#replay.latest, withHeat)
		);
	}

	get phase(): Phase {
		return this.#phase === 'running' && this.#conductor.paused ? 'paused' : this.#phase;
	}
	/** What the agent is held before; null = it works, or nothing runs. */
	get held(): Held | null {
		return this.#conductor.held;
	}
	get progress(): Progress | null {
		return this.#progress;
	}
	get problem(): Problem | null {
		return this.#problem;
	}
	get parts(): Parts {
		return this.#parts;
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
		return this.#repository.files;
	}
	get busy(): boolean {
		return this.#phase !== 'idle' && this.#phase !== 'ended';
	}

	/** Shows a task, ready to run. */
	async openTask(id: string): Promise<void> {
		await this.#attempt('loading', async () => this.#load(id), 'idle');
	}

	/** Shows a stored run, with what it was forked from. One that nobody ended and no tab is living gets its end here. */
	async openRun(id: string, step: number | null = null): Promise<void> {
		await this.#attempt(
			'loading',
			async () => {
				const { events, ...recording } = await reopened(this.#parts, id);
				const { head } = recording;
				this.#head = head;
				this.#replay.open(events);
				if (step !== null) this.#replay.seekStep(step);
				this.#recorder = await this.#recorderFor(recording);
				this.#elsewhere = await goesOnElsewhere(id, this.#replay.latest, this.#recorder);
				if (head.taskDigest) await this.#load(head.task);
			},
			'ended'
		);
	}

	/** Runs an agent on the task from a fresh sandbox to a verdict. `onStart` hears the new run's id. */
	async start(agent: AgentName, host: HostName, onStart: (id: string) => void, seed = 1): Promise<void> {
		await this.#live({ agent, host, onStart, seed, fork: null });
	}

	/** Another run that shares this one's events up to `step`, goes on with `change`, and ends with a verdict of its own. */
	async fork(step: number, change: Change, { agent, host, onStart }: Omit<Beginning, 'fork'>): Promise<void> {
		const parent = this.#head;
		if (!parent) return;
		let fork: Fork | null = null;
		await this.#attempt(
			this.#phase,
			async () => {
				const events = this.#replay.events;
				const point = forkPoint(events, step, change);
				fork = { parent, events: events.slice(0, point.seq + 1), point, change };
			},
			this.#phase
		);
		if (fork) await this.#live({ agent, host, onStart, seed: parent.seed, fork });
	}

	/** Judges what the run changed, in a fresh sandbox. */
	async judge(host: HostName): Promise<void> {
		const [pack, recorder] = [this.#pack, this.#recorder];
		if (!pack || !recorder || this.busy) return;
		this.#aborter = new AbortController();
		await this.#attempt(
			'judging',
			async (signal) => {
				const proposed = {
					patch: this.#replay.latest.changes,
					blob: (id: BlobId) => this.#repository.blob(id)
				};
				const onProgress = (text: string) => (this.#progress = { text });
				const verdict = await judged(this.#parts, pack, proposed, { host, signal, onProgress });
				await recorder.record({ type: 'verdict-reached', verdict });
			},
			'ended'
		);
	}

	/** Holds the agent at its next event. */
	pause(): void {
		if (this.#phase === 'running') this.#conductor.pause();
	}

	/** Lets the agent go on, with `fact` in place of what is pending. */
	resume(going: Going = { until: 'end' }, fact?: AgentEvent): void {
		if (this.phase === 'paused') this.#conductor.go(going, this.#replay.latest, fact);
	}

	/** Leaves the agent where it is held and goes on in the same run with `change`, and with another agent if one is named. */
	takeOver(change: Change, agent: AgentName | null): void {
		if (this.held) this.#conductor.leave({ change, agent });
	}

	/** Ends whatever is under way; what was recorded stays. */
	stop(): void {
		this.#aborter.abort();
		this.evidence.stop();
		this.#conductor.reset();
	}

	/** What a person calls the run, or writes about it; `on` = about that step. */
	async name(name: string): Promise<void> {
		await this.#recorder?.record({ type: 'run-named', name });
	}

	async note(text: string, on: number | null): Promise<void> {
		await this.#recorder?.record({ type: 'note-added', text, ...(on === null ? {} : { on }) });
	}

	/** What breakpoints and watches are told beside the run. */
	surroundings(run: Run, withHeat: boolean): Promise<Surroundings> {
		return this.#repository.surroundings(run, withHeat, this.#host);
	}

	/** A file before the run and at the moment shown, or at that of another run. */
	readonly read = (path: string, run?: Run): Promise<FileSides> => this.#repository.read(path, run);

	async #load(task: string): Promise<void> {
		this.#pack = await this.#parts.loadTaskPack(task, {
			signal: this.#aborter.signal,
			onProgress: ({ text, loaded, total }) =>
				(this.#progress = { text: `Loading the ${text}`, loaded, total })
		});
	}

	async #live({ agent, host, onStart, seed = 1, fork }: Beginning): Promise<void> {
		const pack = this.#pack;
		if (!pack || this.busy) return;
		this.#aborter = new AbortController();
		this.notices.clear();
		this.evidence.stop();
		this.#host = host;
		await this.#attempt(
			'booting',
			async (signal) => {
				const opened = await opening(this.#parts, pack, agent);
				this.desk = opened.desk;
				const onProgress = (text: string) => (this.#progress = { text });
				const given = { host, signal, onProgress, onNotice: this.notices.add };
				const sandbox = await bootFor(this.#parts, given);
				try {
					await this.#play({ ...opened, sandbox, seed, signal, fork, onStart });
				} finally {
					await sandbox.close();
				}
			},
			'ended'
		);
		const canBeJudged = pack.task.failToPass.length > 0 && deservesJudging(this.#replay.latest);
		if (!this.#problem && canBeJudged) await this.judge(host);
	}

	async #play(given: Playing): Promise<void> {
		this.#progress = { text: 'Mounting the repository' };
		try {
			await live({
				...given,
				agent: given.chosen,
				parts: this.#parts,
				conductor: this.#conductor,
				blob: (id) => this.#repository.blob(id),
				onOutput: (text) => this.live.hearOf(this.#replay.latest, text),
				onDelta: (delta) => this.speech.hear(delta),
				onHeat: (lines) => this.heat.take(lines),
				events: () => this.#replay.events,
				run: () => this.#replay.latest,
				begin: async (head, inherited) => {
					await (await this.#parts.store()).trajectories.create(head);
					this.#replay = new Replay();
					this.#replay.open(inherited);
					this.#head = head;
					this.evidence.clear();
					const { sandbox } = given;
					return (this.#recorder = await this.#recorderFor({ head, inherited, from: null, sandbox }));
				},
				onReady: (id) => {
					this.#phase = 'running';
					this.#progress = null;
					given.onStart(id);
				}
			});
		} finally {
			this.desk = null;
			for (const output of [this.speech, this.live]) output.clear();
		}
	}

	#recorderFor(recording: Omit<Recording, 'show'>): Promise<Recorder> {
		const replay = this.#replay;
		const show: Recording['show'] = (event) => {
			if (event.type === 'tool-returned' || event.type === 'tool-called') this.live.clear();
			this.speech.clear();
			replay.append(event);
		};
		return recorderFor(this.#parts, { ...recording, show });
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
		}
	}
}
