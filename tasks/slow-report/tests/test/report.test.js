'use strict';
const assert = require('node:assert/strict');
const { test } = require('node:test');
const { format } = require('../src/format.js');
const { idleCustomers, salesReport } = require('../src/report.js');
const { Table } = require('../src/table.js');

const small = () => ({
	customers: new Table([{ id: 'c1', name: 'Zoe' }, { id: 'c2', name: 'Ann' }, { id: 'c3', name: 'Ann' }, { id: 'c4', name: 'Idle' }]),
	products: new Table([{ id: 1, cents: 250 }, { id: '1', cents: 100 }, { id: 'toString', cents: 7 }]),
	orders: new Table([
		{ customer: 'c1', product: '1', quantity: 3, date: '2024-02-01' },
		{ customer: 'c3', product: 1, quantity: 1, date: '2024-01-31' },
		{ customer: 'c2', product: 'toString', quantity: 1, date: '2024-03-01' },
		{ customer: 'c1', product: '1', quantity: 1, date: '2024-01-15' },
		{ customer: 'c1', product: 1, quantity: 2, date: '2024-02-28' }
	])
});

test('sums by customer and month, sorted by name, customer and month', () => {
	assert.equal(
		format(salesReport(small())),
		['2024-03 Ann: 0.07 (1)', '2024-01 Ann: 2.50 (1)', '2024-01 Zoe: 1.00 (1)', '2024-02 Zoe: 8.00 (2)'].join('\n')
	);
});

test('customers of the same name are kept apart, products are told apart by type', () => {
	const lines = salesReport(small());
	assert.deepEqual(lines.map(({ customer }) => customer), ['c2', 'c3', 'c1', 'c1']);
});

test('an order of nobody or of nothing is an error', () => {
	const tables = small();
	const wrong = (order) => ({ ...tables, orders: new Table([order]) });
	assert.throws(() => salesReport(wrong({ customer: 'x', product: 1, quantity: 1, date: '2024-01-01' })), /no customer x/);
	assert.throws(() => salesReport(wrong({ customer: 'c1', product: 9, quantity: 1, date: '2024-01-01' })), /no product 9/);
});

test('of equal ids the first row holds', () => {
	const tables = small();
	tables.products = new Table([{ id: 1, cents: 5 }, { id: 1, cents: 9 }]);
	tables.orders = new Table([{ customer: 'c1', product: 1, quantity: 1, date: '2024-01-01' }]);
	assert.equal(salesReport(tables)[0].cents, 5);
});

test('customers without orders are listed in their order', () => {
	assert.deepEqual(idleCustomers(small()), ['Idle']);
});

test('rows that are added later are seen', () => {
	const tables = small();
	salesReport(tables);
	tables.customers = new Table([{ id: 'n', name: 'New' }]);
	tables.orders = new Table([{ customer: 'n', product: 1, quantity: 1, date: '2024-01-01' }]);
	assert.equal(salesReport(tables)[0].name, 'New');
});

function large(count) {
	return {
		customers: new Table(Array.from({ length: count }, (_, id) => ({ id, name: `Customer ${id}` }))),
		products: new Table(Array.from({ length: count }, (_, id) => ({ id, cents: id }))),
		orders: new Table(
			Array.from({ length: count }, (_, index) => ({
				customer: (index * 7) % count,
				product: (index * 13) % count,
				quantity: 1,
				date: `2024-${String((index % 12) + 1).padStart(2, '0')}-01`
			}))
		)
	};
}
const readsOf = ({ customers, products, orders }) => customers.reads + products.reads + orders.reads;

for (const count of [100, 1000, 3000])
	test(`the report on ${count} orders reads each row a few times at most`, () => {
		const tables = large(count);
		assert.equal(salesReport(tables).length, count);
		assert.ok(readsOf(tables) <= 6 * count, `${readsOf(tables)} reads`);
	});

test('the list of idle customers reads each row a few times at most', () => {
	const tables = large(2000);
	tables.orders = new Table([{ customer: 1999, product: 1, quantity: 1, date: '2024-01-01' }]);
	assert.equal(idleCustomers(tables).length, 1999);
	assert.ok(readsOf(tables) <= 8000, `${readsOf(tables)} reads`);
});

test('lines of the report are found without looking at all others', () => {
	const seen = { names: 0 };
	const customers = new Table([
		{
			id: 'c',
			get name() {
				seen.names++;
				return 'One';
			}
		}
	]);
	const count = 2000;
	const orders = new Table(Array.from({ length: count }, (_, index) => ({ customer: 'c', product: 1, quantity: 1, date: `${index}`.padStart(4, '0') + '-01-01' })));
	const lines = salesReport({ customers, orders, products: new Table([{ id: 1, cents: 1 }]) });
	assert.equal(lines.length, count);
	assert.deepEqual(lines.map(({ month }) => month), lines.map(({ month }) => month).sort());
	assert.ok(seen.names <= 3 * count);
});
