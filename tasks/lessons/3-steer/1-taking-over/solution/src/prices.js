'use strict';
const { Cache } = require('./cache.js');

/** `source(article)` gives a promise of {article, currency, steps: [{from, cents}]}; steps are prices from a quantity on. */
function createPrices(source, options) {
	const cache = new Cache(source, options);

	/** The price list of an article for a customer with a discount in percent. */
	async function priceFor(article, customer) {
		const price = structuredClone(await cache.get(article));
		price.customer = customer.name;
		for (const step of price.steps) step.cents = Math.round(step.cents * (1 - customer.discount / 100));
		return price;
	}

	/** After a change in the source. */
	function changed(article) {
		cache.forget(article);
	}

	return { priceFor, changed, cache };
}

module.exports = { createPrices };
