/** The texts of the files that a patch changes, on both sides. */
import type { ChangedFile } from '#gym/quality/source.ts';
import { repositoryOf } from '#verifier/arrange.ts';
import type { AppliedDiff } from '#verifier/diff.ts';
import type { TaskPack } from './parts.ts';

export function reviewedFiles({ base }: TaskPack, { patch, blobs }: AppliedDiff): ChangedFile[] {
	const files = repositoryOf(base);
	const decoder = new TextDecoder();
	return patch.map(({ path, after }) => {
		const file = files.get(path);
		const bytes = after === null ? undefined : blobs.get(after);
		return {
			path,
			before: file && 'bytes' in file ? decoder.decode(file.bytes) : null,
			after: bytes ? decoder.decode(bytes) : null
		};
	});
}
