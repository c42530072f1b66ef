/** A student's work on an assignment: kept in this browser until it is handed in as a file or a link. */
import { CodedError } from '#model/coded-error.ts';
import type { Done } from '#lesson/progress.ts';
import {
	assignmentDigest,
	resultsDigest,
	type Assignment,
	type LessonWork,
	type Logged,
	type Submission,
	type Work
} from '#share/classroom.ts';
import { packRun } from '#share/run.ts';
import { readWhole, standalone } from '#store/lineage.ts';
import { StoredProgress } from '#store/progress.ts';
import { fold } from '#model/run.ts';
import { baseTree } from './files.ts';
import { edited, verdictOf } from './lesson-judge.ts';
import { worthKeeping } from './keeping.ts';
import { LessonSession } from './lesson.svelte.ts';
import type { HostName, Parts, TaskPack } from './parts.ts';
import { wordsOf } from './shared.svelte.ts';
import type { Attempt } from './tutor.svelte.ts';

export type { Assignment };

type Kept = { key: string; name: string; work: Work[]; lessons?: LessonWork[] };
type What = Logged['what'];

/** Milliseconds after which a student who did nothing is taken to have been away. */
const AWAY = 30 * 60_000;

/** Deletes everything of all assignments from this browser. */
export const forgetWork = async (): Promise<void> =>
	(await StoredProgress.open<Kept>('tabgym-classroom')).clear();

/** A run of this browser that could be handed in. */
export type Candidate = { id: string; agent: string; startedAt: string };

export class StudentWork {
	readonly assignment: Assignment;
	readonly #parts: Parts;
	readonly #store: StoredProgress<Kept>;
	readonly #digest: string;
	#name = $state('');
	#work = $state.raw<readonly Work[]>([]);
	#lessons = $state.raw<readonly LessonWork[]>([]);
	#waiting = $state('');
	/** By task or lesson: when something was last done, on the clock of this page. */
	#last: Record<string, number> = {};

	private constructor(
		parts: Parts,
		assignment: Assignment,
		store: StoredProgress<Kept>,
		kept: Kept | undefined
	) {
		this.#parts = parts;
		this.assignment = assignment;
		this.#store = store;
		this.#digest = assignmentDigest(assignment);
		this.#name = kept?.name ?? '';
		this.#work = kept?.work ?? assignment.tasks.map((task) => ({ task, hints: 0, attempts: [], log: [] }));
		this.#lessons = kept?.lessons ?? assignment.lessons.map((lesson) => ({ lesson, answers: [], log: [] }));
	}

	static async open(parts: Parts, assignment: Assignment): Promise<StudentWork> {
		const store = await StoredProgress.open<Kept>('tabgym-classroom');
		const digest = assignmentDigest(assignment);
		const kept = (await store.list()).find(({ key }) => key === digest);
		return new StudentWork(parts, assignment, store, kept);
	}

	get parts(): Parts {
		return this.#parts;
	}
	get name(): string {
		return this.#name;
	}
	set name(name: string) {
		this.#name = name.slice(0, 100);
		void this.#keep();
	}
	get waiting(): string {
		return this.#waiting;
	}
	of(task: string): Work {
		return this.#work.find((work) => work.task === task) ?? { task, hints: 0, attempts: [], log: [] };
	}
	/** Checks that are left; null = as many as wanted. */
	left(task: string): number | null {
		const { attempts } = this.assignment;
		return attempts === 0 ? null : Math.max(0, attempts - this.of(task).attempts.length);
	}

	async load(task: string): Promise<TaskPack> {
		const pack = await this.#parts.loadTaskPack(task, {});
		await this.log(task, 'opened');
		return pack;
	}

	/** A lesson whose answers belong to this assignment, not to the student's own progress. */
	async lesson(id: string): Promise<LessonSession> {
		const keyOf = (drill: string) => `${id}#${drill}`;
		const session = await LessonSession.open(this.#parts, id, {
			progress: {
				list: async () =>
					this.#answers(id).map(({ drill, ...rest }): Done => ({ key: keyOf(drill), ...rest })),
				put: async ({ key, ...rest }) => {
					const drill = key.slice(key.indexOf('#') + 1);
					const others = this.#answers(id).filter((one) => one.drill !== drill);
					this.#lessons = this.#lessons.map((work) =>
						work.lesson === id ? { ...work, answers: [...others, { drill, ...rest }] } : work
					);
				}
			},
			onAnswer: ({ id: drill }, { passed }) =>
				this.log(id, 'answered', `${drill}: ${passed ? 'passed' : 'not passed'}`)
		});
		await this.log(id, 'opened');
		return session;
	}

	async sawHint(task: string, hints: number): Promise<void> {
		this.#change(task, (work) => ({ ...work, hints: Math.max(work.hints, hints) }));
		await this.log(task, 'hint', String(hints));
	}

	/** Judges the files as they are; the attempt is part of what is handed in. */
	async attempt(pack: TaskPack, answer: string, host: HostName): Promise<Omit<Attempt, 'tried'>> {
		const { id } = pack.task;
		if (this.left(id) === 0)
			throw new CodedError('E_ATTEMPTS', `Cannot check: all ${this.assignment.attempts} attempts are used`);
		const files = JSON.parse(answer) as Record<string, string>;
		this.#waiting = 'Starting a sandbox';
		try {
			const proposal = await edited(baseTree(pack.base), files, null, 0);
			const progress = (text: string) => (this.#waiting = text);
			const verdict = await verdictOf(this.#parts, pack, proposal, host, progress);
			const { resolution } = verdict;
			await this.log(id, 'checked', resolution);
			const at = this.of(id).log.at(-1)?.at ?? 0;
			const attempt = { at, files, resolution, results: resultsDigest(verdict.tests) };
			this.#change(id, (work) => ({ ...work, attempts: [...work.attempts, attempt] }));
			await this.#keep();
			worthKeeping();
			return { pack, proposal, verdict, answer };
		} finally {
			this.#waiting = '';
		}
	}

	/** Runs of this task in this browser, the newest first. */
	async runs(task: string): Promise<Candidate[]> {
		const all = await (await this.#parts.store()).trajectories.list();
		return all.flatMap((run) =>
			'head' in run && run.head.task === task
				? [{ id: run.id, agent: run.head.agent, startedAt: run.head.startedAt }]
				: []
		);
	}

	/** Takes a run of this browser as what is handed in for the task. */
	async choose(task: string, id: string): Promise<void> {
		const { trajectories, blobs } = await this.#parts.store();
		const pack = await this.#parts.loadTaskPack(task, {});
		const { head, events } = await readWhole(id, (one) => trajectories.read(one));
		const read = (blob: string) => blobs.get(blob).catch(() => null); // what is gone is told as such
		const run = await packRun(standalone(head, events), 'short', wordsOf(pack.task), read);
		const resolution = fold(events).verdict?.resolution ?? 'none';
		this.#change(task, (work) => ({ ...work, run }));
		await this.log(task, 'chose', resolution);
	}

	/** What the student did; a pause that is long does not count as work. */
	async log(item: string, what: What, note = ''): Promise<void> {
		const now = this.#parts.now();
		const passed = Math.min(AWAY, now - (this.#last[item] ?? now));
		this.#last[item] = now;
		const add = (log: readonly Logged[]): Logged[] => {
			if (what === 'opened' && log.at(-1)?.what === 'opened') return [...log];
			return [...log, { at: Math.round((log.at(-1)?.at ?? 0) + passed), what, note: note.slice(0, 300) }];
		};
		this.#work = this.#work.map((work) => (work.task === item ? { ...work, log: add(work.log) } : work));
		this.#lessons = this.#lessons.map((work) =>
			work.lesson === item ? { ...work, log: add(work.log) } : work
		);
		await this.#keep();
	}

	/** @throws CodedError E_NAME */
	submission(): Submission {
		if (this.#name.trim() === '') throw new CodedError('E_NAME', 'Cannot hand in: type a name first');
		return {
			assignment: this.#digest,
			name: this.#name.trim(),
			work: [...this.#work],
			lessons: [...this.#lessons]
		};
	}

	#answers(lesson: string): LessonWork['answers'] {
		return this.#lessons.find((work) => work.lesson === lesson)?.answers ?? [];
	}
	#change(task: string, change: (work: Work) => Work): void {
		this.#work = this.#work.map((work) => (work.task === task ? change(work) : work));
	}
	async #keep(): Promise<void> {
		await this.#store.put({
			...{ key: this.#digest, name: this.#name },
			...{ work: [...this.#work], lessons: [...this.#lessons] }
		});
	}
}
