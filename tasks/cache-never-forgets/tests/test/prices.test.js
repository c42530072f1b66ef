'use strict';
const assert = require('node:assert/strict');
const { test } = require('node:test');
const { Cache } = require('../src/cache.js');
const { createPrices } = require('../src/prices.js');
const { report } = require('../src/report.js');

const full = { name: 'Mara', discount: 0 };
const half = { name: 'Noel', discount: 50 };

function shop(options) {
	const asked = [];
	const source = async (article) => {
		asked.push(article);
		return { article, currency: 'EUR', steps: [{ from: 1, cents: 1000 }, { from: 10, cents: 800 }] };
	};
	return { asked, prices: createPrices(source, options) };
}
const cents = ({ steps }) => steps.map((step) => step.cents);

test('a price has the discount of its customer', async () => {
	const { prices } = shop();
	assert.deepEqual(cents(await prices.priceFor('tea', half)), [500, 400]);
});

test('one customer does not change the price of the next', async () => {
	const { prices, asked } = shop();
	await prices.priceFor('tea', half);
	const price = await prices.priceFor('tea', full);
	assert.deepEqual([cents(price), price.customer], [[1000, 800], 'Mara']);
	assert.deepEqual(cents(await prices.priceFor('tea', half)), [500, 400]);
	assert.deepEqual(asked, ['tea']);
});

test('a price that was handed out does not change', async () => {
	const { prices } = shop();
	const first = await prices.priceFor('tea', half);
	await prices.priceFor('tea', full);
	assert.deepEqual([cents(first), first.customer], [[500, 400], 'Noel']);
});

test('what a customer does with a price stays with the customer', async () => {
	const { prices } = shop();
	const price = await prices.priceFor('tea', full);
	price.steps[0].cents = 1;
	price.steps.pop();
	price.currency = 'USD';
	assert.deepEqual(await prices.priceFor('tea', full), {
		article: 'tea',
		currency: 'EUR',
		steps: [{ from: 1, cents: 1000 }, { from: 10, cents: 800 }],
		customer: 'Mara'
	});
});

test('a report changes no price', async () => {
	const { prices } = shop();
	assert.deepEqual(await report(prices, ['tea', 'tea'], half), ['tea: 4.00 EUR from 10', 'tea: 4.00 EUR from 10']);
	assert.deepEqual((await prices.priceFor('tea', full)).steps.map(({ from }) => from), [1, 10]);
});

test('the source is asked once for an article', async () => {
	const { prices, asked } = shop();
	for (let count = 0; count < 3; count++) await prices.priceFor('tea', full);
	assert.deepEqual(asked, ['tea']);
	prices.changed('tea');
	await prices.priceFor('tea', full);
	assert.deepEqual(asked, ['tea', 'tea']);
});

function counted(options) {
	const loaded = [];
	const cache = new Cache(async (key) => {
		loaded.push(key);
		return { key };
	}, options);
	return { cache, loaded };
}

test('a cache never holds more than its size', async () => {
	const { cache } = counted({ size: 10 });
	for (let key = 0; key < 500; key++) {
		await cache.get(key);
		assert.ok(cache.entries.size <= 10, `${cache.entries.size} entries after ${key + 1} keys`);
	}
});

test('the entry that was not used for the longest time goes first', async () => {
	const { cache, loaded } = counted({ size: 3 });
	for (const key of ['a', 'b', 'c', 'a', 'd']) await cache.get(key);
	for (const key of ['a', 'c', 'd']) await cache.get(key);
	assert.deepEqual(loaded, ['a', 'b', 'c', 'd']);
	await cache.get('b');
	assert.deepEqual(loaded, ['a', 'b', 'c', 'd', 'b']);
});

test('an entry that was loaded again counts as used', async () => {
	let time = 0;
	const { cache, loaded } = counted({ size: 2, lifetime: 10, now: () => time });
	await cache.get('a');
	await cache.get('b');
	time = 20;
	await cache.get('a');
	await cache.get('c');
	await cache.get('a');
	assert.deepEqual(loaded, ['a', 'b', 'a', 'c']);
});

test('entries are good for their lifetime', async () => {
	let time = 0;
	const { cache, loaded } = counted({ lifetime: 10, now: () => time });
	await cache.get('a');
	time = 9;
	await cache.get('a');
	time = 10;
	await cache.get('a');
	assert.deepEqual(loaded, ['a', 'a']);
	assert.deepEqual([cache.hits, cache.misses], [1, 2]);
});

test('an error of the source is not kept', async () => {
	let fails = true;
	const cache = new Cache(async () => {
		if (fails) throw new Error('away');
		return 1;
	});
	await assert.rejects(cache.get('a'), /away/);
	fails = false;
	assert.equal(await cache.get('a'), 1);
});
