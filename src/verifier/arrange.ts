/** Puts together what the tests run on: base, patch without test files, pristine hidden tests. */
import { CodedError } from '#model/coded-error.ts';
import type { Patch } from '#model/patch.ts';
import type { BlobId, Tree, TreeFile } from '#model/tree.ts';
import type { Layer } from '#sandbox/sandbox.ts';
import { decodeTree, encodeTree } from '#sandbox/snapshot.ts';

export type Arrangement = {
	base: readonly Layer[];
	hiddenTests: Layer;
	deletedTests: readonly string[];
	/** Paths that the patch may not touch. */
	testFiles: readonly string[];
	patch: Patch;
	blob: (id: BlobId) => Promise<Uint8Array>;
};

/** The repository without its environment. */
export function repositoryOf(base: readonly Layer[]): Map<string, TreeFile> {
	const files = new Map<string, TreeFile>();
	for (const layer of base) {
		if (layer.role !== 'repo') continue;
		for (const [path, file] of decodeTree(layer.snapshot))
			files.set(layer.mountPoint ? `${layer.mountPoint}/${path}` : path, file);
	}
	return files;
}

/** The layers to mount, and which files of the patch were left out. */
export async function arrange(
	input: Arrangement
): Promise<{ layers: Layer[]; tests: Tree; leftOut: string[] }> {
	const files = repositoryOf(input.base);
	const leftOut: string[] = [];
	for (const { path, after } of input.patch) {
		if (isProtected(path, input)) leftOut.push(path);
		else if (after === null) files.delete(path);
		else files.set(path, { bytes: await contentOf(after, path, input) });
	}
	const tests = decodeTree(input.hiddenTests.snapshot);
	for (const path of input.deletedTests) files.delete(path);
	for (const [path, file] of tests) files.set(path, file);
	const snapshot = encodeTree(files);
	const repo: Layer = { id: 'patched', mountPoint: '', role: 'repo', snapshot };
	return { layers: [...input.base.filter(({ role }) => role !== 'repo'), repo], tests, leftOut };
}

/** What a patch may not change. */
export function isProtected(
	path: string,
	{ testFiles, deletedTests }: Pick<Arrangement, 'testFiles' | 'deletedTests'>
): boolean {
	return path.startsWith('node_modules/') || testFiles.includes(path) || deletedTests.includes(path);
}

async function contentOf(id: BlobId, path: string, { blob }: Arrangement): Promise<Uint8Array> {
	try {
		return await blob(id);
	} catch (error) {
		throw new CodedError('E_PATCH_BLOB', `Cannot judge the patch: the content of "${path}" is not there`, {
			cause: error
		});
	}
}
