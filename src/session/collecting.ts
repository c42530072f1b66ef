/** What training learns from a task, surveyed in a sandbox of its own. */
import { instanceOf, type Instance } from '#gym/training/instance.ts';
import type { Patch } from '#model/patch.ts';
import { afterRun } from './order-learning.ts';
import type { HostName, Parts, TaskPack } from './parts.ts';
import type { Session } from './session.svelte.ts';

type Options = { host: HostName; signal: AbortSignal };

/** null = the search has nothing to go by there. */
export async function collectInstance(parts: Parts, id: string, options: Options): Promise<Instance | null> {
	const pack = await parts.loadTaskPack(id, { signal: options.signal });
	const { patch, blobs } = pack.gold;
	return collectFrom(parts, { pack, patch, blob: async (wanted) => blobs.get(wanted) }, options);
}

type Mended = { pack: TaskPack; patch: Patch; blob: (id: string) => Promise<Uint8Array | undefined> };

/**
 * Lets the order learn from a run that passed, an agent's or a person's. Only what a person had run: an evaluation that changed the order
 * on its way would not know what it measured.
 */
export async function learnFromRun({ pack, replay, parts }: Session, options: Options): Promise<void> {
	const { verdict, changes } = replay.latest;
	if (!pack || pack.task.tests !== 'visible' || verdict?.resolution !== 'full') return;
	const { blobs } = await parts.store();
	const found = await collectFrom(parts, { pack, patch: changes, blob: (id) => blobs.get(id) }, options);
	const weights = found && afterRun(parts.order.weights, found, parts.wallClock());
	if (weights) parts.order.learned(weights);
}

async function collectFrom(
	parts: Parts,
	{ pack, patch, blob }: Mended,
	{ host, signal }: Options
): Promise<Instance | null> {
	const sandbox = await parts.openSandbox({ host, signal, onProgress: () => {}, offline: true });
	try {
		await sandbox.mount(pack.base);
		const decoder = new TextDecoder();
		const fixed = new Map<string, string>();
		for (const { path, after } of patch) if (after) fixed.set(path, decoder.decode(await blob(after)));
		const runTests = await parts.testsOf(pack, sandbox);
		return await instanceOf({ task: pack.task, sandbox, runTests, fixed, signal });
	} finally {
		await sandbox.close();
	}
}
