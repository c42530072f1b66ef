/** A task for tests: names and limits that fit a tiny repository. */
import type { Task } from '#model/task.ts';
import type { Layer } from '#sandbox/sandbox.ts';
import { encodeTree } from '#sandbox/snapshot.ts';

export function taskOf(fields: Partial<Task>): Task {
	return {
		id: 'tiny',
		title: 'Tiny',
		source: { kind: 'own' },
		environment: null,
		runner: 'node-test',
		testCommands: ['node test.js'],
		tests: 'visible',
		testFiles: ['test.js'],
		tags: [],
		difficulty: 1,
		limits: { steps: 10, testTimeout: 5000, time: 60_000 },
		license: 'MIT',
		problemStatement: 'It does not add.',
		hints: [],
		failToPass: ['test.js > adds'],
		passToPass: ['test.js > is there'],
		flaky: [],
		...fields
	};
}

export function layerOf(files: Record<string, string>): Layer {
	const tree = new Map(
		Object.entries(files).map(([path, text]) => [path, { bytes: new TextEncoder().encode(text) }])
	);
	return { id: 'layer', mountPoint: '', role: 'repo', snapshot: encodeTree(tree) };
}
