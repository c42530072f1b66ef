/** Packs made of trees that are here, and what of a pack is its identity. */
import type { Task } from '#model/task.ts';
import type { Tree } from '#model/tree.ts';
import { blobIdOf } from '#sandbox/blobs.ts';
import type { Layer } from '#sandbox/sandbox.ts';
import { decodeTree, encodeTree } from '#sandbox/snapshot.ts';
import { goldOf, type TaskPack } from './task-pack.ts';

export type LayerTree = { mountPoint: string; role: Layer['role']; tree: Tree };

export type PackTrees = {
	layers: readonly LayerTree[];
	tests: Tree;
	deletedTests?: readonly string[];
	/** Files of the fix. */
	changed: Tree;
	deleted: readonly string[];
	walkthrough?: TaskPack['walkthrough'];
};

export async function packOfLayers(task: Task, trees: PackTrees): Promise<TaskPack> {
	const base = await Promise.all(trees.layers.map(layerOf));
	const hiddenTests = await layerOf({ mountPoint: '', role: 'repo', tree: trees.tests });
	const gold = await goldOf(base, trees.changed, trees.deleted);
	const pack = { task, base, hiddenTests, deletedTests: [...(trees.deletedTests ?? [])], gold };
	return { ...pack, digest: await digestOf(pack), walkthrough: trees.walkthrough ?? null };
}

async function layerOf({ mountPoint, role, tree }: LayerTree): Promise<Layer> {
	const snapshot = encodeTree(tree);
	return { id: await blobIdOf(snapshot), mountPoint, role, snapshot };
}

export type TaskTrees = Omit<PackTrees, 'layers'> & {
	base: Tree;
	/** node_modules; empty where the task needs none. */
	environment: Tree;
};

/** The same of one repository and one environment. */
export async function packOf(task: Task, { base, environment, ...trees }: TaskTrees): Promise<TaskPack> {
	const layers: LayerTree[] = [{ mountPoint: '', role: 'repo', tree: base }];
	if (environment.size > 0)
		layers.unshift({ mountPoint: 'node_modules', role: 'environment', tree: environment });
	return packOfLayers(task, { ...trees, layers });
}

/** Everything of one role, as it stands below its mount point when all layers are mounted. */
export function mergedTree(layers: readonly Layer[], role: Layer['role']): Tree {
	return new Map(layers.flatMap((layer) => (layer.role === role ? [...decodeTree(layer.snapshot)] : [])));
}

/** SHA-256, hex, over the task and what its trees hold; into how many layers they are cut does not matter. */
export async function digestOf({
	task,
	base,
	hiddenTests,
	deletedTests,
	gold
}: Omit<TaskPack, 'digest' | 'walkthrough'>): Promise<string> {
	const idOf = (role: Layer['role']) => blobIdOf(encodeTree(mergedTree(base, role)));
	const facts = [
		task,
		await idOf('environment'),
		await idOf('repo'),
		hiddenTests.id,
		[...deletedTests].sort(),
		gold.patch
	];
	return blobIdOf(new TextEncoder().encode(canonical(facts)));
}

/** JSON whose keys are sorted. */
function canonical(value: unknown): string {
	return JSON.stringify(value, (_, inner: unknown) =>
		typeof inner === 'object' && inner !== null && !Array.isArray(inner)
			? Object.fromEntries(Object.entries(inner).sort(([one], [other]) => (one < other ? -1 : 1)))
			: inner
	);
}
