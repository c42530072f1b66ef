/** Writes assembled tasks as packs: .cache/packs/<task>.json, <sha256 of snapshot>.bin, catalogue.json. The same input gives the same bytes. */
import { createHash } from 'node:crypto';
import { existsSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { load } from './load.mjs';

/** @typedef {{id: string, mountPoint: string, role: 'environment' | 'repo', bytes: number}} PackLayer */

/** @param {string | Uint8Array} data */
const sha256 = (data) => createHash('sha256').update(data).digest('hex');

/**
 * @param {Awaited<ReturnType<typeof import('./assemble.mjs').assemble>>} assembled
 * @returns {{tree: import('./sources.mjs').Tree, mountPoint: string, role: 'environment' | 'repo'}[]}
 */
export function layersOf({ environment, base }) {
	return [
		...environment.map((tree) => ({
			tree,
			mountPoint: 'node_modules',
			role: /** @type {const} */ ('environment')
		})),
		{ tree: base, mountPoint: '', role: /** @type {const} */ ('repo') }
	];
}

/** @param {string} folder */
export async function packWriter(folder) {
	const { encodeTree } = await load('src/sandbox/snapshot.ts');
	const { PACK_VERSION } = await load('src/repo/pack-format.ts');
	const { packOfLayers } = await load('src/repo/pack-of.ts');

	/** @param {import('./sources.mjs').Tree} tree @param {string} mountPoint @param {'environment' | 'repo'} role @returns {PackLayer} */
	function layer(tree, mountPoint, role) {
		const snapshot = encodeTree(tree);
		const id = sha256(snapshot);
		const path = join(folder, `${id}.bin`);
		if (!existsSync(path)) {
			const packed = gzipSync(snapshot, { level: 9 });
			packed[9] = 255; // the header's operating system: unknown
			writeFileSync(path, packed);
		}
		return { id, mountPoint, role, bytes: statSync(path).size };
	}

	/** @param {Awaited<ReturnType<typeof import('./assemble.mjs').assemble>>} assembled */
	async function task(assembled) {
		const { task, hiddenTests, deletedTests, gold, deleted, walkthrough } = assembled;
		const layers = layersOf(assembled);
		const { digest } = await packOfLayers(task, {
			layers,
			tests: hiddenTests,
			deletedTests,
			changed: gold,
			deleted
		});
		const content = {
			version: PACK_VERSION,
			task,
			base: layers.map(({ tree, mountPoint, role }) => layer(tree, mountPoint, role)),
			hiddenTests: layer(hiddenTests, '', 'repo'),
			deletedTests,
			gold: { layer: layer(gold, '', 'repo'), deleted },
			walkthrough
		};
		writeFileSync(join(folder, `${task.id}.json`), JSON.stringify({ ...content, digest }));
		return entry(content, assembled);
	}

	/** @param {any} content @param {{authors: string, integrity: {base: string, fix: string} | null}} provenance */
	function entry({ task, base, hiddenTests, gold, walkthrough }, { authors, integrity }) {
		const layers = [...base, hiddenTests, gold.layer];
		const sum = (/** @type {PackLayer[]} */ some) => some.reduce((total, { bytes }) => total + bytes, 0);
		const npm = task.source.kind === 'npm' ? task.source : null;
		return {
			id: task.id,
			title: task.title,
			package: npm?.package ?? null,
			base: npm?.base ?? null,
			fix: npm?.fix ?? null,
			integrity,
			injected: task.injected ?? null,
			license: task.license,
			authors,
			runner: task.runner,
			tests: task.tests,
			difficulty: task.difficulty,
			tags: task.tags,
			failToPass: task.failToPass.length,
			passToPass: task.passToPass.length,
			walkthrough: walkthrough !== null,
			bytes: sum(layers),
			warmBytes: sum(layers.filter(({ role }) => role === 'repo'))
		};
	}

	/** @param {unknown[]} tasks */
	function catalogue(tasks) {
		writeFileSync(join(folder, 'catalogue.json'), JSON.stringify({ version: PACK_VERSION, tasks }));
	}

	return { task, catalogue };
}
