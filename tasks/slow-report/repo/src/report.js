'use strict';

/**
 * Sales by customer and month, sorted by customer name and month.
 * orders: {customer, product, quantity, date: "YYYY-MM-DD"}, customers: {id, name}, products: {id, cents}
 */
function salesReport({ orders, customers, products }) {
	const lines = [];
	for (const order of orders) {
		const customer = customers.find(({ id }) => id === order.customer);
		if (!customer) throw new Error(`There is no customer ${order.customer}`);
		const product = products.find(({ id }) => id === order.product);
		if (!product) throw new Error(`There is no product ${order.product}`);
		const month = order.date.slice(0, 7);
		let line = lines.find((one) => one.customer === customer.id && one.month === month);
		if (!line) {
			line = { customer: customer.id, name: customer.name, month, orders: 0, cents: 0 };
			lines.push(line);
		}
		line.orders += 1;
		line.cents += order.quantity * product.cents;
	}
	return lines.sort(compare);
}

function compare(one, other) {
	if (one.name !== other.name) return one.name < other.name ? -1 : 1;
	if (one.customer !== other.customer) return one.customer < other.customer ? -1 : 1;
	return one.month < other.month ? -1 : one.month > other.month ? 1 : 0;
}

/** The customers that have ordered nothing, in their order. */
function idleCustomers({ orders, customers }) {
	const idle = [];
	for (const customer of customers) if (!orders.find((order) => order.customer === customer.id)) idle.push(customer.name);
	return idle;
}

module.exports = { salesReport, idleCustomers };
