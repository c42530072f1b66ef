import { createTwoFilesPatch } from 'diff';
import { expect, it } from 'vitest';
import type { Tree } from '#model/tree.ts';
import { applyDiff } from './diff.ts';

const encoder = new TextEncoder();
const tree = (files: Record<string, string>): Tree =>
	new Map(Object.entries(files).map(([path, text]) => [path, { bytes: encoder.encode(text) }]));
const lines = (count: number) => Array.from({ length: count }, (_, index) => `line ${index + 1}\n`).join('');
const base = tree({ 'a.txt': lines(20), 'lib/b.js': 'one\n' });

async function applied(diff: string, to: Tree = base) {
	const { patch, blobs, fuzz } = await applyDiff(to, diff);
	const texts = patch.map(({ path, after }) => [path, after && new TextDecoder().decode(blobs.get(after))]);
	return { files: Object.fromEntries(texts) as Record<string, string | null>, fuzz };
}

const change = lines(20).replace('line 10\n', 'line ten\n');
const diff = createTwoFilesPatch('a/a.txt', 'b/a.txt', lines(20), change);

it('changes, makes, deletes and renames files', async () => {
	expect(await applied(diff)).toEqual({ files: { 'a.txt': change }, fuzz: 0 });
	expect((await applied('--- /dev/null\n+++ b/new.js\n@@ -0,0 +1 @@\n+x\n')).files).toEqual({
		'new.js': 'x\n'
	});
	expect((await applied('--- a/lib/b.js\n+++ /dev/null\n@@ -1 +0,0 @@\n-one\n')).files).toEqual({
		'lib/b.js': null
	});
	const rename =
		'diff --git a/lib/b.js b/c.js\nsimilarity index 100%\nrename from lib/b.js\nrename to c.js\n';
	expect((await applied(rename)).files).toEqual({ 'c.js': 'one\n', 'lib/b.js': null });
});

it('finds the context where it moved, and says how much of it did not fit', async () => {
	expect((await applied(diff, tree({ 'a.txt': `new\nnew\n${lines(20)}` }))).fuzz).toBe(0);
	const other = tree({ 'a.txt': lines(20).replace('line 8\n', 'other\n') });
	expect(await applied(diff, other)).toEqual({
		files: { 'a.txt': change.replace('line 8\n', 'other\n') },
		fuzz: 1
	});
});

it('leaves protected files alone, whatever the patch says of them', async () => {
	const both = `${diff}--- a/test/t.js\n+++ b/test/t.js\n@@ -1 +1 @@\n-never\n+there\n`;
	const { patch, leftOut } = await applyDiff(base, both, (path) => path.startsWith('test/'));
	expect([patch.map(({ path }) => path), leftOut]).toEqual([['a.txt'], ['test/t.js']]);
});

it.each([
	['', /changes no file/],
	['this is not a diff', /changes no file|no unified diff/],
	['--- a/x.js\n+++ b/x.js\n@@ -1 +1 @@\n-a\n+b\n', /to x\.js: there is no such file/],
	['--- a/../x.js\n+++ b/../x.js\n@@ -1 +1 @@\n-a\n+b\n', /"b\/\.\.\/x\.js" is not a path in the repository/],
	[
		'--- a/lib/b.js\n+++ b/lib/b.js\n@@ -1,8 +1,8 @@\n-1\n-2\n-3\n-4\n-5\n-6\n-7\n-8\n+b\n',
		/no unified diff|context is not in the file/
	],
	['diff --git a/b.bin b/b.bin\nBinary files a/b.bin and b/b.bin differ\n', /to b\.bin: it is binary/]
])('refuses %j, and says why', async (text, message) => {
	await expect(applyDiff(base, text)).rejects.toThrow(message);
});
