/** The verifier's word on a patch, in a fresh sandbox that is closed again. */
import type { Patch } from '#model/patch.ts';
import type { BlobId } from '#model/tree.ts';
import type { Verdict } from '#model/verdict.ts';
import type { HostName, Parts, TaskPack } from './parts.ts';

/** What is judged: a patch and the contents that it names. */
export type Proposed = { patch: Patch; blob: (id: BlobId) => Promise<Uint8Array> };

export async function judged(
	parts: Parts,
	{ task, base, hiddenTests, deletedTests }: TaskPack,
	proposed: Proposed,
	{ host, signal, onProgress }: { host: HostName; signal: AbortSignal; onProgress: (text: string) => void }
): Promise<Verdict> {
	onProgress('Starting a sandbox');
	const sandbox = await parts.openSandbox({ host, onProgress, signal, offline: true });
	const judging = {
		...{ task, base, hiddenTests, deletedTests, ...proposed, sandbox, signal },
		onProgress: (text: string) => onProgress(`Judging: ${text}`)
	};
	return parts.judgePatch(judging).finally(() => sandbox.close());
}
