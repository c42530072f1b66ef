/** What the embedding page may set of its sandbox, by messages: the network off, other limits, the dial of determinism. Each is answered once it holds. */
import type { Dial } from '../protocol/dial.ts';
import type { Limits } from '../protocol/kernel.ts';

export type Setters = {
	setLimits(limits: Partial<Limits>): Promise<void>;
	setDial(dial: Dial): Promise<void>;
};

/** `{type: 'set-limits', limits: {output: 1e6}}` */
type SetLimits = { type: 'set-limits'; limits: Record<string, unknown> };

const names: readonly (keyof Limits)[] = ['processes', 'depth', 'output', 'time', 'bytes', 'files'];

export class Settings {
	readonly #network = new AbortController();
	readonly #say: (message: { type: string } & Record<string, unknown>) => void;
	readonly #waiting = Promise.withResolvers<Setters>();
	#container = this.#waiting.promise;

	constructor(say: (message: { type: string } & Record<string, unknown>) => void) {
		this.#say = say;
		addEventListener('message', ({ source, data }: MessageEvent<unknown>) => {
			if (source !== globalThis.parent || typeof data !== 'object' || data === null) return;
			if (!('type' in data)) return;
			if (data.type === 'turn-network-off') this.#turnNetworkOff();
			if (data.type === 'set-limits' && 'limits' in data) void this.#setLimits(data as SetLimits);
			if (data.type === 'set-dial' && 'dial' in data) void this.#setDial(data.dial as Dial);
		});
	}

	/** Aborted once the app says that this container may not reach the network. There is no way back. */
	get network(): AbortSignal {
		return this.#network.signal;
	}

	/** The container that the settings are for; a later one takes its place. */
	serve(container: Setters): void {
		this.#waiting.resolve(container);
		this.#container = Promise.resolve(container);
	}

	#turnNetworkOff(): void {
		this.#network.abort();
		this.#say({ type: 'network-off' });
	}

	/** `{type: 'set-dial', dial: {seed: 1, now: 1700000000000}}` */
	async #setDial({ seed, now }: Dial): Promise<void> {
		if (!Number.isSafeInteger(seed) || !Number.isFinite(now)) return;
		const container = await this.#container;
		await container.setDial({ seed, now });
		this.#say({ type: 'dial-set' });
	}

	async #setLimits({ limits }: SetLimits): Promise<void> {
		const known = names.flatMap((name): [string, number][] => {
			const value = limits[name];
			return typeof value === 'number' && value >= 0 ? [[name, value]] : [];
		});
		const container = await this.#container;
		await container.setLimits(Object.fromEntries(known));
		this.#say({ type: 'limits-set', limits: Object.fromEntries(known) });
	}
}
