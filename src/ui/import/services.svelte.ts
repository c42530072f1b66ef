/** The addresses that repositories are fetched from, in this browser. Those not given are the public ones. */
import { publicServices, type Services } from '#session/services.ts';

const KEY = 'tabgym.services';

export class ServiceAddresses {
	#chosen = $state.raw<Partial<Services>>({});
	readonly #storage: Storage;

	constructor(storage: Storage) {
		this.#storage = storage;
		try {
			const saved: unknown = JSON.parse(storage.getItem(KEY) ?? '{}');
			if (typeof saved === 'object' && saved !== null) this.#chosen = saved;
		} catch {
			this.#chosen = {}; // what cannot be read is as if it were not there
		}
	}

	get addresses(): Services {
		return { ...publicServices, ...this.#chosen };
	}

	/** "" = the public one. */
	choose(name: keyof Services, address: string): void {
		const { [name]: _, ...rest } = this.#chosen;
		const clean = address.trim().replace(/\/+$/, '');
		this.#chosen = clean ? { ...rest, [name]: clean } : rest;
		this.#storage.setItem(KEY, JSON.stringify(this.#chosen));
	}
}
