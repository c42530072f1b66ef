/** The two sides of a class: the work of a student, kept in this browser, and the grading of what was handed in. */
import { CodedError } from '#model/coded-error.ts';
import { fingerprint, similarity, toCsv, toResults, type Grade } from '#lesson/grades.ts';
import { assignmentDigest, type Assignment, type Submission, type Work } from '#share/classroom.ts';
import { readFile } from '#share/share.ts';
import { StoredProgress } from '#store/progress.ts';
import { baseTree } from './files.ts';
import { edited, verdictOf } from './lesson-judge.ts';
import type { HostName, Parts, TaskPack } from './parts.ts';

export { toCsv, toResults, type Assignment };

type Kept = { key: string; name: string; work: Work[] };

/** Deletes everything of all assignments from this browser. */
export const forgetWork = async (): Promise<void> =>
	(await StoredProgress.open<Kept>('tabgym-classroom')).clear();

export class StudentWork {
	readonly assignment: Assignment;
	readonly #parts: Parts;
	readonly #store: StoredProgress<Kept>;
	readonly #digest: string;
	#name = $state('');
	#work = $state.raw<readonly Work[]>([]);
	#waiting = $state('');
	#opened: Record<string, number> = {};

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
		this.#work = kept?.work ?? assignment.tasks.map((task) => ({ task, hints: 0, attempts: [] }));
	}

	static async open(parts: Parts, assignment: Assignment): Promise<StudentWork> {
		const store = await StoredProgress.open<Kept>('tabgym-classroom');
		const digest = assignmentDigest(assignment);
		const kept = (await store.list()).find(({ key }) => key === digest);
		return new StudentWork(parts, assignment, store, kept);
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
		return this.#work.find((work) => work.task === task) ?? { task, hints: 0, attempts: [] };
	}

	async load(task: string): Promise<TaskPack> {
		this.#opened[task] ??= this.#parts.now();
		return this.#parts.loadTaskPack(task, {});
	}

	async sawHint(task: string, hints: number): Promise<void> {
		await this.#change(task, (work) => ({ ...work, hints: Math.max(work.hints, hints) }));
	}

	/** Judges the files as they are; the attempt is part of what is handed in. */
	async attempt(pack: TaskPack, files: Record<string, string>, host: HostName): Promise<string> {
		const { id } = pack.task;
		this.#waiting = 'Starting a sandbox';
		try {
			const proposal = await edited(baseTree(pack.base), files, null, 0);
			const { resolution } = await verdictOf(
				this.#parts,
				pack,
				proposal,
				host,
				(text) => (this.#waiting = text)
			);
			const since = this.of(id).attempts.at(-1)?.at ?? 0;
			const now = this.#parts.now();
			const at = Math.round(since + now - (this.#opened[id] ?? now));
			this.#opened[id] = now;
			await this.#change(id, (work) => ({
				...work,
				attempts: [...work.attempts, { at, files, resolution }]
			}));
			return resolution;
		} finally {
			this.#waiting = '';
		}
	}

	/** @throws CodedError E_NAME */
	submission(): Submission {
		if (this.#name.trim() === '') throw new CodedError('E_NAME', 'Cannot hand in: type a name first');
		return { assignment: this.#digest, name: this.#name.trim(), work: [...this.#work] };
	}

	async #change(task: string, change: (work: Work) => Work): Promise<void> {
		this.#work = this.#work.map((work) => (work.task === task ? change(work) : work));
		await this.#keep();
	}
	async #keep(): Promise<void> {
		await this.#store.put({ key: this.#digest, name: this.#name, work: [...this.#work] });
	}
}

type Taken = { file: string; submission: Submission | null; problem: string };

export class Grading {
	readonly assignment: Assignment;
	readonly #parts: Parts;
	#grades = $state.raw<readonly Grade[]>([]);
	#waiting = $state('');

	constructor(parts: Parts, assignment: Assignment) {
		this.#parts = parts;
		this.assignment = assignment;
	}

	get grades(): readonly Grade[] {
		return this.#grades;
	}
	get waiting(): string {
		return this.#waiting;
	}

	/** Re-executes and grades everything; what is forged, cut or of another class is named as such. */
	async grade(files: readonly File[], host: HostName): Promise<void> {
		const taken = await Promise.all(files.map((file) => this.#take(file)));
		this.#grades = [];
		for (const task of this.assignment.tasks) {
			const pack = await this.#parts.loadTaskPack(task, {});
			const known: Record<string, Awaited<ReturnType<typeof verdictOf>>> = {};
			const graded: { grade: Grade; written: ReadonlySet<string> }[] = [];
			for (const [index, one] of taken.entries()) {
				this.#waiting = `Grading ${index + 1} of ${taken.length}: ${one.submission?.name ?? one.file}`;
				graded.push(await this.#gradeOne(one, pack, known, host));
			}
			this.#grades = [...this.#grades, ...withSimilar(graded)];
		}
		this.#waiting = '';
	}

	async #take(file: File): Promise<Taken> {
		try {
			const share = readFile(await file.text());
			if (share.kind !== 'submission')
				throw new CodedError('E_FOREIGN', `It holds a ${share.kind}, not a submission`);
			if (share.submission.assignment !== assignmentDigest(this.assignment))
				return {
					file: file.name,
					submission: share.submission,
					problem: 'Foreign: it answers another assignment'
				};
			return { file: file.name, submission: share.submission, problem: '' };
		} catch (error) {
			return {
				file: file.name,
				submission: null,
				problem: error instanceof Error ? error.message : String(error)
			};
		}
	}

	async #gradeOne(
		{ file, submission, problem }: Taken,
		pack: TaskPack,
		known: Record<string, Awaited<ReturnType<typeof verdictOf>>>,
		host: HostName
	): Promise<{ grade: Grade; written: ReadonlySet<string> }> {
		const work = submission?.work.find(({ task }) => task === pack.task.id);
		const last = work?.attempts.at(-1);
		const grade: Grade = {
			...{ name: submission?.name ?? '', file, task: pack.task.id, problem },
			...{ claimed: last?.resolution ?? null, judged: null, tests: [], similar: null },
			...{ attempts: work?.attempts.length ?? 0, hints: work?.hints ?? 0, minutes: (last?.at ?? 0) / 60_000 }
		};
		const base = baseTree(pack.base);
		const written = fingerprint(
			textOf(base, Object.keys(last?.files ?? {})),
			Object.values(last?.files ?? {}).join('\n')
		);
		if (problem || !last)
			return { grade: { ...grade, problem: problem || 'Nothing was handed in for this task' }, written };
		// The same files have the same verdict: a class of two hundred has fewer answers than students.
		const key = JSON.stringify(Object.entries(last.files).sort());
		try {
			const verdict = (known[key] ??= await verdictOf(
				this.#parts,
				pack,
				await edited(base, last.files, null, 0),
				host,
				() => {}
			));
			const tests = verdict.tests.map(({ id, holds, message }) => ({
				id,
				passed: holds,
				message: message ?? null
			}));
			const forged = verdict.resolution !== last.resolution;
			const said = forged
				? `Forged or drifted: it claims ${last.resolution}, and here it is ${verdict.resolution}`
				: '';
			return { grade: { ...grade, judged: verdict.resolution, tests, problem: said }, written };
		} catch (error) {
			return {
				grade: { ...grade, problem: error instanceof Error ? error.message : String(error) },
				written
			};
		}
	}
}

function textOf(base: ReturnType<typeof baseTree>, paths: readonly string[]): string {
	const decoder = new TextDecoder();
	return paths
		.map((path) => {
			const file = base.get(path);
			return file && 'bytes' in file ? decoder.decode(file.bytes) : '';
		})
		.join('\n');
}

function withSimilar(graded: readonly { grade: Grade; written: ReadonlySet<string> }[]): Grade[] {
	return graded.map(({ grade, written }, index) => {
		const others = graded.filter((other, at) => at !== index && other.grade.name !== '');
		let similar: Grade['similar'] = null;
		for (const other of others) {
			const how = similarity(written, other.written);
			if (how > (similar?.how ?? 0)) similar = { name: other.grade.name, how };
		}
		return { ...grade, similar };
	});
}
