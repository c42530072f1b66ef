'use strict';

/**
 * Splits an amount by weights: [1, 1, 2] gives the third twice as much as each of the others.
 * @returns {number[]} cents, in the order of the weights
 */
function split(cents, weights) {
	const all = weights.reduce((sum, weight) => sum + weight, 0);
	if (weights.some((weight) => !(weight >= 0)) || all === 0) throw new RangeError('Weights must be positive');
	return weights.map((weight) => Math.round((cents * weight) / all));
}

module.exports = { split };
