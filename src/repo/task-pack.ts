/** A task with everything it needs to run: fetched from the site, each layer checked against its hash. */
import { CodedError } from '#model/coded-error.ts';
import type { Patch } from '#model/patch.ts';
import type { Task } from '#model/task.ts';
import type { BlobId, Tree } from '#model/tree.ts';
import { blobIdOf } from '#sandbox/blobs.ts';
import type { Layer } from '#sandbox/sandbox.ts';
import { decodeTree } from '#sandbox/snapshot.ts';
import { fetchBytes, fetchJson } from './fetch.ts';
import { parsePack, type PackFile, type PackLayer } from './pack-format.ts';

export type TaskPack = {
	task: Task;
	/** SHA-256 of the task and its layers, hex: what a trajectory says it ran on. */
	digest: string;
	/** What the agent gets. Where `task.tests` is 'visible', the failing tests are in it. */
	base: Layer[];
	/** Pristine tests of the fixed version. */
	hiddenTests: Layer;
	/** Test files that the fixed version no longer has. */
	deletedTests: string[];
	gold: { patch: Patch; blobs: ReadonlyMap<BlobId, Uint8Array> };
	/** A recorded run for the replay agent, as steps; null where there is none. */
	walkthrough: PackFile['walkthrough'];
};

export type PackProgress = { text: string; loaded: number; total: number };

export type LoadOptions = {
	/** URL of the packs folder, with its "/". */
	base: string;
	signal?: AbortSignal;
	onProgress?: (progress: PackProgress) => void;
};

export async function loadTaskPack(id: string, options: LoadOptions): Promise<TaskPack> {
	const url = `${options.base}${encodeURIComponent(id)}.json`;
	const read = await fetchJson(url, options.signal).catch((error: unknown) => {
		if (!(error instanceof CodedError) || error.code !== 'E_NOT_FOUND') throw error;
		throw new CodedError(
			'E_NO_TASK',
			`Cannot open the task "${id}": this site has none of that name. It may be one of another site, or have been taken out`,
			{ cause: error }
		);
	});
	const file = parsePack(url, read);
	const wanted = [...file.base, file.hiddenTests, file.gold.layer];
	const total = wanted.reduce((sum, { bytes }) => sum + bytes, 0);
	const layers = new Map<string, Layer>();
	let done = 0;
	for (const layer of wanted) {
		const report = (bytes: number) =>
			options.onProgress?.({ text: describe(layer, file), loaded: done + bytes, total });
		report(0);
		if (!layers.has(layer.id)) layers.set(layer.id, await loadLayer(layer, options, report));
		done += layer.bytes;
	}
	const layerOf = ({ id, mountPoint, role }: PackLayer): Layer => ({
		id,
		mountPoint,
		role,
		snapshot: layers.get(id)?.snapshot ?? new Uint8Array()
	});
	const base = file.base.map(layerOf);
	return {
		task: file.task,
		digest: file.digest,
		base,
		hiddenTests: layerOf(file.hiddenTests),
		deletedTests: file.deletedTests,
		gold: await goldOf(base, decodeTree(layerOf(file.gold.layer).snapshot), file.gold.deleted),
		walkthrough: file.walkthrough
	};
}

function describe(layer: PackLayer, { task }: PackFile): string {
	if (layer.role === 'environment') return `environment ${task.environment ?? ''}`.trim();
	return `repository of ${task.id}`;
}

async function loadLayer(
	layer: PackLayer,
	{ base, signal }: LoadOptions,
	onBytes: (bytes: number) => void
): Promise<Layer> {
	const url = `${base}${layer.id}.bin`;
	const packed = await fetchBytes(url, { ...(signal && { signal }), onBytes });
	const snapshot = await gunzip(packed, url);
	const id = await blobIdOf(snapshot);
	if (id !== layer.id)
		throw new CodedError(
			'E_PACK_HASH',
			`Cannot use ${url}: its SHA-256 is ${id}, and the task says ${layer.id}`
		);
	return { id, mountPoint: layer.mountPoint, role: layer.role, snapshot };
}

async function gunzip(packed: Uint8Array, url: string): Promise<Uint8Array> {
	const blob = new Blob([packed as Uint8Array<ArrayBuffer>]);
	// A server may have unpacked the file already (Content-Encoding).
	if (packed[0] !== 0x1f || packed[1] !== 0x8b) return packed;
	try {
		const unpacked = blob.stream().pipeThrough(new DecompressionStream('gzip'));
		return new Uint8Array(await new Response(unpacked).arrayBuffer());
	} catch (error) {
		throw new CodedError('E_PACK_HASH', `Cannot use ${url}: it is not whole (gzip fails)`, { cause: error });
	}
}

export async function goldOf(
	base: readonly Layer[],
	gold: Tree,
	deleted: readonly string[]
): Promise<TaskPack['gold']> {
	const before = new Map<string, BlobId>();
	const touched = new Set([...gold.keys(), ...deleted]);
	for (const { role, snapshot } of base) {
		if (role !== 'repo') continue;
		for (const [path, file] of decodeTree(snapshot))
			if (touched.has(path) && 'bytes' in file) before.set(path, await blobIdOf(file.bytes));
	}
	const blobs = new Map<BlobId, Uint8Array>();
	const patch: { path: string; before: BlobId | null; after: BlobId | null }[] = [];
	for (const path of [...touched].sort()) {
		const file = gold.get(path);
		const bytes = file && 'bytes' in file ? file.bytes : null;
		const after = bytes && (await blobIdOf(bytes));
		if (bytes && after) blobs.set(after, bytes);
		patch.push({ path, before: before.get(path) ?? null, after });
	}
	return { patch, blobs };
}
