/** What scripts/task-tests.mjs needs of the verifier, over this machine's Node. */
import type { Task } from '#model/task.ts';
import type { BlobId, Tree } from '#model/tree.ts';
import { blobIdOf } from '#sandbox/blobs.ts';
import type { Layer } from '#sandbox/sandbox.ts';
import { encodeTree } from '#sandbox/snapshot.ts';
import type { ValidationInput } from './validate.ts';

export { blobIdOf } from '#sandbox/blobs.ts';
export { openNativeSandbox } from '#sandbox/native.testing.ts';
export { checkBeyond, genuineOf } from './beyond/beyond.ts';
export { runSuite } from './suite.ts';
export { runSide } from './validate.ts';

export type AssembledTask = {
	task: Task;
	environment: Tree[];
	base: Tree;
	hiddenTests: Tree;
	deletedTests: string[];
	gold: Tree;
	deleted: string[];
};

export async function inputOf(assembled: AssembledTask): Promise<ValidationInput> {
	const { task, environment, base, hiddenTests, deletedTests, gold, deleted } = assembled;
	const blobs = new Map<BlobId, Uint8Array>();
	const patch: { path: string; before: null; after: BlobId | null }[] = [];
	for (const [path, file] of gold) {
		if (!('bytes' in file)) continue;
		const after = await blobIdOf(file.bytes);
		blobs.set(after, file.bytes);
		patch.push({ path, before: null, after });
	}
	for (const path of deleted) patch.push({ path, before: null, after: null });
	return {
		task,
		base: [
			...environment.map((tree, index) => layerOf(tree, 'node_modules', 'environment', index)),
			layerOf(base, '', 'repo')
		],
		hiddenTests: layerOf(hiddenTests, '', 'repo'),
		deletedTests,
		gold: { patch, blobs }
	};
}

function layerOf(tree: Tree, mountPoint: string, role: Layer['role'], index = 0): Layer {
	return { id: `${mountPoint}/${role}/${index}`, mountPoint, role, snapshot: encodeTree(tree) };
}
