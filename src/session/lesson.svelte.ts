/** A lesson as the learner lives it: its run, the drills with what was answered, and the checks that must be run. */
import { CodedError } from '#model/coded-error.ts';
import type { Tree } from '#model/tree.ts';
import {
	checkBreakpoint,
	checkJudgement,
	checkPrediction,
	checkWritten,
	type Checked
} from '#lesson/check.ts';
import {
	indexSchema,
	lessonSchema,
	parsed,
	type Drill,
	type Lesson,
	type LessonEntry,
	type Predicate
} from '#lesson/lesson.ts';
import { merge, type Done } from '#lesson/progress.ts';
import type { StoredProgress } from '#store/progress.ts';
import { applyDiff } from '#verifier/diff.ts';
import { edited, judge, startOf, type Judgement, type Proposal } from './lesson-judge.ts';
import type { HostName, Parts, TaskPack } from './parts.ts';
import { readFile, SharedSession } from './shared.svelte.ts';

const site = (path: string) => new URL(`lessons/${path}`, document.baseURI).href;

async function fetchJson(path: string): Promise<unknown> {
	const response = await fetch(site(path)).catch(() => null);
	if (!response?.ok)
		throw new CodedError(
			'E_LESSON',
			`Cannot open "${path}": this site has no such lesson (${response?.status ?? 'no answer'})`
		);
	return response.json();
}

export const loadIndex = async (): Promise<LessonEntry[]> =>
	parsed(indexSchema, await fetchJson('index.json'), 'index');

export class LessonSession {
	readonly lesson: Lesson;
	readonly pack: TaskPack;
	readonly run: SharedSession | null;
	/** The files that the learner begins with. */
	readonly base: Tree;
	readonly #parts: Parts;
	readonly #progress: StoredProgress<Done>;
	#done = $state.raw<readonly Done[]>([]);
	/** What a check that is being run waits for; "" = none. */
	#waiting = $state('');

	private constructor(
		parts: Parts,
		lesson: Lesson,
		pack: TaskPack,
		run: SharedSession | null,
		stored: { progress: StoredProgress<Done>; done: readonly Done[] }
	) {
		this.#parts = parts;
		this.lesson = lesson;
		this.pack = pack;
		this.run = run;
		this.#progress = stored.progress;
		this.#done = stored.done;
		this.base = startOf(pack, lesson);
	}

	static async open(parts: Parts, id: string): Promise<LessonSession> {
		const lesson = parsed(lessonSchema, await fetchJson(`${id}.json`), id);
		const [pack, progress] = await Promise.all([parts.loadTaskPack(lesson.task, {}), parts.progress()]);
		const share = lesson.run === null ? null : readFile(lesson.files[lesson.run] ?? '');
		const run = share?.kind === 'run' ? await SharedSession.open(parts, share) : null;
		return new LessonSession(parts, lesson, pack, run, { progress, done: await progress.list() });
	}

	get waiting(): string {
		return this.#waiting;
	}
	done(drill: string): Done | null {
		return this.#done.find(({ key }) => key === this.#key(drill)) ?? null;
	}
	get passed(): number {
		return this.lesson.drills.filter(({ id }) => this.done(id)?.passed).length;
	}

	/** @param answer what was typed or chosen; of a fix the files as JSON @param hints how many were looked at */
	async check(drill: Drill, answer: string, hints: number, host: HostName): Promise<Checked> {
		const checked = await this.#checked(drill, answer, host);
		const before = this.done(drill.id);
		await this.#keep(
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
	}

	/** A file as the learner of a fix begins with it. */
	async read(path: string, from: number | undefined): Promise<string> {
		const file = this.base.get(path);
		const original = file && 'bytes' in file ? new TextDecoder().decode(file.bytes) : '';
		if (from === undefined || !this.run) return original;
		const { replay } = this.run.session;
		replay.seekStep(from - 1);
		return (await this.run.session.read(path)).after ?? '';
	}

	async #checked(drill: Drill, answer: string, host: HostName): Promise<Checked> {
		switch (drill.kind) {
			case 'prediction': {
				const { resolved } = await this.#judge(
					await applyDiff(this.base, this.lesson.files[drill.patch] ?? ''),
					host
				);
				return checkPrediction(Number(answer), resolved);
			}
			case 'judge': {
				const { resolved, why } = await this.#judge(
					await applyDiff(this.base, this.lesson.files[drill.patch] ?? ''),
					host
				);
				return checkJudgement(answer === 'accept', resolved, why);
			}
			case 'breakpoint':
				return checkBreakpoint(answer as Predicate, this.run?.shared.trajectory.events ?? [], drill.answer);
			case 'fix': {
				const { resolved, why } = await this.#judge(
					await edited(
						this.base,
						JSON.parse(answer),
						drill.from === undefined ? null : this.run,
						drill.from ?? 0
					),
					host
				);
				const said = resolved
					? 'All tests pass: the verifier says resolved.'
					: `The verifier says: not resolved${why && `, ${why}`}.`;
				return { passed: resolved, said, score: null };
			}
			case 'choice':
			case 'step':
			case 'file':
			case 'line':
			case 'number':
				return checkWritten(drill, answer);
			default:
				return drill satisfies never;
		}
	}

	async #judge(proposal: Proposal, host: HostName): Promise<Judgement> {
		this.#waiting = 'Starting a sandbox';
		try {
			return await judge(this.#parts, this.pack, proposal, host, (text) => (this.#waiting = text));
		} finally {
			this.#waiting = '';
		}
	}

	#key(drill: string): string {
		return `${this.lesson.id}#${drill}`;
	}

	async #keep(done: Done): Promise<void> {
		await this.#progress.put(done);
		this.#done = [...this.#done.filter(({ key }) => key !== done.key), done];
	}
}
