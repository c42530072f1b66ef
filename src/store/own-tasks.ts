/** Tasks that the user made or brought, in a database of their own: a run's store never waits for them. */
import { openDB, type IDBPDatabase } from 'idb';
import { CodedError } from '#model/coded-error.ts';
import type { Task } from '#model/task.ts';
import { withRoom } from './full.ts';

/** `Pack` is whatever belongs to a task, and can be cloned. */
export class OwnTasks<Pack extends { task: Task }> {
	readonly #database: IDBPDatabase;

	private constructor(database: IDBPDatabase) {
		this.#database = database;
	}

	static async open<Pack extends { task: Task }>(name = 'tabgym-tasks'): Promise<OwnTasks<Pack>> {
		const database = await openDB(name, 1, {
			upgrade(fresh) {
				fresh.createObjectStore('tasks', { keyPath: 'task.id' });
			}
		});
		return new OwnTasks<Pack>(database);
	}

	async list(): Promise<Pack[]> {
		return (await this.#database.getAll('tasks')) as Pack[];
	}

	/** null = there is none of that id. */
	async get(id: string): Promise<Pack | null> {
		return ((await this.#database.get('tasks', id)) as Pack | undefined) ?? null;
	}

	/** @throws CodedError E_TASK_EXISTS where there is another task of that id: nothing is overwritten */
	async add(pack: Pack): Promise<void> {
		try {
			await withRoom('the task', this.#database.add('tasks', pack));
		} catch (error) {
			if (!(error instanceof DOMException && error.name === 'ConstraintError')) throw error;
			throw new CodedError(
				'E_TASK_EXISTS',
				`Cannot save task "${pack.task.id}": this browser has one of that name already; choose another name`
			);
		}
	}

	async delete(id: string): Promise<void> {
		await this.#database.delete('tasks', id);
	}
}
