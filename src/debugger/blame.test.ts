import { expect, test } from 'vitest';
import { blameLines } from './blame.ts';

test('each line says which step wrote it, through insertions, changes and removals', () => {
	expect(
		blameLines([
			{ step: null, text: 'a\nb\nc\n' },
			{ step: 2, text: 'a\nB\nc\nd\n' },
			{ step: 5, text: '0\na\nB\nd\n' }
		])
	).toEqual([5, null, 2, 2]);
});

test('a file that came, went and came again is written by who wrote it last', () => {
	expect(
		blameLines([
			{ step: null, text: null },
			{ step: 0, text: 'x\ny' },
			{ step: 1, text: null },
			{ step: 2, text: 'x\n' }
		])
	).toEqual([2]);
});
