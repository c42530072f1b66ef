/** Evaluations as the user lives them: planned, run in parallel sandboxes, stopped and gone on with, read from files, compared. */
import { CodedError } from '#model/coded-error.ts';
import { parseEvaluation, type EvaluationHead } from '#gym/evaluation.ts';
import type { Sample } from '#gym/sample.ts';
import { parsePredictions, type Prediction } from '#verifier/predictions.ts';
import { StoredEvaluations } from '#store/evaluations.ts';
import { scoreByJudge } from './judging.ts';
import type { CatalogueEntry, HostName, Parts } from './parts.ts';
import { judgeDiff, playerOf, sampleOfDiff, samplesLeft, takeSample, type Which } from './sampling.ts';

export type Stored = EvaluationHead & { id: string; name: string };
export type Plan = { agents: readonly string[]; tasks: readonly string[]; samples: number; seed: number };
export type { Sample };

/** Samples written to the store at once. */
const CHUNK = 1000;

export class Evaluations {
	readonly #parts: Parts;
	#store: Promise<StoredEvaluations<Stored, Sample>> | null = null;
	#list = $state.raw<readonly Stored[]>([]);
	#shown = $state.raw<Stored | null>(null);
	#samples = $state.raw<readonly Sample[]>([]);
	#catalogue = $state.raw<readonly CatalogueEntry[]>([]);
	/** What is being run now, by task and sample. */
	#running = $state.raw<readonly string[]>([]);
	#problem = $state<string | null>(null);
	#note = $state<string | null>(null);
	#aborter: AbortController | null = null;

	constructor(parts: Parts) {
		this.#parts = parts;
	}

	get list(): readonly Stored[] {
		return this.#list;
	}
	get shown(): Stored | null {
		return this.#shown;
	}
	get samples(): readonly Sample[] {
		return this.#samples;
	}
	get catalogue(): readonly CatalogueEntry[] {
		return this.#catalogue;
	}
	get running(): readonly string[] {
		return this.#running;
	}
	get problem(): string | null {
		return this.#problem;
	}
	/** What an imported file left out. */
	get note(): string | null {
		return this.#note;
	}
	get left(): number {
		return this.#shown ? samplesLeft(this.#shown, this.#samples).length : 0;
	}

	async load(): Promise<void> {
		await this.#attempt(async () => {
			const heads = await (await this.#open()).heads();
			this.#list = heads.sort((one, other) => (one.date < other.date ? 1 : -1));
			this.#catalogue = await this.#parts.loadCatalogue();
			const [first] = this.#list;
			if (first && !this.#shown) await this.show(first.id);
		});
	}

	async show(id: string): Promise<void> {
		if (this.#running.length > 0) return;
		this.#shown = this.#list.find((one) => one.id === id) ?? null;
		this.#samples = await this.samplesOf(id);
		this.#note = null;
	}

	async samplesOf(id: string): Promise<Sample[]> {
		return (await this.#open()).samples(id);
	}

	async start(plan: Plan, host: HostName, jobs: number): Promise<void> {
		await this.#attempt(async () => {
			if (plan.tasks.length === 0 || plan.agents.length === 0 || !(plan.samples >= 1))
				throw new CodedError(
					'E_NOTHING',
					'Cannot evaluate nothing: choose at least one agent, one task and one sample'
				);
			const probe = await this.#parts.openSandbox({
				host,
				signal: new AbortController().signal,
				onProgress: () => {}
			});
			const described = await probe.describeHost().finally(() => probe.close());
			await this.#add({
				...{ type: 'evaluation', version: 1, agent: plan.agents.join(', '), host: described },
				...{ date: this.#parts.wallClock(), seed: plan.seed, samples: plan.samples, tasks: [...plan.tasks] },
				agents: [...plan.agents],
				id: this.#parts.newId(),
				name: plan.agents.join(', ')
			});
		});
		if (!this.#problem) await this.resume(host, jobs);
	}

	/** Goes on with what is shown, where it was left: after a stop or a reload. */
	async resume(host: HostName, jobs: number): Promise<void> {
		const shown = this.#shown;
		if (!shown || this.#running.length > 0) return;
		const waiting = samplesLeft(shown, this.#samples);
		const { signal } = (this.#aborter = new AbortController());
		await this.#attempt(async () => {
			await this.#parallel(jobs, waiting, async (which) => {
				const player = await playerOf(this.#parts, which.agent);
				await this.#keep(shown.id, [await takeSample(this.#parts, which, { host, signal, player })]);
			});
		});
		if (signal.aborted) this.#problem = null;
	}

	/** Lets the model of the settings judge the runs that are kept here: their scores are what Best@k chooses by. */
	async judge(): Promise<void> {
		const shown = this.#shown;
		if (!shown || this.#running.length > 0) return;
		const { signal } = (this.#aborter = new AbortController());
		await this.#attempt(async () => {
			const ask = await this.#parts.openJudge();
			const work = this.#samples.filter(({ run, score }) => run !== null && score === null);
			await this.#parallel(1, work, async (sample) => {
				const scored = await scoreByJudge(this.#parts, sample, { ask, signal });
				if (!scored) {
					this.#note = 'Runs that are not kept in this browser are not judged';
					return;
				}
				await (await this.#open()).add(shown.id, [scored]);
				this.#samples = this.#samples.map((one) => (one === sample ? scored : one));
			});
		});
		if (signal.aborted) this.#problem = null;
	}

	stop(): void {
		this.#aborter?.abort();
	}

	async remove(id: string): Promise<void> {
		await (await this.#open()).delete(id);
		this.#list = this.#list.filter((one) => one.id !== id);
		this.#shown = null;
		this.#samples = [];
	}

	/** A results file of `npm run eval`, or SWE-bench's predictions, which are judged now. */
	async read(file: File, host: HostName, jobs: number): Promise<void> {
		await this.#attempt(async () => {
			const text = await file.text();
			if (text.startsWith('{"type":"evaluation"')) await this.#readResults(file.name, text);
			else await this.#judge(file.name, parsePredictions(file.name, text), { host, jobs });
		});
	}

	async #readResults(name: string, text: string): Promise<void> {
		const { head, samples } = parseEvaluation(name, text);
		const stored = await this.#add({ ...head, id: this.#parts.newId(), name });
		const all = samples.map((sample) => ({ ...sample, agent: sample.agent || head.agent }));
		for (let from = 0; from < all.length; from += CHUNK)
			await (await this.#open()).add(stored.id, all.slice(from, from + CHUNK));
		this.#samples = all;
	}

	async #judge(
		name: string,
		predictions: readonly Prediction[],
		{ host, jobs }: { host: HostName; jobs: number }
	): Promise<void> {
		const known = this.#catalogue.map(({ id }) => id);
		const unknown = predictions
			.filter(({ instance_id: id }) => !known.includes(id))
			.map(({ instance_id: id }) => id);
		const ours = predictions.filter(({ instance_id: id }) => known.includes(id));
		if (ours.length === 0)
			throw new CodedError(
				'E_UNKNOWN_IDS',
				`Cannot judge ${name}: none of its ids is a task here (${unknown.slice(0, 5).join(', ')})`
			);
		const agent = ours[0]?.model_name_or_path ?? 'unknown';
		const { signal } = (this.#aborter = new AbortController());
		const probe = await this.#parts.openSandbox({ host, signal, onProgress: () => {} });
		const described = await probe.describeHost().finally(() => probe.close());
		const stored = await this.#add({
			...{
				type: 'evaluation',
				version: 1,
				agent,
				host: described,
				date: this.#parts.wallClock(),
				seed: 0,
				samples: 1
			},
			tasks: ours.map(({ instance_id: id }) => id),
			id: this.#parts.newId(),
			name
		});
		if (unknown.length > 0) this.#note = `Not judged, unknown here: ${unknown.join(', ')}`;
		const work = ours.map((one) => ({
			agent,
			task: one.instance_id,
			sample: 1,
			seed: 0,
			diff: one.model_patch ?? ''
		}));
		await this.#parallel(jobs, work, async ({ diff, ...which }) => {
			const judged = await judgeDiff(this.#parts, which.task, diff, { host, signal, beyond: true });
			await this.#keep(stored.id, [sampleOfDiff(which, diff, judged)]);
		});
	}

	async #add(head: Stored): Promise<Stored> {
		await (await this.#open()).create(head);
		this.#list = [head, ...this.#list];
		this.#shown = head;
		this.#samples = [];
		this.#note = null;
		return head;
	}

	async #keep(id: string, samples: readonly Sample[]): Promise<void> {
		await (await this.#open()).add(id, samples);
		if (this.#shown?.id === id) this.#samples = [...this.#samples, ...samples];
	}

	async #parallel<T extends Which>(
		jobs: number,
		work: readonly T[],
		run: (one: T) => Promise<void>
	): Promise<void> {
		const waiting = [...work];
		const hand = async () => {
			for (let one = waiting.shift(); one && !this.#aborter?.signal.aborted; one = waiting.shift()) {
				const name = `${one.task} #${one.sample} (${one.agent})`;
				this.#running = [...this.#running, name];
				await run(one).finally(() => (this.#running = this.#running.filter((other) => other !== name)));
			}
		};
		await Promise.all(Array.from({ length: Math.max(1, jobs) }, hand));
	}

	#open(): Promise<StoredEvaluations<Stored, Sample>> {
		return (this.#store ??= StoredEvaluations.open<Stored, Sample>());
	}

	async #attempt(action: () => Promise<void>): Promise<void> {
		this.#problem = null;
		try {
			await action();
		} catch (error) {
			this.#problem = error instanceof Error ? error.message : String(error);
		}
	}
}
