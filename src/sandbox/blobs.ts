import { CodedError } from '#model/coded-error.ts';
import type { BlobId } from '#model/tree.ts';

/** SHA-256, hex. */
export async function blobIdOf(bytes: Uint8Array): Promise<BlobId> {
	const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>));
	let id = '';
	for (const byte of digest) id += byte.toString(16).padStart(2, '0');
	return id;
}

/** Contents by their hash: what patches and snapshots name. Keeps everything it was given. */
export class Blobs {
	readonly #bytes = new Map<BlobId, Uint8Array>();

	async add(bytes: Uint8Array): Promise<BlobId> {
		const id = await blobIdOf(bytes);
		if (!this.#bytes.has(id)) this.#bytes.set(id, bytes);
		return id;
	}

	get(id: BlobId): Uint8Array {
		const bytes = this.#bytes.get(id);
		if (!bytes)
			throw new CodedError('E_BLOB', `Cannot read blob ${id}: no patch or snapshot of this sandbox named it`);
		return bytes;
	}
}
