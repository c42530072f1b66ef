/** Feedback on an attempt: evidence that is gathered by running, and a talk with a model that is shown it where one is configured. */
import { CodedError } from '#model/coded-error.ts';
import { changedLinesRunBy, coverageOf } from '#gym/quality/run.ts';
import type { ChangedFile } from '#gym/quality/source.ts';
import {
	evidenceWords,
	habitsOf,
	secretLines,
	tells,
	tutorPrompt,
	type Evidence,
	type Said
} from '#lesson/tutor.ts';
import type { Message } from '#agent/models/model.ts';
import type { Verdict } from '#model/verdict.ts';
import { arrange } from '#verifier/arrange.ts';
import { baseTree, diffOf } from './files.ts';
import type { Proposal } from './lesson-judge.ts';
import type { HostName, Parts, TaskPack } from './parts.ts';
import { messageOf } from './recorder.ts';
import { reviewedFiles } from './reviewed.ts';
import { beyondOf } from './sampling.ts';

/** What a learner handed to the verifier, and what it said. */
export type Attempt = {
	pack: TaskPack;
	proposal: Proposal;
	verdict: Verdict;
	/** What the learner ran before, and the files as they were checked. */
	tried: readonly { command: string; answer: string }[];
	answer: string;
};

export { evidenceWords, type Evidence, type Said };

const WITHHELD =
	'The tutor wrote a line of the fix, so its answer is withheld. Ask again, about what you see rather than about what to write.';

export class Tutor {
	readonly #parts: Parts;
	readonly #attempt: Attempt;
	#evidence = $state.raw<Evidence | null>(null);
	#said = $state.raw<readonly Said[]>([]);
	#busy = $state('');
	#problem = $state('');
	#aborter = new AbortController();

	constructor(parts: Parts, attempt: Attempt) {
		this.#parts = parts;
		this.#attempt = attempt;
	}

	get evidence(): Evidence | null {
		return this.#evidence;
	}
	get said(): readonly Said[] {
		return this.#said;
	}
	/** What is waited for; "" = nothing. */
	get busy(): string {
		return this.#busy;
	}
	get problem(): string {
		return this.#problem;
	}
	/** The model that can be talked with; null = none is configured. */
	get model(): string | null {
		return this.#parts.modelName();
	}

	stop(): void {
		this.#aborter.abort();
	}

	/** Runs what shows how the attempt differs from the fix, and what of it no test runs. */
	async look(host: HostName): Promise<void> {
		await this.#work('Starting a sandbox', async (signal) => {
			this.#evidence = await this.#gathered(host, signal);
		});
	}

	/** A question to the model; "" lets it begin. */
	async ask(text: string): Promise<void> {
		const evidence = this.#evidence;
		if (!evidence) return;
		await this.#work('The tutor thinks', async (signal) => {
			const model = await this.#parts.openModel();
			if (text.trim()) this.#said = [...this.#said, { who: 'student', text: text.trim() }];
			const { pack } = this.#attempt;
			const given = { issue: pack.task.problemStatement, evidence, diff: await this.#diff() };
			const history: Message[] = tutorPrompt(given, this.#said).map((turn) =>
				turn.role === 'assistant'
					? { role: turn.role, text: turn.text, calls: [] }
					: { role: turn.role, text: turn.text }
			);
			const reply = (await model.reply(history, [], { signal })).text.trim();
			if (reply === '') throw new CodedError('E_TUTOR', `${model.name} gave no answer; ask again`);
			this.#said = [...this.#said, { who: 'tutor', text: tells(reply, this.#secret()) ? WITHHELD : reply }];
		});
	}

	async #gathered(host: HostName, signal: AbortSignal): Promise<Evidence> {
		const { pack, proposal, verdict, tried, answer } = this.#attempt;
		const onProgress = (text: string) => (this.#busy = text);
		const { patch } = proposal;
		const blob = async (id: string) => proposal.blobs.get(id) ?? new Uint8Array();
		const beyond = await beyondOf(this.#parts, pack, { patch, blob }, { host, signal, onProgress });
		const files = this.#files();
		const sandbox = await this.#parts.openSandbox({ host, signal, onProgress, offline: true });
		try {
			const { layers } = await arrange({ ...pack, testFiles: pack.task.testFiles, patch, blob });
			await sandbox.mount(layers);
			const ground = { task: pack.task, sandbox, files, signal, onProgress };
			const { smallest, differing, inputs } = beyond;
			const lines = smallest && (await changedLinesRunBy(ground, smallest.call));
			const coverage = await coverageOf(ground);
			return {
				failing: verdict.tests
					.filter(({ holds }) => !holds)
					.map(({ id, group, message }) => ({
						id,
						asked: group === 'FAIL_TO_PASS' ? 'turn green' : 'stay green',
						message: message ?? null
					})),
				tests: verdict.tests.length,
				behaviour: smallest && {
					...{ call: smallest.call, yours: smallest.patch, fix: smallest.fix, base: smallest.base },
					...{ differing: Object.values(differing).reduce((sum, count) => sum + count, 0), inputs, lines }
				},
				compared: beyond.status === 'unchecked' ? 0 : inputs,
				uncompared: beyond.status === 'unchecked' ? (beyond.reason ?? 'there was nothing to compare') : '',
				unrun: coverage?.missed ?? null,
				habits: habitsOf(tried, answer)
			};
		} finally {
			await sandbox.close();
		}
	}

	#files(): ChangedFile[] {
		const { pack, proposal } = this.#attempt;
		return reviewedFiles(pack, { ...proposal, fuzz: 0, leftOut: [] });
	}

	#diff(): Promise<string> {
		const files = this.#files();
		return diffOf(this.#attempt.proposal.patch, async (path) => {
			const { before = null, after = null } = files.find((file) => file.path === path) ?? {};
			return { before, after };
		});
	}

	#secret(): string[] {
		const { pack } = this.#attempt;
		const decoder = new TextDecoder();
		const fix = pack.gold.patch.flatMap(({ after }) => {
			const bytes = after === null ? undefined : pack.gold.blobs.get(after);
			return bytes ? [decoder.decode(bytes)] : [];
		});
		const base = [...baseTree(pack.base).values()].flatMap((file) =>
			'bytes' in file ? [decoder.decode(file.bytes)] : []
		);
		return secretLines(fix, [
			...base,
			...this.#files().map(({ after }) => after ?? ''),
			pack.task.problemStatement
		]);
	}

	async #work(waitingFor: string, work: (signal: AbortSignal) => Promise<void>): Promise<void> {
		if (this.#busy) return;
		this.#aborter = new AbortController();
		const { signal } = this.#aborter;
		this.#busy = waitingFor;
		this.#problem = '';
		try {
			await work(signal);
		} catch (error) {
			if (!signal.aborted) this.#problem = messageOf(error);
		} finally {
			this.#busy = '';
		}
	}
}
