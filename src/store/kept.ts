/** What this browser keeps for the site, by kind, and how large it is. */
import { openDB, type IDBPDatabase } from 'idb';

export type KeptKind = 'runs' | 'tasks' | 'progress' | 'classroom' | 'evaluations' | 'packages';
export type KeptThing = {
	kind: KeptKind;
	/** Runs, tasks, lessons, evaluations, answers of the registry. */
	count: number;
	/** As stored, about: browsers do not say. */
	bytes: number;
};

/** The database of each kind, and the store whose entries are its things. */
const databases: Record<Exclude<KeptKind, 'packages'>, { name: string; things: string }> = {
	runs: { name: 'tabgym', things: 'heads' },
	tasks: { name: 'tabgym-tasks', things: 'tasks' },
	progress: { name: 'tabgym-progress', things: 'done' },
	classroom: { name: 'tabgym-classroom', things: 'done' },
	evaluations: { name: 'tabgym-evaluations', things: 'heads' }
};
/** Of the host's broker (runtime/host/kept-answers.ts), where it stands on this origin. */
const PACKAGES = /^tabgym-registry-/;

export async function measureKept(): Promise<KeptThing[]> {
	const existing = new Set((await indexedDB.databases()).map(({ name }) => name));
	const found: KeptThing[] = [];
	for (const [kind, { name, things }] of Object.entries(databases)) {
		if (!existing.has(name)) continue;
		const database = await openDB(name);
		try {
			const count = database.objectStoreNames.contains(things) ? await database.count(things) : 0;
			found.push({ kind: kind as KeptKind, count, bytes: await sizeOfDatabase(database) });
		} finally {
			database.close();
		}
	}
	return [...found, await measurePackages()].filter(({ bytes }) => bytes > 0);
}

/** Runs are dropped by their store, which knows which contents are written. */
export async function dropKept(kind: Exclude<KeptKind, 'runs'>): Promise<void> {
	if (kind === 'packages') {
		for (const name of await caches.keys()) if (PACKAGES.test(name)) await caches.delete(name);
		return;
	}
	const database = await openDB(databases[kind].name);
	try {
		const stores = [...database.objectStoreNames];
		const transaction = database.transaction(stores, 'readwrite');
		await Promise.all([...stores.map((name) => transaction.objectStore(name).clear()), transaction.done]);
	} finally {
		database.close();
	}
}

async function sizeOfDatabase(database: IDBPDatabase): Promise<number> {
	let bytes = 0;
	for (const name of database.objectStoreNames) {
		let cursor = await database.transaction(name).store.openCursor();
		while (cursor) {
			bytes += sizeOf(cursor.value);
			cursor = await cursor.continue();
		}
	}
	return bytes;
}

/** Bytes of a value as a clone of it takes them, about. */
function sizeOf(value: unknown): number {
	if (typeof value === 'string') return value.length;
	if (ArrayBuffer.isView(value)) return value.byteLength;
	if (value instanceof ArrayBuffer) return value.byteLength;
	if (value instanceof Map) return sizeOf([...value.entries()]);
	if (Array.isArray(value)) return value.reduce<number>((sum, one) => sum + sizeOf(one), 0);
	if (typeof value !== 'object' || value === null) return 8;
	return Object.entries(value).reduce((sum, [key, one]) => sum + key.length + sizeOf(one), 0);
}

async function measurePackages(): Promise<KeptThing> {
	const found: KeptThing = { kind: 'packages', count: 0, bytes: 0 };
	if (!('caches' in globalThis)) return found;
	for (const name of await caches.keys()) {
		if (!PACKAGES.test(name)) continue;
		const cache = await caches.open(name);
		for (const request of await cache.keys()) {
			const answer = await cache.match(request);
			found.count += 1;
			found.bytes += (await answer?.blob())?.size ?? 0;
		}
	}
	return found;
}
