/** Grades what was handed in for a task: the files of the last attempt, or of a whole run, judged in a fresh sandbox. */
import { fingerprint, type Grade } from '#lesson/grades.ts';
import { fold } from '#model/run.ts';
import type { Verdict } from '#model/verdict.ts';
import { resultsDigest, type Assignment, type Logged, type Work } from '#share/classroom.ts';
import { contentReader } from '#share/contents.ts';
import { unpackRun } from '#share/run.ts';
import { writeLetters } from '#share/share.ts';
import { baseTree } from './files.ts';
import type { Graded, Grader, Taken } from './grading.svelte.ts';
import { edited, verdictOf, type Proposal } from './lesson-judge.ts';
import type { HostName, Parts, TaskPack } from './parts.ts';
import { messageOf } from './recorder.ts';
import { wordsOf } from './shared.svelte.ts';

/** What a submission hands in and claims for a task. */
type Handed = {
	proposal: Proposal;
	claimed: Verdict['resolution'] | null;
	/** Digest of the claimed results; null = it says none. */
	results: string | null;
	timeline: Grade['timeline'];
	run: string | null;
};

const words: Record<Logged['what'], string> = {
	opened: 'Opened it',
	hint: 'Looked at hint',
	ran: 'Ran',
	checked: 'Checked:',
	answered: 'Answered',
	feedback: 'Asked for feedback',
	chose: 'Chose a run to hand in:'
};
export const timelineOf = (log: readonly Logged[]): Grade['timeline'] =>
	log.map(({ at, what, note }) => ({ at, what: `${words[what]} ${note}`.trim() }));

export class GradeTask implements Grader {
	readonly #parts: Parts;
	readonly #pack: TaskPack;
	readonly #mode: Assignment['mode'];
	readonly #host: HostName;
	/** The same files have the same verdict: a class of two hundred has fewer answers than students. */
	readonly #known: Record<string, Promise<Verdict>> = {};

	private constructor(parts: Parts, pack: TaskPack, mode: Assignment['mode'], host: HostName) {
		this.#parts = parts;
		this.#pack = pack;
		this.#mode = mode;
		this.#host = host;
	}

	static async open(
		parts: Parts,
		task: string,
		mode: Assignment['mode'],
		host: HostName
	): Promise<GradeTask> {
		return new GradeTask(parts, await parts.loadTaskPack(task, {}), mode, host);
	}

	async grade({ file, submission, problem }: Taken): Promise<Graded> {
		const { task } = this.#pack;
		const work = submission?.work.find((one) => one.task === task.id);
		const last = work?.log.at(-1)?.at ?? work?.attempts.at(-1)?.at ?? 0;
		const grade: Grade = {
			...{ name: submission?.name ?? '', file, item: task.id, kind: 'task', problem },
			...{ claimed: null, judged: null, passed: false, tests: [], similar: null },
			...{ attempts: work?.attempts.length ?? 0, hints: work?.hints ?? 0, minutes: last / 60_000 },
			timeline: timelineOf(work?.log ?? [])
		};
		try {
			const handed = work ? await this.#handed(work) : null;
			const marks = handed ? this.#marks(handed.proposal) : new Set<string>();
			const found = { marks, run: handed?.run ?? null };
			const told = handed ? { ...grade, claimed: handed.claimed, timeline: handed.timeline } : grade;
			if (problem || !handed)
				return { ...found, grade: { ...told, problem: problem || 'Nothing was handed in for this task' } };
			return { ...found, grade: this.#judged(told, handed, await this.#verdict(handed.proposal)) };
		} catch (error) {
			return { grade: { ...grade, problem: problem || messageOf(error) }, marks: new Set(), run: null };
		}
	}

	#judged(grade: Grade, { claimed, results }: Handed, verdict: Verdict): Grade {
		const { resolution } = verdict;
		const tests = verdict.tests.map(({ id, holds, message }) => ({
			id,
			passed: holds,
			message: message ?? null
		}));
		const problem =
			resolution !== claimed
				? `Forged or drifted: it claims ${claimed ?? 'nothing'}, and here it is ${resolution}`
				: results !== null && results !== resultsDigest(verdict.tests)
					? 'Drifted: the same resolution, but other tests hold here than it claims'
					: '';
		return { ...grade, judged: resolution, passed: resolution === 'full', tests, problem };
	}

	async #handed({ attempts, run, log }: Work): Promise<Handed | null> {
		const base = baseTree(this.#pack.base);
		if (this.#mode === 'run') {
			if (!run) return null;
			const { trajectory, contents } = unpackRun(run, wordsOf(this.#pack.task));
			const { changes, verdict, steps } = fold(trajectory.events);
			const read = contentReader(contents, base);
			const found = changes.flatMap(({ after }) => (after === null ? [] : [after]));
			const blobs = await Promise.all(found.map(async (id) => [id, await read(id)] as const));
			const letters = writeLetters({
				kind: 'run',
				run: { ...run, head: { ...run.head, task: trajectory.head.task, id: trajectory.head.id } }
			});
			return {
				proposal: { patch: changes, blobs: new Map(blobs) },
				claimed: verdict?.resolution ?? null,
				results: verdict ? resultsDigest(verdict.tests) : null,
				timeline: steps.map(({ at, index, calls, patches }) => ({
					at,
					what: `Step ${index + 1}: ${calls.map(({ tool, by }) => (by === 'person' ? `${tool} by hand` : tool)).join(', ')}${patches.length > 0 ? ', files changed' : ''}`
				})),
				run: letters
			};
		}
		const last = attempts.at(-1);
		if (!last) return null;
		const proposal = await edited(base, last.files, null, 0);
		return {
			proposal,
			claimed: last.resolution,
			results: last.results ?? null,
			timeline: timelineOf(log),
			run: null
		};
	}

	#verdict(proposal: Proposal): Promise<Verdict> {
		const key = JSON.stringify(proposal.patch.map(({ path, after }) => [path, after]).sort());
		return (this.#known[key] ??= verdictOf(this.#parts, this.#pack, proposal, this.#host, () => {}));
	}

	#marks({ patch, blobs }: Proposal): ReadonlySet<string> {
		const decoder = new TextDecoder();
		const base = baseTree(this.#pack.base);
		const before = patch.map(({ path }) => {
			const file = base.get(path);
			return file && 'bytes' in file ? decoder.decode(file.bytes) : '';
		});
		const after = patch.map((change) =>
			decoder.decode((change.after && blobs.get(change.after)) || new Uint8Array())
		);
		return fingerprint(before.join('\n'), after.join('\n'));
	}
}
