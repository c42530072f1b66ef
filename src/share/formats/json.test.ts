import fc from 'fast-check';
import { expect, test } from 'vitest';
import { jsonFault } from './json.ts';

test('what is JSON has no fault, and every beginning of it was cut', () => {
	fc.assert(
		fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.nat(), (value, place) => {
			const text = JSON.stringify(value);
			expect(jsonFault(text)).toBe(null);
			expect(jsonFault(text.slice(0, place % text.length))?.cut).toBe(true);
		})
	);
});

test.each([
	['{"a": }', 6],
	['{"a" 1}', 5],
	['[1, 2} ', 5],
	['{"a": 1,}', 8],
	['{} {}', 3],
	['[nope]', 1]
])('%j is wrong at character %i', (text, at) => {
	expect(jsonFault(text)).toEqual({ at, cut: false });
});
