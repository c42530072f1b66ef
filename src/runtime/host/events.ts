/** Who listens to which event of the container: `port`, `server-ready`, `error`, `preview-message`. */
export type Listener = (...args: unknown[]) => void;

export class Events {
	readonly #listeners = new Map<string, Set<Listener>>();

	/** Returns how to stop listening. */
	on(event: string, listener: Listener): () => void {
		const heard = this.#listeners.get(event) ?? new Set();
		this.#listeners.set(event, heard.add(listener));
		return () => void heard.delete(listener);
	}

	has(event: string): boolean {
		return (this.#listeners.get(event)?.size ?? 0) > 0;
	}

	emit(event: string, ...args: unknown[]): void {
		for (const listener of this.#listeners.get(event) ?? []) listener(...args);
	}
}
