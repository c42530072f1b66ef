/**
 * A unified diff (as `git diff` and SWE-bench's model_patch) becomes a patch of a tree. Tried as `git apply` does, wherever the context
 * is found, then with the fuzz of SWE-bench's `patch --fuzz=5`; how much was needed is told.
 * https://github.com/SWE-bench/SWE-bench/blob/main/swebench/harness/run_evaluation.py
 */
import { applyPatch, parsePatch, type StructuredPatch } from 'diff';
import { CodedError } from '#model/coded-error.ts';
import type { FileChange, Patch } from '#model/patch.ts';
import type { BlobId, Tree } from '#model/tree.ts';
import { blobIdOf } from '#sandbox/blobs.ts';
import { normalPath } from '#sandbox/paths.ts';

/** Lines of context that may differ, at most. */
const MOST_FUZZ = 5;

export type AppliedDiff = {
	patch: Patch;
	blobs: ReadonlyMap<BlobId, Uint8Array>;
	/** Lines of context that had to be overlooked in the worst file; 0 = as `git apply`. */
	fuzz: number;
	/** Protected files that the diff would have changed. */
	leftOut: string[];
};

/**
 * @param isProtected files that no patch may change: what the diff says of them is not applied
 * @throws CodedError E_DIFF that names the file and what is wrong with it
 */
export async function applyDiff(
	base: Tree,
	text: string,
	isProtected: (path: string) => boolean = () => false
): Promise<AppliedDiff> {
	const files = new Map<string, Uint8Array | null>();
	const leftOut: string[] = [];
	let fuzz = 0;
	for (const change of parse(text)) {
		const path = pathOf(change.newFileName) ?? pathOf(change.oldFileName);
		if (path !== null && isProtected(path)) leftOut.push(path);
		else fuzz = Math.max(fuzz, apply(base, files, change));
	}
	if (files.size + leftOut.length === 0)
		throw new CodedError('E_DIFF', 'Cannot apply the patch: it changes no file');
	const blobs = new Map<BlobId, Uint8Array>();
	const patch: FileChange[] = [];
	for (const [path, bytes] of [...files].sort(([one], [other]) => (one < other ? -1 : 1))) {
		const before = bytesAt(base, path);
		const after = bytes && (await blobIdOf(bytes));
		if (after && bytes) blobs.set(after, bytes);
		patch.push({ path, before: before && (await blobIdOf(before)), after });
	}
	return { patch, blobs, fuzz, leftOut };
}

function parse(text: string): StructuredPatch[] {
	try {
		return parsePatch(text.endsWith('\n') ? text : `${text}\n`);
	} catch (error) {
		const reason = error instanceof Error ? error.message : String(error);
		throw new CodedError('E_DIFF', `Cannot read the patch: it is no unified diff (${reason})`);
	}
}

const bytesAt = (tree: Tree, path: string): Uint8Array | null => {
	const file = tree.get(path);
	return file && 'bytes' in file ? file.bytes : null;
};

/** Without the "a/" or "b/" in front; null = there is no such file. */
function pathOf(name: string | undefined): string | null {
	if (name === undefined || name === '/dev/null') return null;
	try {
		return normalPath(name.replace(/^[ab]\//, ''));
	} catch {
		throw new CodedError('E_DIFF', `Cannot apply the patch: "${name}" is not a path in the repository`);
	}
}

/** Changes one file in `files`; returns the fuzz that was needed. */
function apply(base: Tree, files: Map<string, Uint8Array | null>, change: StructuredPatch): number {
	const [from, to] = [pathOf(change.oldFileName), pathOf(change.newFileName)];
	const name = to ?? from ?? 'a file without a name';
	if ('isBinary' in change && change.isBinary)
		throw new CodedError('E_DIFF', `Cannot apply the patch to ${name}: it is binary`);
	const current = (path: string) => (files.has(path) ? files.get(path) : bytesAt(base, path)) ?? null;
	const before = from === null ? null : current(from);
	if (from !== null && before === null)
		throw new CodedError('E_DIFF', `Cannot apply the patch to ${from}: there is no such file`);
	const source = before ? new TextDecoder().decode(before) : '';
	const found = applyWithLeastFuzz(source, change);
	if (!found)
		throw new CodedError(
			'E_DIFF',
			`Cannot apply the patch to ${name}: its context is not in the file, with a fuzz of ${MOST_FUZZ} neither`
		);
	if (from !== null && from !== to) files.set(from, null);
	if (to !== null) files.set(to, new TextEncoder().encode(found.text));
	return found.fuzz;
}

function applyWithLeastFuzz(source: string, change: StructuredPatch): { text: string; fuzz: number } | null {
	for (let fuzz = 0; fuzz <= MOST_FUZZ; fuzz++) {
		const text = applyPatch(source, change, { fuzzFactor: fuzz, autoConvertLineEndings: true });
		if (text !== false) return { text, fuzz };
	}
	return null;
}
