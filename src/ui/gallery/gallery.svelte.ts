/** What the gallery shows: the tasks of this site, and the runs of this browser. */
import { CodedError } from '#model/coded-error.ts';
import type { TrajectoryEvent } from '#model/event.ts';
import { fold } from '#model/run.ts';
import type { CatalogueEntry, Parts } from '#session/parts.ts';
import { resolvedByOf, type ResolvedBy } from './filter.ts';
import { endWords, resolutionWords, type Tone } from '../shared/words.ts';

export type RunSummary = {
	id: string;
	task: string;
	agent: string;
	startedAt: string;
	outcome: { label: string; tone: Tone };
	resolved: boolean;
};

export type UnreadableRun = { id: string; problem: string };

export class GalleryState {
	readonly #parts: Parts;
	#tasks = $state.raw<readonly CatalogueEntry[] | null>(null);
	#runs = $state.raw<readonly RunSummary[]>([]);
	#unreadable = $state.raw<readonly UnreadableRun[]>([]);
	#problems = $state.raw<readonly string[]>([]);
	/** How many of the tasks that are being fetched are here. */
	#keeping = $state.raw<{ done: number; all: number } | null>(null);

	constructor(parts: Parts) {
		this.#parts = parts;
	}

	/** null until they are here. */
	get tasks(): readonly CatalogueEntry[] | null {
		return this.#tasks;
	}
	get runs(): readonly RunSummary[] {
		return this.#runs;
	}
	/** By agent, the tasks that it resolved. */
	get resolvedBy(): ResolvedBy {
		return resolvedByOf(this.#runs);
	}
	get unreadable(): readonly UnreadableRun[] {
		return this.#unreadable;
	}
	get problems(): readonly string[] {
		return this.#problems;
	}

	async load(): Promise<void> {
		await Promise.all([
			this.#attempt(async () => {
				this.#tasks = await this.#parts.loadCatalogue();
			}),
			this.#attempt(() => this.#loadRuns())
		]);
	}

	get keeping(): { done: number; all: number } | null {
		return this.#keeping;
	}

	/** Fetches these tasks, so that they open with the network off. */
	async keep(tasks: readonly CatalogueEntry[]): Promise<void> {
		await this.#attempt(async () => {
			for (const [done, { id }] of tasks.entries()) {
				this.#keeping = { done, all: tasks.length };
				await this.#parts.loadTaskPack(id, {});
			}
			this.#keeping = { done: tasks.length, all: tasks.length };
		});
		if (this.#keeping?.done !== tasks.length) this.#keeping = null;
	}

	async deleteRun(id: string): Promise<void> {
		await this.#attempt(async () => {
			await (await this.#parts.store()).trajectories.delete(id);
			await this.#loadRuns();
		});
	}

	async #loadRuns(): Promise<void> {
		const listed = await (await this.#parts.store()).trajectories.list();
		this.#runs = listed.flatMap((run) => {
			if ('problem' in run) return [];
			const { id, task, agent, startedAt } = run.head;
			return [{ id, task, agent, startedAt, ...outcomeOf(run.tail) }];
		});
		this.#unreadable = listed.flatMap((run) => ('problem' in run ? [run] : []));
	}

	async #attempt(action: () => Promise<void>): Promise<void> {
		try {
			await action();
		} catch (error) {
			if (!(error instanceof CodedError)) throw error;
			this.#problems = [...this.#problems, error.message];
		}
	}
}

function outcomeOf(tail: readonly TrajectoryEvent[]): Pick<RunSummary, 'outcome' | 'resolved'> {
	const { verdict, end } = fold(tail);
	if (verdict && !verdict.infraFailure)
		return { outcome: resolutionWords[verdict.resolution], resolved: verdict.resolution === 'full' };
	if (verdict) return { outcome: { label: 'Could not be judged', tone: 'amber' }, resolved: false };
	if (end) return { outcome: endWords[end.reason], resolved: false };
	return { outcome: { label: 'No end recorded', tone: 'amber' }, resolved: false };
}
