/** File contents by their SHA-256: what the patches of stored runs name. */
import { CodedError } from '#model/coded-error.ts';
import type { BlobId } from '#model/tree.ts';
import type { Database } from './schema.ts';

export class StoredBlobs {
	readonly #database: Database;
	/** Known to be stored, so that a blob is written once. */
	readonly #stored = new Set<BlobId>();

	constructor(database: Database) {
		this.#database = database;
	}

	/** Stores what `read` gives for `id` unless it is there already. */
	async keep(id: BlobId, read: (id: BlobId) => Promise<Uint8Array>): Promise<void> {
		if (this.#stored.has(id)) return;
		if ((await this.#database.getKey('blobs', id)) === undefined)
			await this.#database.put('blobs', await read(id), id);
		this.#stored.add(id);
	}

	/** All were deleted. */
	forget(): void {
		this.#stored.clear();
	}

	async get(id: BlobId): Promise<Uint8Array> {
		const bytes = await this.#database.get('blobs', id);
		if (!bytes)
			throw new CodedError('E_BLOB', `Cannot read blob ${id}: it is not in this browser's store any more`);
		return bytes;
	}
}
