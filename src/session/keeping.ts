/** Asks the browser to keep what it stores here: after the first thing worth keeping, not at a first visit. */
import { lossless } from '#store/full.ts';
import type { Store } from '#store/store.ts';
import type { Parts } from './parts.ts';

export type Persistence = {
	/** null = this browser does not say. */
	persisted: boolean | null;
	/** Bytes of everything of this site, as the browser counts; 0 = it does not say. */
	usage: number;
	/** Bytes that it may take. */
	quota: number;
};

export async function persistence(): Promise<Persistence> {
	const { storage } = navigator as { storage?: StorageManager };
	if (!storage) return { persisted: null, usage: 0, quota: 0 };
	const { usage = 0, quota = 0 } = await storage.estimate().catch((): StorageEstimate => ({}));
	return { persisted: await storage.persisted().catch(() => null), usage, quota };
}

/** Chromium decides by itself, Firefox asks the user. */
export async function askToPersist(): Promise<boolean> {
	const { storage } = navigator as { storage?: StorageManager };
	if (!storage) return false;
	return (await storage.persisted()) || storage.persist();
}

let asked = false;

/** Something is stored that its owner would miss. */
export function worthKeeping(): void {
	if (asked) return;
	asked = true;
	void askToPersist().catch(() => false); // refused: Settings says so
}

/** The parts with a store that loses nothing, and that asks once something is worth keeping. `onFull` hears a run's id. */
export function keeping(parts: Parts, onFull: (id: string) => void): Parts {
	let store: Promise<Store> | null = null;
	const open = async (): Promise<Store> => {
		const safe = lossless(await parts.store(), onFull);
		const append: Store['trajectories']['append'] = async (id, events) => {
			await safe.trajectories.append(id, events);
			if (events.some(({ type }) => type === 'run-ended')) worthKeeping();
		};
		return { ...safe, trajectories: { ...safe.trajectories, append } };
	};
	return { ...parts, store: () => (store ??= open()) };
}
