'use strict';
const assert = require('node:assert/strict');
const { test } = require('node:test');
const { parse } = require('../src/parse.js');
const { validate } = require('../src/validate.js');

const read = (text) => Object.fromEntries(parse(text));

test('names and values', () => {
	assert.deepEqual(read('port = 80\nHost-Name = a.b, c d ,e'), { port: ['80'], 'host-name': ['a.b', 'c d', 'e'] });
	assert.deepEqual(read('a.b-c = x\na1 = y'), { 'a.b-c': ['x'], a1: ['y'] });
	assert.deepEqual(read('empty ='), { empty: [] });
});

test('quotes, escapes and comments', () => {
	assert.deepEqual(read('a = "x, #y", z # comment "'), { a: ['x, #y', 'z'] });
	assert.deepEqual(read('a = "say \\"hi\\" \\\\"'), { a: ['say "hi" \\'] });
	assert.deepEqual(read('# only a comment\n\n  \na = "" # none'), { a: [''] });
});

test('what is wrong is named with its line', () => {
	for (const [text, message] of [
		['a = "open', /^Line 1: a quote is not closed/],
		['a = 1\n= 2', /^Line 2: it is not of the form/],
		['1a = 2', /not of the form/],
		['a- = 2', /not of the form/],
		['a--b = 2', /not of the form/],
		['a = 1,', /a value is missing/],
		['a = ,1', /a value is missing/],
		['a = "x" y', /a value is missing/]
	])
		assert.throws(() => parse(text), (error) => error.name === 'SettingsError' && message.test(error.message), text);
});

test('the last of equal names holds, types are checked', () => {
	assert.deepEqual(validate(parse('port = 1\nPORT = 2, 3\non = yes'), { port: 'number', on: 'flag' }), { port: [2, 3], on: [true] });
	assert.throws(() => validate(parse('port = x'), { port: 'number' }), /"x" is not a number/);
});
