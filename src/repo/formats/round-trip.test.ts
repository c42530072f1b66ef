import { expect, test } from 'vitest';
import type { Task } from '#model/task.ts';
import { packOf, readTaskTree, writeTaskTree } from '../task-folder.ts';
import { instanceOf, packOfInstance, readInstances } from './instances.ts';

const bytes = (text: string) => ({ bytes: new TextEncoder().encode(text) });
const task: Task = {
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

test('a task written as JSON of SWE-bench comes back equal', async () => {
	const [instance] = readInstances('x.json', JSON.stringify(instanceOf(pack)));
	if (!instance) throw new Error('no instance');
	const services = { githubApi: '', githubRaw: '', registry: '' };
	const options = { services, signal: new AbortController().signal };
	expect(await packOfInstance(instance, options)).toEqual(pack);
});

test('a task written as a folder comes back equal', async () => {
	const files = new Map([...writeTaskTree(pack)].map(([path, content]) => [path, { bytes: content }]));
	expect(await readTaskTree(files)).toEqual(pack);
});
