/** Evaluations in a database of their own: heads by id, samples by [evaluation, agent, task, sample]. */
import { openDB, type IDBPDatabase } from 'idb';
import { withRoom } from './full.ts';

type Key = { agent: string; task: string; sample: number };

export class StoredEvaluations<Head extends { id: string }, Sample extends Key> {
	readonly #database: IDBPDatabase;

	private constructor(database: IDBPDatabase) {
		this.#database = database;
	}

	static async open<Head extends { id: string }, Sample extends Key>(
		name = 'tabgym-evaluations'
	): Promise<StoredEvaluations<Head, Sample>> {
		const database = await openDB(name, 1, {
			upgrade(fresh) {
				fresh.createObjectStore('heads', { keyPath: 'id' });
				fresh.createObjectStore('samples');
			}
		});
		return new StoredEvaluations(database);
	}

	async heads(): Promise<Head[]> {
		return (await this.#database.getAll('heads')) as Head[];
	}

	async samples(id: string): Promise<Sample[]> {
		return (await this.#database.getAll('samples', rangeOf(id))) as Sample[];
	}

	async create(head: Head): Promise<void> {
		await this.#database.put('heads', head);
	}

	async add(id: string, samples: readonly Sample[]): Promise<void> {
		const transaction = this.#database.transaction('samples', 'readwrite');
		const written = samples.map((one) => transaction.store.put(one, [id, one.agent, one.task, one.sample]));
		await withRoom('results of the evaluation', Promise.all([...written, transaction.done]));
	}

	async delete(id: string): Promise<void> {
		const transaction = this.#database.transaction(['heads', 'samples'], 'readwrite');
		await Promise.all([
			transaction.objectStore('heads').delete(id),
			transaction.objectStore('samples').delete(rangeOf(id)),
			transaction.done
		]);
	}
}

function rangeOf(id: string): IDBKeyRange {
	return IDBKeyRange.bound([id], [id, []]);
}
