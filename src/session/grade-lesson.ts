/** Grades what was handed in for a lesson: each answer goes through the lesson's own check again. */
import { fingerprint, type Grade } from '#lesson/grades.ts';
import { isExtra, type Drill } from '#lesson/lesson.ts';
import type { LessonWork } from '#share/classroom.ts';
import { timelineOf } from './grade-task.ts';
import type { Graded, Grader, Taken } from './grading.svelte.ts';
import { filesIn, LessonGround, type Answered, type Watching } from './lesson-ground.ts';
import type { Parts } from './parts.ts';
import { messageOf } from './recorder.ts';

export class GradeLesson implements Grader {
	readonly #ground: LessonGround;
	readonly #watching: Watching;
	/** The same answer has the same result. */
	readonly #known: Record<string, Promise<Answered>> = {};

	private constructor(ground: LessonGround, watching: Watching) {
		this.#ground = ground;
		this.#watching = watching;
	}

	static async open(parts: Parts, lesson: string, watching: Watching): Promise<GradeLesson> {
		return new GradeLesson(await LessonGround.open(parts, lesson), watching);
	}

	async grade({ file, submission, problem }: Taken): Promise<Graded> {
		const { lesson } = this.#ground;
		// A fork is in the student's browser, and a model's opinion is nobody's evidence.
		const drills = lesson.drills.filter((drill) => !isExtra(drill) && drill.kind !== 'fork');
		const work = submission?.lessons.find((one) => one.lesson === lesson.id);
		const answers = work?.answers.filter(({ drill }) => drills.some(({ id }) => id === drill)) ?? [];
		const claimed = answers.filter(({ passed }) => passed).length;
		const grade: Grade = {
			...{ name: submission?.name ?? '', file, item: lesson.id, kind: 'lesson', problem },
			...{ claimed: work ? `${claimed} of ${drills.length}` : null, judged: null, passed: false },
			...{ tests: [], similar: null, timeline: timelineOf(work?.log ?? []) },
			attempts: answers.reduce((sum, { tries }) => sum + tries, 0),
			hints: answers.reduce((sum, { hints }) => sum + hints, 0),
			minutes: (work?.log.at(-1)?.at ?? 0) / 60_000
		};
		const nothing = { marks: new Set<string>(), run: null };
		if (problem || !work)
			return { ...nothing, grade: { ...grade, problem: problem || 'Nothing was handed in for this lesson' } };
		try {
			const tests = [];
			for (const drill of drills) tests.push(await this.#test(drill, answers));
			const passed = tests.filter((test) => test.passed).length;
			const forged = tests.flatMap(({ id, passed: here }) =>
				(answers.find(({ drill }) => drill === id)?.passed ?? false) === here ? [] : [id]
			);
			const said = forged.length > 0 ? `Forged or drifted: other results here for ${forged.join(', ')}` : '';
			return {
				...nothing,
				marks: this.#marks(answers),
				grade: {
					...grade,
					...{
						judged: `${passed} of ${drills.length}`,
						passed: passed === drills.length,
						tests,
						problem: said
					}
				}
			};
		} catch (error) {
			return { ...nothing, grade: { ...grade, problem: messageOf(error) } };
		}
	}

	async #test(drill: Drill, answers: LessonWork['answers']): Promise<Grade['tests'][number]> {
		const given = answers.find((one) => one.drill === drill.id);
		if (!given) return { id: drill.id, passed: false, message: 'Not answered' };
		const key = JSON.stringify([drill.id, given.answer]);
		try {
			const { passed, said } = await (this.#known[key] ??= this.#ground.check(
				drill,
				given.answer,
				this.#watching
			));
			return { id: drill.id, passed, message: passed ? null : said };
		} catch (error) {
			return { id: drill.id, passed: false, message: messageOf(error) };
		}
	}

	/** What was written into files. */
	#marks(answers: LessonWork['answers']): ReadonlySet<string> {
		const decoder = new TextDecoder();
		const marks = new Set<string>();
		for (const drill of this.#ground.lesson.drills) {
			const given = answers.find((one) => one.drill === drill.id);
			if (!given || !('files' in drill) || !given.answer.startsWith('{')) continue;
			for (const [path, text] of Object.entries(filesIn(drill, given.answer))) {
				const file = this.#ground.base.get(path);
				const before = file && 'bytes' in file ? decoder.decode(file.bytes) : '';
				for (const mark of fingerprint(before, text)) marks.add(mark);
			}
		}
		return marks;
	}
}
