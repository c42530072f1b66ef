/** What a session stands on in a browser, for the page and for the commands. What is heavy is loaded when it is first needed. */
import { CodedError } from '#model/coded-error.ts';
import type { TaskPack } from '#repo/task-pack.ts';
import { OWN_PREFIX, type Parts } from '#session/parts.ts';
import { openSandbox, terms } from '#sandbox/hosts.ts';
import type { Done } from '#lesson/progress.ts';
import type { StoredProgress } from '#store/progress.ts';
import type { OwnTasks } from '#store/own-tasks.ts';
import { Order } from '#session/order.svelte.ts';
import { Watchlist } from '#session/watchlist.svelte.ts';
import type { Store } from '#store/store.ts';

const packs = new URL('packs/', document.baseURI).href;
let progress: Promise<StoredProgress<Done>> | null = null;
let store: Promise<Store> | null = null;
let tasks: Promise<OwnTasks<TaskPack>> | null = null;
const ownTasks = () =>
	(tasks ??= import('#store/own-tasks.ts').then(({ OwnTasks }) => OwnTasks.open<TaskPack>()));

const order = new Order(storage());

export const parts: Parts = {
	store: () => (store ??= import('#store/store.ts').then(({ openStore }) => openStore())),
	progress: () =>
		(progress ??= import('#store/progress.ts').then(({ StoredProgress }) => StoredProgress.open<Done>())),
	ownTasks,
	async loadCatalogue(signal) {
		const [{ loadCatalogue }, { entryOf }] = await Promise.all([
			import('#repo/catalogue.ts'),
			import('#repo/own-catalogue.ts')
		]);
		const own = await (await ownTasks()).list();
		return [...own.map(entryOf), ...(await loadCatalogue(packs, signal))];
	},
	async loadTaskPack(id, options) {
		const { loadTaskPack } = await import('#repo/task-pack.ts');
		const own = id.startsWith(OWN_PREFIX) && (await (await ownTasks()).get(id));
		return own || loadTaskPack(id, { ...options, base: packs });
	},
	openSandbox,
	async openAgent(name, pack) {
		if (name === 'repair') return (await import('#agent/repair/repair.ts')).repairAgentWith(order.chosen);
		return (await import('#agent/replay.ts')).replayAgent(pack.walkthrough ?? []);
	},
	async openModel() {
		throw new CodedError('E_NO_MODEL', 'Cannot ask a model: none is configured here');
	},
	async openJudge() {
		throw new CodedError('E_NO_MODEL', 'Cannot ask a model: none is configured here');
	},
	modelName: () => null,
	limitsOf: (_name, limits) => limits,
	async testsOf({ task }, sandbox) {
		const { runSuite } = await import('#verifier/suite.ts');
		return async (options) => {
			const result = await runSuite(task, sandbox, options);
			return { ...result, exitCode: Math.max(0, ...result.exitCodes) };
		};
	},
	judgePatch: async (input) => (await import('#verifier/judge.ts')).judgePatch(input),
	async heatOf(pack, sandbox, signal) {
		const [{ heatOf }, { arrange }] = await Promise.all([
			import('#agent/repair/heat.ts'),
			import('#verifier/arrange.ts')
		]);
		const blob = async () => new Uint8Array();
		const { layers } = await arrange({ ...pack, testFiles: pack.task.testFiles, patch: [], blob });
		await sandbox.mount(layers);
		const runTests = await parts.testsOf(pack, sandbox);
		return heatOf({ sandbox, runTests, testCommands: pack.task.testCommands }, signal);
	},
	order,
	watchlist: new Watchlist(storage()),
	terms,
	now: () => performance.now(),
	wallClock: () => new Date().toISOString(),
	newId: () => crypto.randomUUID()
};

/** Within another site's page the browser may refuse storage: what would be kept there is forgotten with the page. */
function storage(): Pick<Storage, 'getItem' | 'setItem'> {
	try {
		return localStorage;
	} catch {
		const kept = new Map<string, string>();
		return { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => void kept.set(key, value) };
	}
}
