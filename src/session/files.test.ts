import { expect, test } from 'vitest';
import { encodeTree } from '#sandbox/snapshot.ts';
import { baseTree, listFiles, readSides } from './files.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const layer = (role: 'repo' | 'environment', mountPoint: string, files: Record<string, string>) => ({
	id: mountPoint,
	role,
	mountPoint,
	snapshot: encodeTree(new Map(Object.entries(files).map(([path, text]) => [path, { bytes: bytes(text) }])))
});
const base = baseTree([
	layer('environment', 'node_modules', { 'tape/index.js': '' }),
	layer('repo', '', { 'a.js': 'one', 'b.js': 'two' }),
	layer('repo', 'test', { 'a.js': 'three' })
]);
const changes = [
	{ path: 'a.js', before: 'x', after: 'y' },
	{ path: 'b.js', before: 'x', after: null },
	{ path: 'c.js', before: null, after: 'y' }
];

test('the files of a moment are the base without the environment, with the changes up to then', () => {
	expect(listFiles(base, changes)).toEqual([
		{ path: 'a.js', state: 'changed' },
		{ path: 'b.js', state: 'deleted' },
		{ path: 'c.js', state: 'added' },
		{ path: 'test/a.js', state: 'same' }
	]);
});

test('a file is shown as it was before the run beside what it is now', async () => {
	const blob = async (id: string) => bytes(`blob ${id}`);
	const sides = await Promise.all(
		[...changes.map((change) => [change.path, change] as const), ['test/a.js', undefined] as const].map(
			([path, change]) => readSides(path, base, change, blob)
		)
	);
	expect(sides).toEqual([
		{ before: 'one', after: 'blob y' },
		{ before: 'two', after: null },
		{ before: null, after: 'blob y' },
		{ before: 'three', after: 'three' }
	]);
});
