'use strict';
const assert = require('node:assert/strict');
const { createHash } = require('node:crypto');
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { test } = require('node:test');
const { plan } = require('../src/plan.js');
const { shift } = require('../src/shifts.js');
const { text } = require('../src/text.js');

test('a shift is in seconds since midnight', () => {
	assert.deepEqual(shift({ name: 'Ada', start: '08:00', length: '4h' }), { name: 'Ada', start: 28_800, end: 43_200, worked: 14_400 });
});

test('more than six hours have a break of half an hour', () => {
	assert.equal(shift({ name: 'Ada', start: '08:00', length: '6h' }).worked, 21_600);
	assert.equal(shift({ name: 'Ada', start: '08:00', length: '6h 1m' }).worked, 21_660 - 1800);
	assert.equal(shift({ name: 'Ada', start: '08:00', length: '8h 30m' }).worked, 8 * 3600);
});

test('what is no duration is listed with the name, and the others are planned', () => {
	const { shifts, problems } = plan([
		{ name: 'Ben', start: '09:00', length: 'long' },
		{ name: 'Ada', start: '08:00', length: '4h' }
	]);
	assert.deepEqual([shifts.map(({ name }) => name), problems], [['Ada'], ["The length of Ben's shift is not a duration: long"]]);
});

test('what is no time is listed too, and other errors are not swallowed', () => {
	assert.deepEqual(plan([{ name: 'Ben', start: 'nine', length: '1h' }]).problems, ['"nine" is not a time of day']);
	const strange = { name: 'Ben', start: '09:00', get length() { throw new RangeError('strange'); } };
	assert.throws(() => plan([strange]), RangeError);
});

test('the text shows hours and minutes', () => {
	const day = plan([
		{ name: 'Ben', start: '12:00', length: '8h 30m 20s' },
		{ name: 'Ada', start: '08:00', length: '4h' }
	]);
	assert.equal(text(day), ['08:00-12:00 Ada (4h)', '12:00-20:30 Ben (8h)', 'Together 12h'].join('\n'));
});

test('more than a day together is shown in hours', () => {
	const entries = Array.from({ length: 5 }, (_, index) => ({ name: `P${index}`, start: '08:00', length: '5h 15m' }));
	assert.equal(text(plan(entries)).split('\n').at(-1), 'Together 26h 15m');
	const whole = Array.from({ length: 6 }, (_, index) => ({ name: `P${index}`, start: '08:00', length: '4h' }));
	assert.equal(text(plan(whole)).split('\n').at(-1), 'Together 24h');
});

test('fractions of an hour are understood', () => {
	assert.equal(shift({ name: 'Ada', start: '08:00', length: '1.5h' }).end, 34_200);
});

test('an empty day is no work', () => {
	assert.equal(text(plan([])), 'Together 0s');
});

test('the library of the other team stays as it is', () => {
	const library = readFileSync(join(__dirname, '../vendor/duration/index.js'));
	assert.equal(createHash('sha256').update(library).digest('hex'), '26494ce5272c552f0c836b1491c9acb3890423833bc5f5acf34c0732df485e39');
});
