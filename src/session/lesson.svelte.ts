/** A lesson as the learner lives it: the drills with what was answered, the commands that were tried, and the checks that must be run. */
import type { Tree } from '#model/tree.ts';
import { indexSchema, isExtra, parsed, type Drill, type Lesson, type LessonEntry } from '#lesson/lesson.ts';
import { merge, type Done } from '#lesson/progress.ts';
import type { StoredProgress } from '#store/progress.ts';
import { worthKeeping } from './keeping.ts';
import { fetchLessonJson, LessonGround, type Answered } from './lesson-ground.ts';
import type { HostName, Parts, TaskPack } from './parts.ts';
import type { SharedSession } from './shared.svelte.ts';
import { TryOut } from './try-out.svelte.ts';

export const loadIndex = async (): Promise<LessonEntry[]> =>
	parsed(indexSchema, await fetchLessonJson('index.json'), 'index');

/** Told of each answer, where somebody keeps a list of them. */
export type OnAnswer = (drill: Drill, done: Done) => Promise<void>;

/** Where answers are kept. */
type Keeping = Pick<StoredProgress<Done>, 'list' | 'put'>;

export class LessonSession {
	readonly ground: LessonGround;
	readonly parts: Parts;
	readonly #progress: Keeping;
	readonly #onAnswer: OnAnswer | null;
	#done = $state.raw<readonly Done[]>([]);
	/** What a check that is being run waits for; "" = none. */
	#waiting = $state('');
	readonly #tryOuts: Record<string, TryOut> = {};
	#aborter = new AbortController();

	private constructor(
		parts: Parts,
		ground: LessonGround,
		stored: { progress: Keeping; done: readonly Done[]; onAnswer: OnAnswer | null }
	) {
		this.parts = parts;
		this.ground = ground;
		this.#progress = stored.progress;
		this.#done = stored.done;
		this.#onAnswer = stored.onAnswer;
	}

	/** @param given progress of an assignment in place of the learner's own */
	static async open(
		parts: Parts,
		id: string,
		given?: { progress: Keeping; onAnswer: OnAnswer }
	): Promise<LessonSession> {
		const [ground, progress] = await Promise.all([
			LessonGround.open(parts, id),
			given?.progress ?? parts.progress()
		]);
		const stored = { progress, done: await progress.list(), onAnswer: given?.onAnswer ?? null };
		return new LessonSession(parts, ground, stored);
	}

	get lesson(): Lesson {
		return this.ground.lesson;
	}
	get pack(): TaskPack | null {
		return this.ground.pack;
	}
	get run(): SharedSession | null {
		return this.ground.run;
	}
	get base(): Tree {
		return this.ground.base;
	}
	get waiting(): string {
		return this.#waiting;
	}
	done(drill: string): Done | null {
		return this.#done.find(({ key }) => key === this.#key(drill)) ?? null;
	}
	/** Drills that count, and those of them that were passed. */
	get counted(): readonly Drill[] {
		return this.lesson.drills.filter((drill) => !isExtra(drill));
	}
	get passed(): number {
		return this.counted.filter(({ id }) => this.done(id)?.passed).length;
	}

	/** @param answer what was typed or chosen; of edited files JSON by path @param hints how many were looked at */
	async check(drill: Drill, answer: string, hints: number, host: HostName): Promise<Answered> {
		try {
			const checked = await this.ground.check(drill, answer, {
				host,
				onProgress: (text) => (this.#waiting = text),
				signal: this.#aborter.signal
			});
			const before = this.done(drill.id);
			await this.#keep(
				drill,
				merge(before?.passed ? before : undefined, {
					key: this.#key(drill.id),
					passed: checked.passed,
					tries: (before?.tries ?? 0) + 1,
					hints: Math.max(hints, before?.hints ?? 0),
					answer,
					score: before?.score ?? checked.score
				})
			);
			return checked;
		} finally {
			this.#waiting = '';
		}
	}

	/** Keeps an answer that is not yet to be checked. */
	async remember(drill: Drill, answer: string): Promise<void> {
		const before = this.done(drill.id);
		const nothing = { key: this.#key(drill.id), passed: false, tries: 0, hints: 0, score: null };
		const done = { ...nothing, ...before, answer };
		await this.#progress.put(done);
		this.#done = [...this.#done.filter(({ key }) => key !== done.key), done];
	}

	/** A file as the learner of a drill begins with it. */
	read(path: string, from: number | undefined): Promise<string> {
		return this.ground.read(path, from);
	}

	/** Where the learner runs commands over the files of this drill. */
	tryOut(drill: Drill): TryOut {
		const layers = async (files: Readonly<Record<string, string>>) =>
			this.ground.layers({ ...(await this.ground.filesAt(drill)), ...files });
		return (this.#tryOuts[drill.id] ??= new TryOut(this.parts, layers, this.lesson.commands.prepare));
	}

	/** Ends what runs; the lesson can still be answered. */
	async stop(): Promise<void> {
		this.#aborter.abort();
		this.#aborter = new AbortController();
		await Promise.all(Object.values(this.#tryOuts).map((one) => one.close()));
	}

	#key(drill: string): string {
		return `${this.lesson.id}#${drill}`;
	}

	async #keep(drill: Drill, done: Done): Promise<void> {
		await this.#progress.put(done);
		worthKeeping();
		this.#done = [...this.#done.filter(({ key }) => key !== done.key), done];
		await this.#onAnswer?.(drill, done);
	}
}
