'use strict';

/** "12.50" -> 1250. At most two decimal places. */
function parseAmount(text) {
	const match = /^(-?)(\d+)(?:\.(\d{1,2}))?$/.exec(text);
	if (!match) throw new TypeError(`"${text}" is not an amount`);
	const [, sign, whole, fraction = ''] = match;
	const cents = parseFloat(`${whole}.${fraction || 0}`) * 100;
	return Math.trunc(sign ? -cents : cents);
}

/** 1250 -> "12.50" */
function formatAmount(cents) {
	const absolute = Math.abs(cents);
	const text = `${Math.floor(absolute / 100)}.${String(absolute % 100).padStart(2, '0')}`;
	return cents < 0 ? `-${text}` : text;
}

/** `basisPoints` of an amount, in cents; half a cent is rounded away from zero. */
function shareOf(cents, basisPoints) {
	return Math.round(cents * (basisPoints / 10000));
}

module.exports = { parseAmount, formatAmount, shareOf };
