/** How suspicious the lines of a task's repository are: worked out when first asked for, or heard from the agent that worked it out. */
import { CodedError } from '#model/coded-error.ts';
import type { HostName, LineHeat, Parts, TaskPack } from './parts.ts';
import { messageOf } from './recorder.ts';

export class Heat {
	readonly #parts: Parts;
	readonly #pack: () => TaskPack | null;
	#lines = $state.raw<readonly LineHeat[] | null>(null);
	#busy = $state(false);
	#problem = $state<string | null>(null);
	#found: Promise<readonly LineHeat[]> | null = null;

	constructor(parts: Parts, pack: () => TaskPack | null) {
		this.#parts = parts;
		this.#pack = pack;
	}

	/** Lines of the base, the most suspicious first; null = not known yet. */
	get lines(): readonly LineHeat[] | null {
		return this.#lines;
	}
	/** Whether the tests run with every statement counted. */
	get busy(): boolean {
		return this.#busy;
	}
	/** Why it cannot be known. */
	get problem(): string | null {
		return this.#problem;
	}

	/** What an agent found out on its own way. */
	take(lines: readonly LineHeat[]): void {
		this.#lines = lines;
		this.#found = Promise.resolve(lines);
	}

	/** @throws CodedError where the tests lead to no source that can be searched, or no sandbox opens */
	of(host: HostName): Promise<readonly LineHeat[]> {
		this.#found ??= this.#workOut(host).catch((error: unknown) => {
			this.#found = null;
			throw error;
		});
		return this.#found;
	}

	/** The same for a screen: what goes wrong is its `problem`. */
	async warm(host: HostName): Promise<void> {
		await this.of(host).catch((error: unknown) => (this.#problem = messageOf(error)));
	}

	async #workOut(host: HostName): Promise<readonly LineHeat[]> {
		const pack = this.#pack();
		if (!pack) throw new CodedError('E_NO_TASK', 'Cannot look for suspicious lines: the task is not here');
		const { signal } = new AbortController();
		this.#busy = true;
		this.#problem = null;
		try {
			const sandbox = await this.#parts.openSandbox({ host, onProgress: () => {}, signal });
			const lines = await this.#parts.heatOf(pack, sandbox, signal).finally(() => sandbox.close());
			return (this.#lines = lines);
		} finally {
			this.#busy = false;
		}
	}
}
