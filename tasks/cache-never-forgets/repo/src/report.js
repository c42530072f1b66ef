'use strict';

/** One line for each article: its cheapest price for the customer. */
async function report(prices, articles, customer) {
	const lines = [];
	for (const article of articles) {
		const { currency, steps } = await prices.priceFor(article, customer);
		const cheapest = steps.sort((one, other) => one.cents - other.cents)[0];
		lines.push(`${article}: ${(cheapest.cents / 100).toFixed(2)} ${currency} from ${cheapest.from}`);
	}
	return lines;
}

module.exports = { report };
