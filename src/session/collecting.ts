/** What training learns from a task, surveyed in a sandbox of its own. */
import { instanceOf, type Instance } from '#gym/training/instance.ts';
import type { HostName, Parts } from './parts.ts';

/** null = the search has nothing to go by there. */
export async function collectInstance(
	parts: Parts,
	id: string,
	{ host, signal }: { host: HostName; signal: AbortSignal }
): Promise<Instance | null> {
	const pack = await parts.loadTaskPack(id, { signal });
	const sandbox = await parts.openSandbox({ host, signal, onProgress: () => {}, offline: true });
	try {
		await sandbox.mount(pack.base);
		const { patch, blobs } = pack.gold;
		const decoder = new TextDecoder();
		const fixed = new Map(
			patch.flatMap(({ path, after }) => (after ? [[path, decoder.decode(blobs.get(after))] as const] : []))
		);
		const runTests = await parts.testsOf(pack, sandbox);
		return await instanceOf({ task: pack.task, sandbox, runTests, fixed, signal });
	} finally {
		await sandbox.close();
	}
}
