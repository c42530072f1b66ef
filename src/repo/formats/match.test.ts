import { expect, test } from 'vitest';
import { matchTests } from './match.ts';

const ids = [
	'test/a.js > sums > adds',
	'test/a.js > sums > adds nothing',
	'test/b.js > other > adds',
	'test/c.js'
];

test.each([
	['the whole of it', 'test/a.js > sums > adds', 'test/a.js > sums > adds'],
	['its titles', 'sums > adds', 'test/a.js > sums > adds'],
	['its titles with blanks, as mocha does', 'sums adds nothing', 'test/a.js > sums > adds nothing'],
	['its last title, where that is unique', 'adds nothing', 'test/a.js > sums > adds nothing'],
	['its file', 'test/c.js', 'test/c.js'],
	['a title with a duration', 'adds nothing (3 ms)', 'test/a.js > sums > adds nothing'],
	['a title that two tests have', 'adds', null],
	['a name that there is not', 'divides', null]
])('a test is found by %s', (_, name, id) => {
	expect(matchTests([name], ids)).toEqual([id]);
});
