/** The user's keys while the page lives, by the origin that each opens. A key is sent to no other origin. */
import type { StoredKeys } from '#store/keys.ts';

export class KeyRing {
	/** Never a rune, never shown: only which slots have one is. */
	// eslint-disable-next-line svelte/prefer-svelte-reactivity -- what is in it must not be seen by a screen
	readonly #keys = new Map<string, string>();
	readonly #stored: () => Promise<StoredKeys>;
	#there = $state.raw<readonly string[]>([]);
	#remembered = $state.raw<readonly string[]>([]);

	constructor(stored: () => Promise<StoredKeys>) {
		this.#stored = stored;
	}

	/** Which keys are remembered on this device. */
	async look(): Promise<void> {
		this.#remembered = await (await this.#stored()).slots();
	}

	has(slot: string): boolean {
		return this.#there.includes(slot) || this.#remembered.includes(slot);
	}

	isRemembered(slot: string): boolean {
		return this.#remembered.includes(slot);
	}

	async set(slot: string, key: string, remember: boolean): Promise<void> {
		this.#keys.set(slot, key.trim());
		this.#there = [...this.#keys.keys()];
		if (remember) await (await this.#stored()).remember(slot, key.trim());
		else if (this.isRemembered(slot)) await (await this.#stored()).forget(slot);
		if (remember || this.isRemembered(slot)) await this.look();
	}

	/** null = there is none. */
	async get(slot: string): Promise<string | null> {
		return this.#keys.get(slot) ?? (await (await this.#stored()).recall(slot));
	}

	/** From memory and from this device. */
	async forget(slot: string): Promise<void> {
		this.#keys.delete(slot);
		this.#there = [...this.#keys.keys()];
		await (await this.#stored()).forget(slot);
		await this.look();
	}
}
