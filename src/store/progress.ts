/** Progress in the lessons, in a database of its own. `Done` is whatever has a key. */
import { openDB, type IDBPDatabase } from 'idb';
import { withRoom } from './full.ts';

export class StoredProgress<Done extends { key: string }> {
	readonly #database: IDBPDatabase;

	private constructor(database: IDBPDatabase) {
		this.#database = database;
	}

	static async open<Done extends { key: string }>(name = 'tabgym-progress'): Promise<StoredProgress<Done>> {
		const database = await openDB(name, 1, {
			upgrade(fresh) {
				fresh.createObjectStore('done', { keyPath: 'key' });
			}
		});
		return new StoredProgress<Done>(database);
	}

	async list(): Promise<Done[]> {
		return (await this.#database.getAll('done')) as Done[];
	}

	async put(done: Done): Promise<void> {
		await withRoom('what you did', this.#database.put('done', done));
	}

	async delete(key: string): Promise<void> {
		await this.#database.delete('done', key);
	}

	async clear(): Promise<void> {
		await this.#database.clear('done');
	}
}
