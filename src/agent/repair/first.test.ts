import { afterEach, expect, it } from 'vitest';
import { openNativeSandbox } from '#sandbox/native.testing.ts';
import type { Sandbox } from '#sandbox/sandbox.ts';
import { encodeTree } from '#sandbox/snapshot.ts';
import { Checker } from './checker.ts';
import { search } from './search.ts';
import { candidatesFor } from './probe.ts';
import { survey } from './survey.ts';

const opened: Sandbox[] = [];
afterEach(() => Promise.all(opened.splice(0).map((sandbox) => sandbox.close())));

it('finds the edit where the first test of the file makes what the others need', async () => {
	const files = {
		'half.js': 'module.exports = function half(n) {\n\tif (n > 0) return n / 2;\n\treturn 1;\n};\n',
		'test/half.js': `const { equal } = require('assert');
describe('half', function () {
	let half;
	it('is there', function () { half = require('../half.js'); });
	it('halves', function () { equal(half(4), 2); });
	it('halves more', function () { equal(half(8), 4); });
	it('halves nothing', function () { equal(half(0), 0); });
});
`
	};
	const sandbox = await openNativeSandbox();
	opened.push(sandbox);
	const tree = Object.entries(files).map(
		([path, text]) => [path, { bytes: new TextEncoder().encode(text) }] as const
	);
	await sandbox.mount([{ id: 'repo', mountPoint: '', role: 'repo', snapshot: encodeTree(new Map(tree)) }]);
	const checker = new Checker(sandbox, new AbortController().signal);
	await checker.install();
	const found = await survey(checker, { sandbox, testFiles: ['test/half.js'], reported: [] });
	expect(found.first).toEqual(['test/half.js > half > is there']);
	const candidates = await candidatesFor(checker, found, { issue: '', seed: 1, count: 500 });
	const work = { candidates, examples: [], heldBefore: 0, budget: 500 };
	const tried = search(checker, found, work);
	let green = 0;
	for await (const progress of tried) green = progress.green.length;
	await checker.end();
	expect(green).toBeGreaterThan(0);
});
