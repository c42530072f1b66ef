import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decodeTree, encodeTree } from './snapshot.ts';

it('a tree comes back with the names, bytes and symlinks it had', () => {
	const name = fc
		.string({ minLength: 1, maxLength: 8 })
		.filter((text) => !text.includes('/') && text !== '__proto__');
	fc.assert(
		fc.property(fc.uniqueArray(name), fc.uint8Array(), (names, bytes) => {
			const tree = new Map(names.map((file, index) => [`folder-${index % 3}/${file}`, { bytes }]));
			const back = decodeTree(encodeTree(new Map([...tree, ['link', { symlink: 'folder-0' }]])));
			expect(back.get('link')).toEqual({ symlink: 'folder-0' });
			for (const path of tree.keys()) expect(back.get(path)).toMatchObject({ bytes });
			expect(back.size).toBe(tree.size + 1);
		})
	);
});

it('what starts with #! is executable', () => {
	const bytes = new TextEncoder().encode('#!/usr/bin/env node\n');
	expect(decodeTree(encodeTree(new Map([['bin.js', { bytes }]]))).get('bin.js')).toMatchObject({
		executable: true
	});
});

it('bytes that are no snapshot are refused by name', () => {
	expect(() => decodeTree(new Uint8Array([0xc1]))).toThrow(/Cannot read the snapshot/);
	expect(() => decodeTree(new Uint8Array([0x01]))).toThrow(/holds no folder/);
});
