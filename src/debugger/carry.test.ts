import { expect, test } from 'vitest';
import { carryLines } from './carry.ts';

test('lines keep their place beside what is put in and taken out, what is rewritten too, and lines that are gone have none', () => {
	expect([...carryLines('a\nb\nc\nd\n', 'new\na\nc\nchanged\n')]).toEqual([
		[1, 2],
		[3, 3],
		[4, 4]
	]);
	expect([...carryLines('a\n', 'a\n')]).toEqual([[1, 1]]);
});
