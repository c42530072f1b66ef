/** The checks of lessons that the verifier answers: a patch, or files that a learner edited, judged in a fresh sandbox. */
import { CodedError } from '#model/coded-error.ts';
import type { FileChange, Patch } from '#model/patch.ts';
import type { Verdict } from '#model/verdict.ts';
import type { BlobId, Tree } from '#model/tree.ts';
import type { Lesson } from '#lesson/lesson.ts';
import { blobIdOf } from '#sandbox/blobs.ts';
import { baseTree } from './files.ts';
import { judged } from './judged.ts';
import type { HostName, Parts, TaskPack } from './parts.ts';
import type { SharedSession } from './shared.svelte.ts';

/** What is judged: a patch and the contents that it names. */
export type Proposal = { patch: Patch; blobs: ReadonlyMap<BlobId, Uint8Array> };

const encoder = new TextEncoder();

/** The files that a learner begins with. */
export function startOf(pack: TaskPack | null, lesson: Lesson): Tree {
	return new Map([
		...(pack ? baseTree(pack.base) : []),
		...Object.entries(lesson.start).map(([path, text]) => [path, { bytes: encoder.encode(text) }] as const)
	]);
}

/** @param files by path, as edited @param run where the files come from a step of it, counted from 1; null = the base */
export async function edited(
	base: Tree,
	files: Record<string, string>,
	run: SharedSession | null,
	step: number
): Promise<Proposal> {
	const blobs = new Map<BlobId, Uint8Array>();
	const patch: FileChange[] = [];
	if (run) {
		const { session } = run;
		session.replay.seekStep(step - 1);
		for (const change of session.replay.run.changes) {
			if (change.path in files) continue;
			const text = (await session.read(change.path)).after;
			if (change.after !== null && text !== null) blobs.set(change.after, encoder.encode(text));
			patch.push(change);
		}
	}
	for (const [path, text] of Object.entries(files)) {
		const bytes = encoder.encode(text);
		const after = await blobIdOf(bytes);
		blobs.set(after, bytes);
		const file = base.get(path);
		patch.push({ path, before: file && 'bytes' in file ? await blobIdOf(file.bytes) : null, after });
	}
	return { patch, blobs };
}

/** Which tests are not as asked, as a learner is told; "" = all are. */
export function badTests(verdict: Verdict): string {
	const bad = verdict.tests.filter(({ holds }) => !holds).map(({ id }) => `"${id.split(' > ').at(-1)}"`);
	const named = bad.slice(0, 3).join(', ') + (bad.length > 3 ? ', ...' : '');
	return bad.length === 0 ? '' : `${bad.length} of ${verdict.tests.length} tests are not as asked: ${named}`;
}

/** @throws CodedError E_JUDGE where the verifier could not say */
export async function verdictOf(
	parts: Parts,
	pack: TaskPack,
	{ patch, blobs }: Proposal,
	host: HostName,
	onProgress: (text: string) => void
): Promise<Verdict> {
	const { signal } = new AbortController();
	const blob = async (id: BlobId) => {
		const bytes = blobs.get(id);
		if (!bytes) throw new CodedError('E_BLOB', `Cannot read blob ${id}: it is not part of what is judged`);
		return bytes;
	};
	const verdict = await judged(parts, pack, { patch, blob }, { host, signal, onProgress });
	if (verdict.infraFailure) throw new CodedError('E_JUDGE', `Cannot judge: ${verdict.infraFailure}`);
	return verdict;
}
