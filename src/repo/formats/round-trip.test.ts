/** Tasks of tasks/, out in each format and back: nothing may be lost. */
import { readdirSync, existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Tree } from '#model/tree.ts';
import { assemble } from '../../../scripts/packs/assemble.mjs';
import { layersOf } from '../../../scripts/packs/write.mjs';
import { readArchive } from '../import/archive.ts';
import { packOf, packOfLayers } from '../pack-of.ts';
import { readTaskTree, writeTaskTree } from '../task-folder.ts';
import type { TaskPack } from '../task-pack.ts';
import { instanceOf, packOfInstance } from './instance-pack.ts';
import { readInstances } from './instances.ts';
import { writeTar } from './tar.ts';

const bytes = (text: string) => ({ bytes: new TextEncoder().encode(text) });
const task: TaskPack['task'] = {
	id: 'tiny',
	title: 'Tiny: it "fails"',
	source: { kind: 'own' },
	environment: null,
	runner: 'plain',
	testCommands: ['node test.js'],
	tests: 'visible',
	testFiles: ['test.js'],
	tags: ['a'],
	difficulty: 2,
	limits: { steps: 1, testTimeout: 2, time: 3 },
	license: 'MIT',
	problemStatement: 'x\n\ny',
	hints: ['Look.', 'Look again.'],
	failToPass: ['test.js'],
	passToPass: [],
	flaky: []
};
const pack = await packOf(task, {
	base: new Map([
		['a.js', bytes('old\n')],
		['gone.js', bytes('gone')],
		['test.js', bytes('test')]
	]),
	tests: new Map([['test.js', bytes('test')]]),
	environment: new Map(),
	changed: new Map([
		['a.js', bytes('new')],
		['b.js', bytes('added\n')]
	]),
	deleted: ['gone.js']
});

const services = { githubApi: '', githubRaw: '', registry: '' };
const options = { services, signal: new AbortController().signal };

async function throughJson(pack: TaskPack): Promise<TaskPack> {
	const [instance] = readInstances('x.json', JSON.stringify(instanceOf(pack)));
	if (!instance) throw new Error('no instance');
	return packOfInstance(instance, options);
}

async function throughFolder(pack: TaskPack): Promise<TaskPack> {
	const archive = writeTar(pack.task.id, writeTaskTree(pack));
	return readTaskTree(readArchive('x.tar', archive, { strip: true }));
}

/** All that a pack is, contents by their hashes; the digest says it once more, however the environment is cut into layers. */
const factsOf = ({ task, digest, base, hiddenTests, deletedTests, gold, walkthrough }: TaskPack) => ({
	task,
	digest,
	layers: base.map(({ id, mountPoint, role }) => `${role} ${mountPoint} ${id}`),
	hiddenTests: hiddenTests.id,
	deletedTests,
	gold: gold.patch,
	blobs: [...gold.blobs.keys()],
	walkthrough
});

const packOfTask = async (id: string): Promise<TaskPack> => {
	const assembled = await assemble(id);
	const { task, hiddenTests, gold, ...rest } = assembled;
	return packOfLayers(task, {
		...rest,
		layers: layersOf(assembled),
		tests: hiddenTests as Tree,
		changed: gold as Tree
	});
};

test('a task written as JSON of SWE-bench comes back equal', async () => {
	expect(await throughJson(pack)).toEqual(pack);
});

test('a task written as a folder of SWE-bench 5 comes back equal', async () => {
	expect(await throughFolder(pack)).toEqual(pack);
});

const ids = readdirSync('tasks').filter((id) => existsSync(`tasks/${id}/task.yaml`));
/** All of them with TABGYM_ALL=1; every ninth, of every runner, otherwise. */
const chosen = ids.filter((_, index) => process.env['TABGYM_ALL'] || index % 9 === 4);

test.each(chosen)('%s comes back equal from both formats', { timeout: 60_000 }, async (id) => {
	const before = await packOfTask(id);
	expect(before.task.failToPass).not.toEqual([]);
	expect(factsOf(await throughJson(before))).toEqual(factsOf(before));
	const { layers, ...folder } = factsOf(await throughFolder(before));
	const { layers: _, ...wanted } = factsOf(before);
	expect(folder).toEqual(wanted);
	expect(layers.filter((layer) => layer.startsWith('repo'))).toEqual(
		factsOf(before).layers.filter((layer) => layer.startsWith('repo'))
	);
});
