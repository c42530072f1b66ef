'use strict';

const isPlain = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

/** `over` laid over `under`, deeply; lists are replaced. Changes and returns `under`. */
function merge(under, over) {
	for (const key in over) {
		if (isPlain(over[key]) && isPlain(under[key])) merge(under[key], over[key]);
		else under[key] = over[key];
	}
	return under;
}

module.exports = { merge, isPlain };
