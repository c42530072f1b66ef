'use strict';

/** One line of text for each line of the report. */
function format(lines) {
	return lines.map(({ name, month, orders, cents }) => `${month} ${name}: ${(cents / 100).toFixed(2)} (${orders})`).join('\n');
}

module.exports = { format };
