/** The cheat lab as the user sees it: which cheats were tried, and what caught them. */
import type { Cheat } from '#gym/cheats/cheat.ts';
import { cheats } from '#gym/cheats/cheats.ts';
import { environmentsFrom, type Environments } from '#gym/cheats/ground.ts';
import { tryCheat, type CheatResult } from '#gym/cheats/lab.ts';
import type { HostName, Parts } from './parts.ts';

export { cheats };
export type { Cheat, CheatResult };

export class CheatLab {
	readonly #parts: Parts;
	/** By the cheat's id. */
	#results = $state.raw<Readonly<Record<string, CheatResult>>>({});
	/** The cheat that is being tried, and what is waited for. */
	#running = $state.raw<{ id: string; text: string } | null>(null);
	#problem = $state<string | null>(null);
	#environments: Promise<Environments> | null = null;
	#aborter = new AbortController();

	constructor(parts: Parts) {
		this.#parts = parts;
	}

	get results(): Readonly<Record<string, CheatResult>> {
		return this.#results;
	}
	get running(): { id: string; text: string } | null {
		return this.#running;
	}
	get problem(): string | null {
		return this.#problem;
	}

	async tryAll(host: HostName): Promise<void> {
		this.#results = {};
		await this.tryThese(cheats, host);
	}

	async tryThese(chosen: readonly Cheat[], host: HostName): Promise<void> {
		if (this.#running) return;
		this.#aborter = new AbortController();
		const { signal } = this.#aborter;
		this.#problem = null;
		try {
			for (const cheat of chosen) {
				const onProgress = (text: string) => (this.#running = { id: cheat.id, text });
				onProgress('starting a sandbox');
				const result = await tryCheat(cheat, {
					environments: await this.#loadEnvironments(),
					openSandbox: () => this.#parts.openSandbox({ host, onProgress, signal, offline: true }),
					signal,
					onProgress
				});
				this.#results = { ...this.#results, [cheat.id]: result };
			}
		} catch (error) {
			if (!signal.aborted) this.#problem = error instanceof Error ? error.message : String(error);
		} finally {
			this.#running = null;
		}
	}

	stop(): void {
		this.#aborter.abort();
	}

	#loadEnvironments(): Promise<Environments> {
		const layersOf = async (id: string) =>
			(await this.#parts.loadTaskPack(id, {})).base.filter(({ role }) => role === 'environment');
		this.#environments ??= (async () => ({
			mocha: await layersOf(environmentsFrom.mocha),
			tape: await layersOf(environmentsFrom.tape)
		}))();
		return this.#environments;
	}
}
