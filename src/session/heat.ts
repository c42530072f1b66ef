/** How suspicious the lines of a task's repository are: worked out when first asked for, in a sandbox of its own. */
import type { HostName, LineHeat, Parts, TaskPack } from './parts.ts';

export class Heat {
	readonly #parts: Parts;
	#found: Promise<readonly LineHeat[]> | null = null;

	constructor(parts: Parts) {
		this.#parts = parts;
	}

	/** @throws CodedError where the tests lead to no source that can be searched, or no sandbox opens */
	of(pack: TaskPack, host: HostName): Promise<readonly LineHeat[]> {
		this.#found ??= this.#workOut(pack, host).catch((error: unknown) => {
			this.#found = null;
			throw error;
		});
		return this.#found;
	}

	async #workOut(pack: TaskPack, host: HostName): Promise<readonly LineHeat[]> {
		const { signal } = new AbortController();
		const sandbox = await this.#parts.openSandbox({ host, onProgress: () => {}, signal });
		return this.#parts.heatOf(pack, sandbox, signal).finally(() => sandbox.close());
	}
}

/** Files with lines at least half as suspicious as the most suspicious one. */
export function suspiciousFiles(heat: readonly LineHeat[]): string[] {
	const most = heat[0]?.suspicion ?? 0;
	return [...new Set(heat.filter(({ suspicion }) => suspicion >= most / 2).map(({ path }) => path))];
}
