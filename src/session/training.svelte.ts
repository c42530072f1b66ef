/** Training as the user lives it: data in, a live curve, stop and go on, weights out. */
import { domainsOf, experimentDefaults, inDomain, type Outcome } from '#gym/training/experiment.ts';
import type { Instance } from '#gym/training/instance.ts';
import { loadBugs } from '#gym/training/packed.ts';
import { defaults, handMade, type Method } from '#gym/training/ranking.ts';
import {
	difference,
	packagesOf,
	readInstances,
	readWeights,
	writeWeights,
	type WeightsFile
} from '#gym/training/weights.ts';
import type { Ask, Point, Tell } from '#gym/training/worker.ts';
import { collectInstance } from './collecting.ts';
import type { HostName, Parts } from './parts.ts';
import { shippedBugs } from './shipped-bugs.ts';

export type { Method, Outcome, Point };

export class Training {
	readonly #parts: Parts;
	#bugs = $state.raw<readonly Instance[]>([]);
	/** What the bugs that are learned from are about; null = all of them are. */
	#domain = $state<string | null>(null);
	/** What was learned when the domain was chosen: what a domain learns stays near it. */
	#near: readonly number[] | null = null;
	#curve = $state.raw<readonly { learned: Point; unseen: Point }[]>([]);
	#weights = $state.raw<readonly number[] | null>(null);
	#other = $state.raw<{ name: string; weights: readonly number[] } | null>(null);
	#outcome = $state.raw<Outcome | null>(null);
	#busy = $state<string | null>(null);
	#problem = $state<string | null>(null);
	#worker: Worker | null = null;
	#aborter = new AbortController();

	constructor(parts: Parts) {
		this.#parts = parts;
	}

	get bugs(): readonly Instance[] {
		return this.#bugs;
	}
	get domain(): string | null {
		return this.#domain;
	}
	/** Those that can be judged across packages. */
	get domains(): ReturnType<typeof domainsOf> {
		return domainsOf(this.#bugs);
	}
	get curve(): readonly { learned: Point; unseen: Point }[] {
		return this.#curve;
	}
	get epoch(): number {
		return this.#curve.at(-1)?.learned.epoch ?? 0;
	}
	get weights(): readonly number[] | null {
		return this.#weights;
	}
	get outcome(): Outcome | null {
		return this.#outcome;
	}
	get busy(): string | null {
		return this.#busy;
	}
	get problem(): string | null {
		return this.#problem;
	}
	/** What differs most between the weights here and those of a file, or the hand-made ones. */
	get moved(): { against: string; list: readonly { name: string; from: number; to: number }[] } | null {
		if (!this.#weights) return null;
		const against = this.#other?.weights ?? Array.from(handMade());
		const list = difference(Float64Array.from(against), Float64Array.from(this.#weights));
		return { against: this.#other?.name ?? 'the hand-made order', list: list.slice(0, 12) };
	}

	async readData(file: File): Promise<void> {
		await this.#attempt('Reading', async () => {
			this.#bugs = readInstances(file.name, await file.text());
			this.#forget();
		});
	}

	/** The injected bugs that come with the page. */
	async readShipped(): Promise<void> {
		await this.#attempt('Reading', async () => {
			this.#bugs = await loadBugs(shippedBugs());
			this.#forget();
		});
	}

	async readWeights(file: File): Promise<void> {
		await this.#attempt('Reading', async () => {
			const { weights } = readWeights(file.name, await file.text());
			this.#other = { name: file.name, weights };
			this.#weights ??= weights;
		});
	}

	/** Surveys tasks in a sandbox: what the search would try on each, and which of it is the fix. */
	async collect(tasks: readonly string[], host: HostName): Promise<void> {
		this.#aborter = new AbortController();
		const { signal } = this.#aborter;
		await this.#attempt('Collecting', async () => {
			for (const [index, id] of tasks.entries()) {
				if (signal.aborted) return;
				this.#busy = `Collecting: ${id} (${index + 1} of ${tasks.length})`;
				const found = await collectInstance(this.#parts, id, { host, signal }).catch((error: unknown) => {
					if (signal.aborted) return null;
					throw error;
				});
				if (found) this.#bugs = [...this.#bugs.filter((bug) => bug.id !== found.id), found];
			}
		});
	}

	specialise(domain: string | null): void {
		this.#domain = domain;
		this.#near = domain === null ? null : this.#weights;
	}

	/** From the start, or on from where it was stopped. */
	train(method: Method, epochs: number, budget: number): void {
		const from = this.#curve.length > 0 ? this.#weights : null;
		if (!from) this.#forget();
		const options = { ...defaults[method], epochs };
		const bugs = inDomain(this.#bugs, this.#domain);
		const near = this.#near;
		this.#ask('Learning', { type: 'train', bugs, options, budget, from, near, epoch: this.epoch });
	}

	/** Cross-validated by package, five seeds. */
	judge(method: Method, budget: number): void {
		const options = { ...experimentDefaults, budget, domain: this.#domain, training: defaults[method] };
		this.#ask('Judging', { type: 'experiment', bugs: this.#bugs, options });
	}

	stop(): void {
		this.#aborter.abort();
		this.#worker?.terminate();
		this.#worker = null;
		this.#busy = null;
	}

	startOver(): void {
		this.stop();
		this.#forget();
	}

	file(): string {
		const learnedFrom = packagesOf(this.#bugs);
		const about = `${this.epoch} epochs on ${this.#bugs.length} bugs, in the page`;
		return writeWeights(
			{ about, date: this.#parts.wallClock(), learnedFrom },
			Float64Array.from(this.#weights ?? handMade())
		);
	}

	/** The weights here, as the agent is to go by them. */
	get learned(): WeightsFile {
		return readWeights('the weights', this.file());
	}

	data(): string {
		return this.#bugs.map((bug) => `${JSON.stringify(bug)}\n`).join('');
	}

	#forget(): void {
		this.#curve = [];
		this.#domain = null;
		this.#near = null;
		this.#weights = null;
		this.#outcome = null;
	}

	#ask(busy: string, ask: Ask): void {
		this.stop();
		this.#problem = null;
		this.#busy = busy;
		const worker = new Worker(new URL('../gym/training/worker.ts', import.meta.url), { type: 'module' });
		this.#worker = worker;
		worker.addEventListener('message', ({ data }: MessageEvent<Tell>) => this.#hear(data));
		worker.addEventListener('error', ({ message }) => this.#hear({ type: 'problem', message }));
		worker.postMessage($state.snapshot(ask));
	}

	#hear(message: Tell): void {
		switch (message.type) {
			case 'epoch':
				this.#curve = [...this.#curve, { learned: message.learned, unseen: message.unseen }];
				this.#weights = message.weights;
				return;
			case 'progress':
				this.#busy = `Judging: ${message.done} of ${message.all} trainings`;
				return;
			case 'outcome':
				this.#outcome = message.outcome;
				return;
			case 'problem':
				this.stop();
				this.#problem = message.message;
				return;
			case 'done':
				return this.stop();
			default:
				return message satisfies never;
		}
	}

	async #attempt(busy: string, action: () => Promise<void>): Promise<void> {
		this.#problem = null;
		this.#busy = busy;
		try {
			await action();
		} catch (error) {
			this.#problem = error instanceof Error ? error.message : String(error);
		} finally {
			this.#busy = null;
		}
	}
}
