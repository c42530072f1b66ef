/** The database of the page. Append-only but for deleting a whole run; several tabs may use it at once. */
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { TrajectoryEvent } from '#model/event.ts';
import type { TrajectoryHead } from '#model/trajectory.ts';
import type { BlobId } from '#model/tree.ts';

const DATABASE_VERSION = 1;

export interface Schema extends DBSchema {
	heads: { key: string; value: TrajectoryHead };
	/** Key: run id, seq. */
	events: { key: [string, number]; value: TrajectoryEvent };
	blobs: { key: BlobId; value: Uint8Array };
}

export type Database = IDBPDatabase<Schema>;

export function openDatabase(name: string): Promise<Database> {
	return openDB<Schema>(name, DATABASE_VERSION, {
		upgrade(database) {
			database.createObjectStore('heads', { keyPath: 'id' });
			database.createObjectStore('events');
			database.createObjectStore('blobs');
		},
		// A newer tab wants to upgrade: step aside rather than block it.
		blocking(_current, _wanted, event) {
			(event.target as IDBDatabase).close();
		}
	});
}
