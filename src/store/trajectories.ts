/** Runs at rest: heads by id, events by [id, seq]. What is read is checked; what cannot be read is said, never skipped. */
import { CodedError } from '#model/coded-error.ts';
import type { TrajectoryEvent } from '#model/event.ts';
import { readEvent, readHead, readTrajectory } from '#model/modernize.ts';
import type { Trajectory, TrajectoryHead } from '#model/trajectory.ts';
import type { Database } from './schema.ts';

/** One stored run in a list; one that cannot be read is listed with the reason. */
export type ListedRun =
	| {
			id: string;
			head: TrajectoryHead;
			/** Its last events, oldest first. */ tail: readonly TrajectoryEvent[];
	  }
	| { id: string; problem: string };

/** A verdict follows the end of a run, and a note may follow that. */
const TAIL = 4;

export class Trajectories {
	readonly #database: Database;

	constructor(database: Database) {
		this.#database = database;
	}

	/** Writes the head of a new run. */
	async create(head: TrajectoryHead): Promise<void> {
		await this.#database.add('heads', head);
	}

	/** All or none; a seq that is already there is refused, so that two writers cannot mix. */
	async append(id: string, events: readonly TrajectoryEvent[]): Promise<void> {
		const transaction = this.#database.transaction('events', 'readwrite', { durability: 'relaxed' });
		try {
			await Promise.all([
				...events.map((event) => transaction.store.add(event, [id, event.seq])),
				transaction.done
			]);
		} catch (error) {
			if (error instanceof DOMException && error.name === 'ConstraintError')
				throw new CodedError(
					'E_SECOND_WRITER',
					`Cannot record event ${events[0]?.seq} of run "${id}": it is already there, written by another tab`,
					{ cause: error }
				);
			throw error;
		}
	}

	async read(id: string): Promise<Trajectory> {
		const head = await this.#database.get('heads', id);
		if (!head)
			throw new CodedError('E_NO_RUN', `Cannot open run "${id}": this browser has no run of that name`);
		return readTrajectory({ head, events: await this.#database.getAll('events', rangeOf(id)) }, id);
	}

	/** Every stored run, newest first. */
	async list(): Promise<ListedRun[]> {
		const keys = await this.#database.getAllKeys('heads');
		const runs = await Promise.all(keys.map((id) => this.#listed(id)));
		return runs.sort((a, b) => (startOf(a) < startOf(b) ? 1 : -1));
	}

	/** Removes a run. Its blobs stay: other runs may name them. One that others were forked from is refused. */
	async delete(id: string): Promise<void> {
		const forks = (await this.#database.getAll('heads')).filter(({ parent }) => parent?.id === id);
		if (forks.length > 0)
			throw new CodedError(
				'E_HAS_FORKS',
				`Cannot delete run "${id}": ${forks.length === 1 ? 'a run was' : `${forks.length} runs were`} forked from it and stand${forks.length === 1 ? 's' : ''} on its events. Delete ${forks.length === 1 ? 'that one' : 'those'} first`
			);
		const transaction = this.#database.transaction(['heads', 'events'], 'readwrite');
		await Promise.all([
			transaction.objectStore('heads').delete(id),
			transaction.objectStore('events').delete(rangeOf(id)),
			transaction.done
		]);
	}

	async #listed(id: string): Promise<ListedRun> {
		try {
			const head = readHead(await this.#database.get('heads', id), id);
			return { id, head, tail: await this.#tail(id) };
		} catch (error) {
			if (error instanceof CodedError) return { id, problem: error.message };
			throw error;
		}
	}

	async #tail(id: string): Promise<TrajectoryEvent[]> {
		const events: TrajectoryEvent[] = [];
		const transaction = this.#database.transaction('events');
		let cursor = await transaction.store.openCursor(rangeOf(id), 'prev');
		while (cursor && events.length < TAIL) {
			events.unshift(readEvent(cursor.value, cursor.key[1], id));
			cursor = await cursor.continue();
		}
		return events;
	}
}

function rangeOf(id: string): IDBKeyRange {
	return IDBKeyRange.bound([id, 0], [id, Infinity]);
}

function startOf(run: ListedRun): string {
	return 'head' in run ? run.head.startedAt : '';
}
