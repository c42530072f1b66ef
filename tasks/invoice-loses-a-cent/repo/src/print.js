'use strict';
const { formatAmount } = require('./money.js');

/** The invoice as lines of text, amounts aligned to the right. */
function print({ items, net, taxes, total }) {
	const rows = [
		...items.map(({ text, quantity, net }) => [`${quantity} x ${text}`, formatAmount(net)]),
		['Net', formatAmount(net)],
		...taxes.map(({ rate, tax }) => [`Tax ${rate / 100} %`, formatAmount(tax)]),
		['Total', formatAmount(total)]
	];
	const width = Math.max(...rows.map(([left, right]) => left.length + right.length)) + 2;
	return rows.map(([left, right]) => left + right.padStart(width - left.length)).join('\n');
}

module.exports = { print };
