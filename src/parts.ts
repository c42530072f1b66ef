/** What a session stands on in a browser, for the page and for the commands. What is heavy is loaded when it is first needed. */
import type { Parts } from '#session/parts.ts';
import { openSandbox, terms } from '#sandbox/hosts.ts';
import type { Store } from '#store/store.ts';

const packs = new URL('packs/', document.baseURI).href;
let store: Promise<Store> | null = null;

export const parts: Parts = {
	store: () => (store ??= import('#store/store.ts').then(({ openStore }) => openStore())),
	loadCatalogue: async (signal) => (await import('#repo/catalogue.ts')).loadCatalogue(packs, signal),
	loadTaskPack: async (id, options) =>
		(await import('#repo/task-pack.ts')).loadTaskPack(id, { ...options, base: packs }),
	openSandbox,
	async openAgent(name, pack) {
		if (name === 'repair') return (await import('#agent/repair/repair.ts')).repairAgent;
		return (await import('#agent/replay.ts')).replayAgent(pack.walkthrough ?? []);
	},
	async testsOf({ task }, sandbox) {
		const { runSuite } = await import('#verifier/suite.ts');
		return async (options) => {
			const result = await runSuite(task, sandbox, options);
			return { ...result, exitCode: Math.max(0, ...result.exitCodes) };
		};
	},
	judgePatch: async (input) => (await import('#verifier/judge.ts')).judgePatch(input),
	terms,
	now: () => performance.now(),
	wallClock: () => new Date().toISOString(),
	newId: () => crypto.randomUUID()
};
