/** The page's side of the service worker (offline/): whether the site opens without a network, what is kept, and updates. */
import type { Kept, Refused, TakeOver, ToWorker } from '#offline/messages.ts';

export type { Kept };

/** none = nothing is registered (yet, or in development); refused = the browser has no service workers here. */
export type OfflineState = 'none' | 'refused' | 'failed' | 'ready';

export class Offline {
	#state = $state<OfflineState>('none');
	#kept = $state.raw<Kept | null>(null);
	/** A newer version, whole, that waits for this one to be left. */
	#waiting = $state.raw<ServiceWorker | null>(null);
	/** Other pages of the version that would be left; null = nobody asked. */
	#others = $state<number | null>(null);
	#keeping = $state<number | null>(null);
	/** Why the site could not be kept whole. */
	#problem = $state<string | null>(null);
	#active: ServiceWorker | null = null;

	get state(): OfflineState {
		return this.#state;
	}
	get kept(): Kept | null {
		return this.#kept;
	}
	get problem(): string | null {
		return this.#problem;
	}
	get update(): boolean {
		return this.#waiting !== null;
	}
	get others(): number | null {
		return this.#others;
	}
	/** Layers of tasks kept so far while all are fetched; null = that does not go on. */
	get keeping(): number | null {
		return this.#keeping;
	}

	/**
	 * Registers the worker. Where the server does not isolate its pages the worker does, so the page is loaded once more.
	 * @param version of this page, as index.html says
	 */
	async start(version: string): Promise<void> {
		if (!('serviceWorker' in navigator)) return void (this.#state = 'refused');
		try {
			const address = new URL('offline-worker.js', document.baseURI).href;
			const registration = await navigator.serviceWorker.register(address, { updateViaCache: 'none' });
			this.#watch(registration);
			this.#active = await activeOf(registration);
			await this.#ask({ type: 'claim', version });
			if (!globalThis.crossOriginIsolated && once('isolating')) return location.reload();
			this.#state = 'ready';
			await this.look();
			if (!savesData()) this.#kept = (await this.#ask<Kept>({ type: 'fill' })) ?? this.#kept;
		} catch {
			this.#state = 'failed'; // by the user's or the browser's settings, or there is no room
		}
	}

	/** Asks what is kept by now. */
	async look(): Promise<void> {
		if (this.#active) this.#kept = (await this.#ask<Kept>({ type: 'describe' })) ?? this.#kept;
	}

	/** Fetches every layer of every task; each is kept by the worker on its way. */
	async keepTasks(): Promise<void> {
		this.#keeping = 0;
		try {
			for (const [path] of this.#kept?.layers ?? []) {
				const answer = await fetch(new URL(path, document.baseURI));
				await answer.arrayBuffer();
				if (answer.ok) this.#keeping += 1;
			}
		} finally {
			this.#keeping = null;
			await this.look();
		}
	}

	async dropTasks(): Promise<void> {
		this.#kept = (await this.#ask<Kept>({ type: 'drop-layers' })) ?? this.#kept;
	}

	/** Loads the newer version, unless other pages stand on this one: versions never mix. */
	async takeUpdate(): Promise<void> {
		const worker = this.#waiting;
		if (!worker) return;
		navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
		const answer = await ask<TakeOver>(worker, { type: 'take-over' });
		this.#others = answer?.others ?? null;
	}

	#watch(registration: ServiceWorkerRegistration): void {
		const look = () => {
			this.#waiting = registration.active ? registration.waiting : null;
		};
		look();
		registration.addEventListener('updatefound', () => {
			registration.installing?.addEventListener('statechange', look);
		});
	}

	/** null = there is no answer, or a problem instead. */
	async #ask<T extends object>(message: ToWorker): Promise<T | null> {
		const answer = this.#active && (await ask<T | Refused>(this.#active, message));
		if (!answer || !('problem' in answer)) return answer;
		this.#problem = answer.problem;
		return null;
	}
}

function ask<T>(worker: ServiceWorker, message: ToWorker): Promise<T | null> {
	const { port1, port2 } = new MessageChannel();
	return new Promise((resolve) => {
		port1.onmessage = ({ data }: MessageEvent<T | null>) => resolve(data);
		worker.postMessage(message, [port2]);
	});
}

async function activeOf(registration: ServiceWorkerRegistration): Promise<ServiceWorker> {
	if (registration.active) return registration.active;
	const worker = registration.installing ?? registration.waiting;
	await new Promise<void>((resolve, reject) => {
		worker?.addEventListener('statechange', () => {
			if (worker.state === 'activated') resolve();
			else if (worker.state === 'redundant') reject(new Error('The service worker could not be installed'));
		});
	});
	if (!registration.active) throw new Error('The service worker is not active');
	return registration.active;
}

/** True the first time in this tab: a page that stays as it was is not loaded for ever. */
function once(what: string): boolean {
	const key = `tabgym.${what}`;
	if (sessionStorage.getItem(key)) return false;
	sessionStorage.setItem(key, '1');
	return true;
}

function savesData(): boolean {
	const { connection } = navigator as { connection?: { saveData?: boolean } };
	return connection?.saveData === true;
}
