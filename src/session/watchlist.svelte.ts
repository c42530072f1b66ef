/** The breakpoints and watches of this browser. */
import type { Breakpoint, Watch } from '#debugger/debugger.ts';
import { parseExpression } from '#debugger/expression/parse.ts';

const KEY = 'tabgym.debugger';

export class Watchlist {
	readonly #storage: Pick<Storage, 'getItem' | 'setItem'>;
	#breakpoints = $state.raw<readonly Breakpoint[]>([]);
	#watches = $state.raw<readonly Watch[]>([]);

	constructor(storage: Pick<Storage, 'getItem' | 'setItem'>) {
		this.#storage = storage;
		const saved = read(storage);
		this.#breakpoints = saved.filter((one): one is Breakpoint => 'enabled' in one);
		this.#watches = saved.filter((one) => !('enabled' in one));
	}

	get breakpoints(): readonly Breakpoint[] {
		return this.#breakpoints;
	}
	get watches(): readonly Watch[] {
		return this.#watches;
	}

	/** @throws CodedError E_EXPRESSION where it cannot be read */
	breakWhen(expression: string): void {
		parseExpression(expression);
		this.#breakpoints = [...this.#breakpoints, { id: crypto.randomUUID(), expression, enabled: true }];
		this.#save();
	}

	switch(id: string): void {
		this.#breakpoints = this.#breakpoints.map((one) =>
			one.id === id ? { ...one, enabled: !one.enabled } : one
		);
		this.#save();
	}

	/** @throws CodedError E_EXPRESSION where it cannot be read */
	watch(expression: string): void {
		parseExpression(expression);
		this.#watches = [...this.#watches, { id: crypto.randomUUID(), expression }];
		this.#save();
	}

	remove(id: string): void {
		this.#breakpoints = this.#breakpoints.filter((one) => one.id !== id);
		this.#watches = this.#watches.filter((one) => one.id !== id);
		this.#save();
	}

	#save(): void {
		this.#storage.setItem(KEY, JSON.stringify([...this.#breakpoints, ...this.#watches]));
	}
}

/** What cannot be read of it is left out: it can be written again in a moment. */
function read(storage: Pick<Storage, 'getItem' | 'setItem'>): (Breakpoint | Watch)[] {
	try {
		const saved: unknown = JSON.parse(storage.getItem(KEY) ?? '[]');
		if (!Array.isArray(saved)) return [];
		return saved.filter((one): one is Breakpoint | Watch => {
			if (typeof one !== 'object' || one === null || typeof one.id !== 'string') return false;
			parseExpression(String(one.expression));
			return !('enabled' in one) || typeof one.enabled === 'boolean';
		});
	} catch {
		return [];
	}
}
