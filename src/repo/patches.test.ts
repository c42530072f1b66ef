import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Tree } from '#model/tree.ts';
import { changesOf, diffOf, withChanges } from './patches.ts';

const bytes = (text: string) => ({ bytes: new TextEncoder().encode(text) });
const before: Tree = new Map([
	['a.js', bytes('one\ntwo\nthree\n')],
	['crlf.js', bytes('one\r\ntwo\r\n')],
	['end.js', bytes('no line end')],
	['mark.js', bytes('\uFEFFmarked\n')],
	['gone.js', bytes('gone\n')],
	['zebra.js', bytes('stripes\n')],
	['picture.png', { bytes: Uint8Array.of(0x89, 0x50, 0xff, 0) }],
	['old.png', { bytes: Uint8Array.of(0xff, 0xfe) }]
]);
const changes = {
	changed: new Map([
		['a.js', bytes('one\nTWO\nthree\n')],
		['crlf.js', bytes('one\r\nTWO\r\n')],
		['end.js', bytes('no line end at all')],
		['mark.js', bytes('\uFEFFmarked twice\n')],
		['new/empty.js', bytes('')],
		['new/file.js', bytes('new\n')],
		['picture.png', { bytes: Uint8Array.of(0x89, 0x51, 0xff, 0) }]
	]),
	deleted: ['gone.js', 'old.png', 'zebra.js']
};

test('changes written as a diff come back equal; what a diff cannot carry is beside it', () => {
	const { patch, assets } = diffOf(before, changes);
	expect([...assets.keys()]).toEqual(['picture.png']);
	const back = changesOf(before, patch, 'it');
	expect(withChanges(before, { ...back, changed: new Map([...back.changed, ...assets]) })).toEqual(
		withChanges(before, changes)
	);
});

test('git applies what is written', () => {
	const folder = mkdtempSync(join(tmpdir(), 'tabgym-'));
	for (const name of ['a.js', 'crlf.js', 'end.js', 'mark.js', 'gone.js'])
		writeFileSync(join(folder, name), (before.get(name) as { bytes: Uint8Array }).bytes);
	const texts = new Map([...changes.changed].filter(([path]) => !path.endsWith('.png')));
	writeFileSync(join(folder, 'x.patch'), diffOf(before, { changed: texts, deleted: ['gone.js'] }).patch);
	execFileSync('git', ['apply', '--no-index', 'x.patch'], { cwd: folder });
	for (const [path, file] of texts)
		if (path !== 'new/empty.js') expect(new Uint8Array(readFileSync(join(folder, path)))).toEqual(file.bytes);
	rmSync(folder, { recursive: true });
});

test('a rename of git moves the file', () => {
	const patch =
		'diff --git a/a.js b/b.js\nsimilarity index 60%\nrename from a.js\nrename to b.js\n--- a/a.js\n+++ b/b.js\n@@ -1,3 +1,3 @@\n one\n-two\n+2\n three\n';
	expect(changesOf(before, patch, 'it')).toEqual({
		changed: new Map([['b.js', bytes('one\n2\nthree\n')]]),
		deleted: ['a.js']
	});
});

test('a diff that does not fit, or is none, is refused by the file', () => {
	const patch = '--- a/a.js\n+++ b/a.js\n@@ -1 +1 @@\n-something else\n+two\n';
	expect(() => changesOf(before, patch, '"x"')).toThrow(
		'Cannot import "x": its patch does not apply to a.js'
	);
	expect(() => changesOf(before, '--- a/a.js\n+++ b/a.js\n@@ -1,9 +1 @@\n-one\n', '"x"')).toThrow(
		'Cannot import "x": its patch is no unified diff'
	);
});
