/** Two stored runs beside one another. */
import { CodedError } from '#model/coded-error.ts';
import { fold, type Run } from '#model/run.ts';
import type { TrajectoryHead } from '#model/trajectory.ts';
import type { Tree } from '#model/tree.ts';
import { readWhole } from '#store/lineage.ts';
import { baseTree, readSides, type FileSides } from './files.ts';
import type { Parts } from './parts.ts';

export type Side = { head: TrajectoryHead; run: Run };

export class Comparison {
	readonly #parts: Parts;
	#sides = $state.raw<readonly [Side, Side] | null>(null);
	#problem = $state.raw<string | null>(null);
	#tree: Tree | null = null;

	constructor(parts: Parts) {
		this.#parts = parts;
	}

	/** null until they are here. */
	get sides(): readonly [Side, Side] | null {
		return this.#sides;
	}
	get problem(): string | null {
		return this.#problem;
	}

	async load(left: string, right: string): Promise<void> {
		try {
			const [one, other] = await Promise.all([this.#side(left), this.#side(right)]);
			const [foreign, known] = one.head.foreign ? [one, other] : [other, one];
			if (one.head.task !== other.head.task && !foreign.head.foreign)
				throw new CodedError(
					'E_COMPARE',
					`Cannot compare a run of "${one.head.task}" with one of "${other.head.task}": they are of different tasks`
				);
			this.#tree = baseTree((await this.#parts.loadTaskPack(known.head.task, {})).base);
			this.#sides = [one, other];
		} catch (error) {
			if (!(error instanceof CodedError)) throw error;
			this.#problem = error.message;
		}
	}

	/** A file as the left run left it, and as the right one did. */
	async read(path: string): Promise<FileSides> {
		const [left, right] = await Promise.all((this.#sides ?? []).map(({ run }) => this.#last(path, run)));
		return { before: left ?? null, after: right ?? null };
	}

	async #last(path: string, run: Run): Promise<string | null> {
		const { blobs } = await this.#parts.store();
		const change = run.changes.find((one) => one.path === path);
		return (await readSides(path, this.#tree ?? baseTree([]), change, (id) => blobs.get(id))).after;
	}

	async #side(id: string): Promise<Side> {
		const { trajectories } = await this.#parts.store();
		const { head, events } = await readWhole(id, (one) => trajectories.read(one));
		return { head, run: fold(events) };
	}
}
