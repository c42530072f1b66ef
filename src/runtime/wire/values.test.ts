import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeValue, encodeValue } from './values.ts';

const value = fc.letrec((tie) => ({
	value: fc.oneof(
		{ maxDepth: 4 },
		fc.constantFrom(undefined, null, true, false),
		fc.integer(),
		fc.double(),
		fc.string({ unit: 'binary' }),
		fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)) }),
		fc.uint8Array(),
		fc.array(tie('value')),
		fc.dictionary(fc.string(), tie('value'), { noNullPrototype: true })
	)
})).value;

test('what is decoded equals what was encoded', () => {
	fc.assert(
		fc.property(value, (v) => {
			expect(decodeValue(encodeValue(v).slice())).toEqual(v);
		})
	);
});
test('long strings and buffers survive', () => {
	const v = ['é'.repeat(100_000), '€'.repeat(100_000), new Uint8Array(300_000).fill(7)];
	expect(decodeValue(encodeValue(v).slice())).toEqual(v);
});
test('a value that cannot cross is refused', () => {
	expect(() => encodeValue(() => {})).toThrow('Cannot encode a value of type "function"');
});
