/** The models that the user configured, what they are told, and what a run may use. In this browser only; keys are elsewhere. */
import { originsOf, presets, readConnection, type Connection } from '#agent/models/connection.ts';
import type { TaskLimits } from '#model/task.ts';
import type { KeyRing } from './key-ring.svelte.ts';

export { presets, type Connection };

const KEY = 'tabgym.models';

/** Of a run with a model or a person; null = as the task says, or no limit. */
export type RunLimits = {
	steps: number | null;
	minutes: number | null;
	tokens: number | null;
	/** US dollars. */
	cost: number | null;
};

const unlimited: RunLimits = { steps: null, minutes: null, tokens: null, cost: null };

export class Models {
	readonly keys: KeyRing;
	readonly #storage: Storage;
	#connections = $state.raw<readonly Connection[]>([]);
	#chosen = $state('');
	#scaffold = $state('codeact');
	/** Files of the user's own prompts and tools, by name. */
	#own = $state.raw<Readonly<Record<string, string>>>({});
	#limits = $state.raw<RunLimits>(unlimited);

	constructor(storage: Storage, keys: KeyRing) {
		this.#storage = storage;
		this.keys = keys;
		this.#read();
	}

	get connections(): readonly Connection[] {
		return this.#connections;
	}
	/** What a run uses; null = nothing is configured. */
	get chosen(): Connection | null {
		return this.#connections.find(({ name }) => name === this.#chosen) ?? this.#connections[0] ?? null;
	}
	/** Name of the prompts and tools that a run uses. */
	get scaffold(): string {
		return this.#scaffold;
	}
	get ownScaffolds(): Readonly<Record<string, string>> {
		return this.#own;
	}
	get limits(): RunLimits {
		return this.#limits;
	}
	/** What the page's policy must let through. */
	get origins(): string[] {
		return originsOf(this.#connections);
	}

	/** Checks and keeps it in place of the one of that name. @throws CodedError E_CONNECTION */
	save(value: unknown, before: string | null = null): Connection {
		const connection = readConnection(value);
		const others = this.#connections.filter(({ name }) => name !== connection.name && name !== before);
		this.#connections = [...others, connection];
		this.#chosen = connection.name;
		this.#write();
		return connection;
	}

	/** Its key goes too, unless another one has the same. */
	async remove(name: string): Promise<void> {
		const gone = this.#connections.find((one) => one.name === name);
		this.#connections = this.#connections.filter((one) => one.name !== name);
		this.#write();
		const slot = gone && slotOf(gone);
		if (slot && !this.#connections.some((one) => slotOf(one) === slot)) await this.keys.forget(slot);
	}

	choose(name: string): void {
		this.#chosen = name;
		this.#write();
	}

	chooseScaffold(name: string): void {
		this.#scaffold = name;
		this.#write();
	}

	keepScaffold(name: string, file: string): void {
		this.#own = { ...this.#own, [name]: file };
		this.chooseScaffold(name);
	}

	dropScaffold(name: string): void {
		const { [name]: _, ...rest } = this.#own;
		this.#own = rest;
		this.chooseScaffold('codeact');
	}

	limit(change: Partial<RunLimits>): void {
		this.#limits = { ...this.#limits, ...change };
		this.#write();
	}

	/** The task's limits with the user's in their place. */
	limitsOf(task: TaskLimits): TaskLimits {
		const { steps, minutes, tokens, cost } = this.#limits;
		return {
			...task,
			...(steps !== null && { steps }),
			...(minutes !== null && { time: minutes * 60_000 }),
			...(tokens !== null && { tokens }),
			...(cost !== null && { cost })
		};
	}

	#write(): void {
		const saved = {
			connections: this.#connections,
			chosen: this.#chosen,
			scaffold: this.#scaffold,
			own: this.#own,
			limits: this.#limits
		};
		this.#storage.setItem(KEY, JSON.stringify(saved));
	}

	/** What cannot be read is as if it were not there: nothing of the user's work is in it. */
	#read(): void {
		let saved: Record<string, unknown> = {};
		try {
			saved = { ...(JSON.parse(this.#storage.getItem(KEY) ?? '{}') as object) };
			const given = saved['connections'];
			this.#connections = Array.isArray(given) ? given.map(readConnection) : [];
		} catch {
			this.#connections = [];
		}
		if (typeof saved['chosen'] === 'string') this.#chosen = saved['chosen'];
		if (typeof saved['scaffold'] === 'string') this.#scaffold = saved['scaffold'];
		const own = Object.entries({ ...(saved['own'] as object | undefined) });
		this.#own = Object.fromEntries(
			own.filter((pair): pair is [string, string] => typeof pair[1] === 'string')
		);
		const limits = Object.entries({ ...unlimited, ...(saved['limits'] as object | undefined) });
		const numbers = limits.map(([name, value]) => [
			name,
			typeof value === 'number' && value > 0 ? value : null
		]);
		this.#limits = Object.fromEntries(numbers) as RunLimits;
	}
}

/** Where its key is kept; null = it needs none that could be kept. */
export function slotOf({ baseURL }: Connection): string | null {
	return baseURL ? new URL(baseURL).origin : null;
}

/** Whether it wants a key, as far as it is known. */
export function needsKey({ baseURL }: Connection): boolean {
	const preset = Object.values(presets).find((one) => one.baseURL === baseURL);
	return baseURL !== '' && preset?.key !== 'none';
}
