'use strict';
const { shareOf } = require('./money.js');

/**
 * @param {{text: string, price: number, quantity: number, tax: number}[]} lines price in cents, tax in basis points
 * @param {{discount?: number}} [options] discount on everything, in basis points
 */
function invoice(lines, { discount = 0 } = {}) {
	const items = lines.map((line) => {
		if (!Number.isInteger(line.price)) throw new TypeError(`The price of "${line.text}" is not in whole cents`);
		const gross = line.price * line.quantity;
		return { ...line, net: gross - shareOf(gross, discount) };
	});
	const net = items.reduce((sum, { net }) => sum + net, 0);
	return { items, net, taxes: taxesOf(items), total: net + taxesOf(items).reduce((sum, { tax }) => sum + tax, 0) };
}

/** Tax is due on the sum of all lines of a rate, not line by line. */
function taxesOf(items) {
	const rates = [...new Set(items.map(({ tax }) => tax))].sort((one, other) => one - other);
	return rates.map((rate) => {
		const base = items.filter(({ tax }) => tax === rate).reduce((sum, { net }) => sum + net, 0);
		return { rate, base, tax: shareOf(base, rate) };
	});
}

module.exports = { invoice };
