import fc from 'fast-check';
import { expect, it } from 'vitest';
import { applyHunks, hunksOf } from './hunks.ts';

const text = fc
	.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 12 })
	.map((lines) => lines.join('\n'));

it('all hunks of a change make the change, and none of them leaves the file as it was', () => {
	fc.assert(
		fc.property(text, text, (before, after) => {
			const hunks = hunksOf('f', before, after);
			expect(applyHunks(before, hunks)).toBe(after);
			expect(applyHunks(before, [])).toBe(before);
		})
	);
});

it('applies one hunk of two by itself', () => {
	const [before, after] = ['1\n2\n3\n4\n5\n', '1\nTWO\n3\n4\nFIVE\n'];
	const [first, second] = hunksOf('f', before, after);
	if (!first || !second) throw new Error('there should be two hunks');
	expect([applyHunks(before, [first]), applyHunks(before, [second])]).toEqual([
		'1\nTWO\n3\n4\n5\n',
		'1\n2\n3\n4\nFIVE\n'
	]);
	expect([first.line, first.added, first.removed]).toEqual([2, 1, 1]);
});

it('takes a file that comes as one hunk', () => {
	expect(hunksOf('f', null, 'a\nb\n').map(({ added }) => added)).toEqual([2]);
});
