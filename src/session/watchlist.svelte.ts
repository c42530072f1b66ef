/** How runs are watched in this browser: breakpoints, watches, and what a person wants to be asked about. */
import type { Breakpoint, Watch } from '#debugger/debugger.ts';
import { parseExpression } from '#debugger/expression/parse.ts';

const KEY = 'tabgym.debugger';
const MODE_KEY = 'tabgym.mode';

/** What an agent asks for before it does it. */
const modes = ['autonomous', 'commands', 'edits', 'everything'] as const;
export type Mode = (typeof modes)[number];

export class Watchlist {
	readonly #storage: Pick<Storage, 'getItem' | 'setItem'>;
	#breakpoints = $state.raw<readonly Breakpoint[]>([]);
	#watches = $state.raw<readonly Watch[]>([]);
	#mode = $state<Mode>('autonomous');

	constructor(storage: Pick<Storage, 'getItem' | 'setItem'>) {
		this.#storage = storage;
		const saved = read(storage);
		this.#breakpoints = saved.filter((one): one is Breakpoint => 'enabled' in one);
		this.#watches = saved.filter((one) => !('enabled' in one));
		this.#mode = modes.find((mode) => mode === storage.getItem(MODE_KEY)) ?? 'autonomous';
	}

	get breakpoints(): readonly Breakpoint[] {
		return this.#breakpoints;
	}
	get watches(): readonly Watch[] {
		return this.#watches;
	}
	/** Of the run that is under way, and of those to come. */
	get mode(): Mode {
		return this.#mode;
	}

	chooseMode(mode: Mode): void {
		this.#mode = mode;
		this.#storage.setItem(MODE_KEY, mode);
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

/** Nobody is there: nothing holds a run, and nothing is asked. */
export function unattended(): Watchlist {
	return new Watchlist({ getItem: () => null, setItem: () => {} });
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
