/** What outlives the page: runs and the contents their patches name. Settings are elsewhere (localStorage); keys are nowhere here. */
import { CodedError } from '#model/coded-error.ts';
import { StoredBlobs } from './blobs.ts';
import { openDatabase } from './schema.ts';
import { Trajectories } from './trajectories.ts';

export type Store = {
	trajectories: Pick<Trajectories, keyof Trajectories>;
	blobs: Pick<StoredBlobs, 'keep' | 'get'>;
	/** Deletes every run and every content. */
	clear: () => Promise<void>;
};

export async function openStore(name = 'tabgym'): Promise<Store> {
	try {
		const database = await openDatabase(name);
		const blobs = new StoredBlobs(database);
		const clear = async () => {
			const transaction = database.transaction(['heads', 'events', 'blobs'], 'readwrite');
			const stores = (['heads', 'events', 'blobs'] as const).map((name) => transaction.objectStore(name));
			await Promise.all([...stores.map((store) => store.clear()), transaction.done]);
			blobs.forget();
		};
		return { trajectories: new Trajectories(database), blobs, clear };
	} catch (error) {
		throw new CodedError(
			'E_STORE',
			`Cannot open this browser's store: ${error instanceof Error ? error.message : String(error)}. Runs cannot be recorded; a private window or a full disk are the usual reasons`,
			{ cause: error }
		);
	}
}
