import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { TreeFile } from '#model/tree.ts';
import { decodeTree, encodeTree } from './snapshot.ts';

it('a tree comes back with the names, bytes and symlinks it had', () => {
	const name = fc
		.string({ minLength: 1, maxLength: 8 })
		.filter((text) => !text.includes('/') && text !== '__proto__');
	fc.assert(
		fc.property(
			fc.uniqueArray(name),
			fc.uint8Array().filter(([first]) => first !== 0x23),
			(names, bytes) => {
				const tree = new Map<string, TreeFile>([['link', { symlink: 'folder-0' }]]);
				names.forEach((file, index) => tree.set(`folder-${index % 3}/${file}`, { bytes, executable: false }));
				expect(new Map(decodeTree(encodeTree(tree)))).toMatchObject(tree);
			}
		)
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
