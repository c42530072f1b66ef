'use strict';
const assert = require('node:assert/strict');
const { test } = require('node:test');
const { parse } = require('../src/parse.js');

const read = (text) => Object.fromEntries(parse(text));

const LONG = 50_000;
const long = {
	'a long name that ends wrongly': [`${'a'.repeat(LONG)}! = 1`, /not of the form/],
	'a long name with dots that ends wrongly': [`${'a.'.repeat(LONG)} = 1`, /not of the form/],
	'a long quote that is not closed': [`a = "${'x'.repeat(LONG)}`, /a quote is not closed/],
	'long quotes with a stray one': [`a = ${'"x" '.repeat(LONG)}"`, /a quote is not closed/],
	'many backslashes in an open quote': [`a = "${'\\\\'.repeat(LONG)}`, /a quote is not closed/],
	'a long value with a quote at its end': [`a = ${'x'.repeat(LONG)} "y"`, /a value is missing/],
	'a long value of many words with a quote at its end': [`a = ${'x '.repeat(LONG)}"y"`, /a value is missing/],
	'many blanks before a quote': [`a = x${' '.repeat(LONG)}"y"`, /a value is missing/]
};
for (const [name, [text, message]] of Object.entries(long))
	test(`${name} is refused at once`, () => assert.throws(() => parse(text), message));

test('long values that are right are read at once', () => {
	const words = 'x '.repeat(LONG).trim();
	const list = Array.from({ length: LONG / 10 }, (_, index) => `v${index}`);
	assert.deepEqual(read(`a = ${words}`), { a: [words] });
	assert.deepEqual(read(`a = ${list.join(', ')}`), { a: list });
	assert.deepEqual(read(`${'ab-'.repeat(LONG)}c = 1`), { [`${'ab-'.repeat(LONG)}c`]: ['1'] });
});
