import { expect, test } from 'vitest';
import { affectedTests } from './affected.ts';

const sources = new Map([
	['package.json', '{"main": "lib"}'],
	['lib/index.js', "exports.a = require('./a'); exports.data = require('./data.json');"],
	['lib/a.js', 'export const a = 1;'],
	['lib/b.mjs', "import { a } from './a.js';"],
	['lib/data.json', '{}'],
	['test/whole.js', "const lib = require('..');"],
	['test/b.js', "await import('../lib/b.mjs')"],
	['test/none.js', "const assert = require('assert');"],
	['test/all.js', 'for (const name of names) require(name);']
]);
const tests = ['test/whole.js', 'test/b.js', 'test/none.js', 'test/all.js'];

test.each([
	[['lib/a.js'], ['test/whole.js', 'test/b.js', 'test/all.js']],
	[['lib/b.mjs'], ['test/b.js', 'test/all.js']],
	[['lib/data.json'], ['test/whole.js', 'test/all.js']],
	[['package.json'], ['test/whole.js', 'test/all.js']],
	[['test/none.js'], ['test/none.js', 'test/all.js']]
])('an edit of %j reaches %j; what computes its imports is always reached', (changed, expected) => {
	expect(affectedTests(sources, tests, changed)).toEqual(expected);
});

test('an edit of a file that nothing imports may reach any test', () => {
	expect(affectedTests(sources, tests, ['fixtures/x.txt', 'lib/a.js'])).toBe(null);
});
