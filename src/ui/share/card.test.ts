import { expect, test } from 'vitest';
import { wrapped } from './card.ts';

const widthOf = (text: string) => text.length;

test.each([
	['short', ['short']],
	['one two three four', ['one two', 'three four']],
	['a b c', ['a b c']],
	['abcdefghijklmnop', ['abcdefgh …']],
	['one two three four five six seven eight', ['one two', 'three four', 'five six …']]
])('the title %j stands in lines that fit, and ends in dots where it goes on', (text, lines) => {
	expect(wrapped(text, 10, widthOf)).toEqual(lines);
});
