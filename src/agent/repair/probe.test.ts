import { createRequire } from 'node:module';
import { afterEach, expect, it } from 'vitest';
import { openNativeSandbox } from '#sandbox/native.testing.ts';
import type { Sandbox } from '#sandbox/sandbox.ts';
import { encodeTree } from '#sandbox/snapshot.ts';
import { Checker } from './checker.ts';
import { candidatesFor } from './probe.ts';
import { survey } from './survey.ts';

type Probe = {
	begin: (failing: boolean) => void;
	record: (
		id: number,
		count: number,
		ask: (index: number, says: Uint8Array) => void,
		value?: unknown
	) => unknown;
	report: () => { point: number; effects: [number, number, number][] }[];
};
const { Probes } = createRequire(import.meta.url)('./checker/probes.cjs') as { Probes: new () => Probe };

const opened: Sandbox[] = [];
afterEach(() => Promise.all(opened.splice(0).map((sandbox) => sandbox.close())));

it('asks beside a condition that rarely holds in those tests, too, that come after many in which it does not', () => {
	const probes = new Probes();
	for (let test = 0; test < 100; test++) {
		probes.begin(false);
		for (let turn = 0; turn < 4; turn++) probes.record(0, 1, (_index, says) => void (says[0] = 0), test > 97);
	}
	const [report] = probes.report();
	expect(report?.effects.map(([, , passing]) => passing)).toEqual([0, 2]);
});

it('puts a condition that tells the failing test apart before those that always say the same, where few tests come', async () => {
	const files = {
		'cut.js': `module.exports = function cut(text, options) {
	var limit = options.most === Infinity ? undefined : options.most;
	return text.split(',', options.strict ? limit + 1 : limit);
};
`,
		'test.js': `const test = require('tape');
const cut = require('./cut.js');
for (let count = 0; count < 30; count++) test('cuts ' + count, (t) => { t.equal(cut('a,b', { most: 1 }).length, 1); t.end(); });
test('is strict', (t) => { t.equal(cut('a,b,c', { most: 1, strict: true }).length, 2); t.end(); });
test('has no limit', (t) => { t.equal(cut('a,b,c', { most: Infinity, strict: true }).length, 3); t.end(); });
`
	};
	const sandbox = await openNativeSandbox();
	opened.push(sandbox);
	const tree = Object.entries(files).map(
		([path, text]) => [path, { bytes: new TextEncoder().encode(text) }] as const
	);
	await sandbox.mount([{ id: 'repo', mountPoint: '', role: 'repo', snapshot: encodeTree(new Map(tree)) }]);
	const { signal } = new AbortController();
	const checker = new Checker(sandbox, signal);
	await checker.install();
	const found = await survey(checker, { sandbox, testFiles: ['test.js'], reported: [] });
	const edits = await candidatesFor(checker, found, { issue: '', seed: 1, count: 1000 });
	await checker.end();
	const start = files['cut.js'].indexOf('return');
	const terms = edits.filter((one) => one.start === start && /^only when .* as well$/.test(one.what));
	expect(terms[0]?.what).toBe('only when limit != null as well');
});
