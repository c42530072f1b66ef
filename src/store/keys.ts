/**
 * Keys that the user asked to remember, in a database of their own. At rest they are AES-GCM under a key of this browser
 * that cannot be exported: whoever copies the database cannot read them; whoever runs code in this page still could use them.
 */
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';

interface Schema extends DBSchema {
	/** One: the wrapping key. */
	wrapping: { key: string; value: CryptoKey };
	/** By what the key opens, an origin. */
	keys: { key: string; value: { iv: Uint8Array<ArrayBuffer>; data: ArrayBuffer } };
}

const WRAPPING = 'wrapping';

export class StoredKeys {
	readonly #database: IDBPDatabase<Schema>;

	private constructor(database: IDBPDatabase<Schema>) {
		this.#database = database;
	}

	static async open(name = 'tabgym-keys'): Promise<StoredKeys> {
		const database = await openDB<Schema>(name, 1, {
			upgrade(fresh) {
				fresh.createObjectStore('wrapping');
				fresh.createObjectStore('keys');
			}
		});
		return new StoredKeys(database);
	}

	async remember(slot: string, key: string): Promise<void> {
		const wrapping = await this.#wrapping();
		const iv = crypto.getRandomValues(new Uint8Array(12));
		const algorithm = { name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(slot) };
		const data = await crypto.subtle.encrypt(algorithm, wrapping, new TextEncoder().encode(key));
		await this.#database.put('keys', { iv, data }, slot);
	}

	/** null = none is remembered, or it cannot be read any more. */
	async recall(slot: string): Promise<string | null> {
		const [sealed, wrapping] = await Promise.all([
			this.#database.get('keys', slot),
			this.#database.get('wrapping', WRAPPING)
		]);
		if (!sealed || !wrapping) return null;
		const algorithm = { name: 'AES-GCM', iv: sealed.iv, additionalData: new TextEncoder().encode(slot) };
		try {
			return new TextDecoder().decode(await crypto.subtle.decrypt(algorithm, wrapping, sealed.data));
		} catch {
			return null; // of another browser, or damaged: the user types it again
		}
	}

	async forget(slot: string): Promise<void> {
		await this.#database.delete('keys', slot);
		// Without keys the wrapping key has nothing to open: the next one is a new one.
		if ((await this.#database.count('keys')) === 0) await this.#database.delete('wrapping', WRAPPING);
	}

	async slots(): Promise<string[]> {
		return this.#database.getAllKeys('keys');
	}

	async #wrapping(): Promise<CryptoKey> {
		const known = await this.#database.get('wrapping', WRAPPING);
		if (known) return known;
		const made = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, [
			'encrypt',
			'decrypt'
		]);
		await this.#database.put('wrapping', made, WRAPPING);
		return made;
	}
}
