'use strict';
const assert = require('node:assert/strict');
const { test } = require('node:test');
const { invoice } = require('../src/invoice.js');
const { formatAmount, parseAmount, shareOf } = require('../src/money.js');
const { print } = require('../src/print.js');
const { split } = require('../src/split.js');

test('every amount up to a thousand survives being written and read', () => {
	for (let cents = -100_000; cents <= 100_000; cents++) assert.equal(parseAmount(formatAmount(cents)), cents);
});

test('amounts are read with none, one or two decimal places', () => {
	assert.deepEqual(['7', '7.5', '7.05', '-0.50'].map(parseAmount), [700, 750, 705, -50]);
	for (const text of ['', '1.234', '1,50', 'x', '.5']) assert.throws(() => parseAmount(text), TypeError);
});

test('large amounts are exact', () => {
	assert.equal(parseAmount('90071992547409.91'), 9_007_199_254_740_991);
});

test('half a cent is rounded away from zero', () => {
	assert.equal(shareOf(50, 1900), 10); // 9.5
	assert.equal(shareOf(-50, 1900), -10);
	assert.equal(shareOf(10_050, 700), 704); // 703.5
	assert.equal(shareOf(115, 1000), 12); // 11.5
	assert.equal(shareOf(-115, 1000), -12);
	assert.equal(shareOf(49, 1900), 9); // 9.31
	assert.equal(shareOf(0, 1900), 0);
});

test('a share of every amount is what whole numbers say', () => {
	for (let cents = 0; cents <= 20_000; cents++)
		for (const rate of [50, 145, 700, 1900, 2550]) {
			const expected = Number((BigInt(cents) * BigInt(rate) + 5000n) / 10_000n);
			assert.equal(shareOf(cents, rate), expected, `${rate} of ${cents}`);
			assert.equal(shareOf(-cents, rate), expected === 0 ? 0 : -expected, `${rate} of -${cents}`);
		}
});

test('tax is due on the sum of a rate', () => {
	const { taxes, net, total } = invoice([
		{ text: 'Pen', price: 105, quantity: 3, tax: 1900 },
		{ text: 'Book', price: 995, quantity: 1, tax: 700 },
		{ text: 'Ink', price: 250, quantity: 1, tax: 1900 }
	]);
	assert.deepEqual(taxes, [
		{ rate: 700, base: 995, tax: 70 },
		{ rate: 1900, base: 565, tax: 107 }
	]);
	assert.deepEqual([net, total], [1560, 1737]);
});

test('a discount is taken from each line', () => {
	const { items, net } = invoice([{ text: 'A', price: 335, quantity: 1, tax: 0 }], { discount: 1000 });
	assert.deepEqual([items[0].net, net], [301, 301]); // 33.5 off is 34
});

test('the parts of a split add up to the whole', () => {
	for (const cents of [0, 1, 2, 99, 100, 101, 1000, 4999, -100, -1, -4999])
		for (const weights of [[1], [1, 1], [1, 1, 1], [1, 2, 3], [7, 7, 7, 7, 7, 7], [0, 1, 0], [5, 0, 3.5]]) {
			const parts = split(cents, weights);
			assert.equal(parts.reduce((sum, part) => sum + part, 0), cents, `${cents} by ${weights}`);
			assert.ok(parts.every(Number.isInteger));
		}
});

test('nobody is further than a cent from the exact share, and who has no weight pays nothing', () => {
	for (const cents of [100, 4999, -777])
		for (const weights of [[1, 1, 1], [1, 2, 3], [7, 7, 7, 7, 7, 7], [0, 1, 1]]) {
			const all = weights.reduce((sum, weight) => sum + weight, 0);
			split(cents, weights).forEach((part, index) => {
				assert.ok(Math.abs(part - (cents * weights[index]) / all) < 1, `${cents} by ${weights}: ${part}`);
				if (weights[index] === 0) assert.ok(part === 0);
			});
		}
});

test('cents that are left over go to the largest remainders, of equal ones to the first', () => {
	assert.deepEqual(split(100, [1, 1, 1]), [34, 33, 33]);
	assert.deepEqual(split(200, [1, 1, 1]), [67, 67, 66]);
	assert.deepEqual(split(10, [1, 2, 4]), [1, 3, 6]); // 1.43, 2.86, 5.71
	assert.deepEqual(split(-100, [1, 1, 1]), [-34, -33, -33]);
});

test('weights must make sense', () => {
	for (const weights of [[], [0, 0], [1, -1], [NaN]]) assert.throws(() => split(100, weights), RangeError);
});

test('an invoice is printed with aligned amounts', () => {
	const text = print(invoice([{ text: 'Tea', price: 1999, quantity: 2, tax: 700 }]));
	assert.equal(text, ['2 x Tea  39.98', 'Net      39.98', 'Tax 7 %   2.80', 'Total    42.78'].join('\n'));
});
