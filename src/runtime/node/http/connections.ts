/** The connections of one http.Server, for its timeouts and for closeIdleConnections; the oldest message first. */

export type Tracked = {
	/** When the message that is being parsed began, in milliseconds; 0 = none is. */
	messageStart: number;
	headersCompleted: boolean;
};

export class ConnectionsList {
	readonly #all = new Set<Tracked>();
	readonly #active = new Set<Tracked>();

	/** Behind all others; active ones are those that have a message. */
	push(connection: Tracked): void {
		this.pop(connection);
		this.#all.add(connection);
		if (connection.messageStart > 0) this.#active.add(connection);
	}
	pop(connection: Tracked): void {
		this.#all.delete(connection);
		this.#active.delete(connection);
	}

	all() {
		return [...this.#all];
	}
	idle() {
		return [...this.#all].filter(({ messageStart }) => messageStart === 0);
	}
	active() {
		return [...this.#active];
	}
	/** Those whose headers, or whole request, took longer than so many milliseconds (0 = no limit). Each is told once. */
	expired(headersTimeout: number, requestTimeout: number) {
		const now = performance.now();
		const isLate = (limit: number, start: number) => limit > 0 && now > limit && start < now - limit;
		const late = [...this.#active].filter(
			({ messageStart, headersCompleted }) =>
				(!headersCompleted && isLate(headersTimeout, messageStart)) || isLate(requestTimeout, messageStart)
		);
		for (const connection of late) this.#active.delete(connection);
		return late;
	}
}
