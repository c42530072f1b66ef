/** The teacher's side: takes any number of submissions, runs them again and grades them. Nothing of it is kept. */
import { CodedError } from '#model/coded-error.ts';
import { groupsOf, similarity, toCsv, toResults, type Grade } from '#lesson/grades.ts';
import { assignmentDigest, type Assignment, type Submission } from '#share/classroom.ts';
import { readFile } from '#share/share.ts';
import { GradeLesson } from './grade-lesson.ts';
import { GradeTask } from './grade-task.ts';
import type { HostName, Parts } from './parts.ts';
import { messageOf } from './recorder.ts';

export { toCsv, toResults, type Assignment, type Grade };

export type Taken = { file: string; submission: Submission | null; problem: string };

/** One submission's grade for one task or lesson, and what was written, to compare. `run`: letters of the run, where one was handed in. */
export type Graded = { grade: Grade; marks: ReadonlySet<string>; run: string | null };

/** Judges one submission after another for one task or lesson. */
export interface Grader {
	grade(taken: Taken): Promise<Graded>;
}

/** From here on two submissions are called alike. */
const ALIKE = 0.8;
/** Bytes of a file that is read at all. */
const MOST = 64e6;

export class Grading {
	readonly assignment: Assignment;
	readonly #parts: Parts;
	#graded = $state.raw<readonly Graded[]>([]);
	#alike = $state.raw<readonly { item: string; names: readonly string[] }[]>([]);
	#waiting = $state('');

	constructor(parts: Parts, assignment: Assignment) {
		this.#parts = parts;
		this.assignment = assignment;
	}

	get graded(): readonly Graded[] {
		return this.#graded;
	}
	get grades(): readonly Grade[] {
		return this.#graded.map(({ grade }) => grade);
	}
	/** Groups of submissions that are much alike, by task or lesson. */
	get alike(): readonly { item: string; names: readonly string[] }[] {
		return this.#alike;
	}
	get waiting(): string {
		return this.#waiting;
	}

	/** Re-executes and grades everything; what is forged, cut or of another class is named as such. */
	async grade(files: readonly File[], host: HostName): Promise<void> {
		const taken = await Promise.all(files.map((file) => this.#take(file)));
		this.#graded = [];
		this.#alike = [];
		const { tasks, lessons } = this.assignment;
		try {
			for (const item of [...tasks, ...lessons]) {
				this.#waiting = `Loading ${item}`;
				const onProgress = (text: string) => (this.#waiting = text);
				const grader: Grader = tasks.includes(item)
					? await GradeTask.open(this.#parts, item, this.assignment.mode, host)
					: await GradeLesson.open(this.#parts, item, { host, onProgress });
				const graded: Graded[] = [];
				for (const [index, one] of taken.entries()) {
					this.#waiting = `Grading ${index + 1} of ${taken.length}: ${one.submission?.name ?? one.file}`;
					graded.push(await grader.grade(one));
				}
				this.#graded = [...this.#graded, ...withSimilar(graded)];
				const written = graded.map(({ grade, marks }) => ({ name: grade.name || grade.file, marks }));
				this.#alike = [...this.#alike, ...groupsOf(written, ALIKE).map((names) => ({ item, names }))];
			}
		} finally {
			this.#waiting = '';
		}
	}

	async #take(file: File): Promise<Taken> {
		const refused = (problem: string): Taken => ({ file: file.name, submission: null, problem });
		try {
			if (file.size > MOST) return refused(`Cannot read it: it has more than ${MOST / 1e6} MB`);
			const share = readFile(await file.text());
			if (share.kind !== 'submission')
				throw new CodedError('E_FOREIGN', `It holds a ${share.kind}, not a submission`);
			const { submission } = share;
			const isForeign = submission.assignment !== assignmentDigest(this.assignment);
			return {
				file: file.name,
				submission,
				problem: isForeign ? 'Foreign: it answers another assignment' : ''
			};
		} catch (error) {
			return refused(messageOf(error));
		}
	}
}

function withSimilar(graded: readonly Graded[]): Graded[] {
	return graded.map((one, index) => {
		let similar: Grade['similar'] = null;
		for (const [at, other] of graded.entries()) {
			if (at === index || other.grade.name === '') continue;
			const how = similarity(one.marks, other.marks);
			if (how > (similar?.how ?? 0)) similar = { name: other.grade.name, how };
		}
		return { ...one, grade: { ...one.grade, similar } };
	});
}
