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
		else if (path === 'package.json' && after !== null) {
			const { bytes, kept } = withRunnerFieldsOf(files.get(path), await contentOf(after, path, input));
			leftOut.push(...kept.map((field) => `${path} (${field})`));
			files.set(path, { bytes });
		} else if (after === null) files.delete(path);
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
	return (
		path.startsWith('node_modules/') ||
		RUNNER_FILES.test(path) ||
		testFiles.includes(path) ||
		deletedTests.includes(path)
	);
}

/** Settings of test runners, of Node and of npm: what a patch says there could load its code into the runner. */
const RUNNER_FILES =
	/^(\.mocharc(\.\w+)?|(.*\/)?mocha\.opts|\.taprc|\.npmrc|\.node-version|\.env(\..*)?|node\.config\.json|(jest|vitest|ava|vite)\.config\.\w+)$/;
const RUNNER_FIELDS = ['mocha', 'tap', 'ava', 'jest', 'vitest'];

/** A changed package.json with what the repository's own says to test runners. */
function withRunnerFieldsOf(
	own: TreeFile | undefined,
	changed: Uint8Array
): { bytes: Uint8Array; kept: string[] } {
	const [before, after] = [own && 'bytes' in own ? own.bytes : new Uint8Array(), changed].map(manifestOf);
	const kept = RUNNER_FIELDS.filter(
		(field) => after && JSON.stringify(before?.[field]) !== JSON.stringify(after[field])
	);
	if (!after || kept.length === 0) return { bytes: changed, kept };
	for (const field of kept) after[field] = before?.[field];
	return { bytes: new TextEncoder().encode(JSON.stringify(after, null, 2)), kept };
}

function manifestOf(bytes: Uint8Array): Record<string, unknown> | null {
	try {
		const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
		return typeof value === 'object' && value !== null ? { ...value } : null;
	} catch {
		return null; // no manifest that anybody could read
	}
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
