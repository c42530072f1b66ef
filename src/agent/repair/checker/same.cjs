// Deep equality as tape understands it: own enumerable keys and no prototypes.
'use strict';

exports.isSame = function isSame(actual, expected, strict) {
	if (actual === expected || Object.is(actual, expected)) return true;
	const [one, other] = [isObject(actual), isObject(expected)];
	if (!one || !other) return !strict && !one && !other && isLoose(actual, expected);
	if (actual instanceof Date && expected instanceof Date) return actual.getTime() === expected.getTime();
	if (actual instanceof RegExp && expected instanceof RegExp) return String(actual) === String(expected);
	if (Array.isArray(actual) !== Array.isArray(expected)) return false;
	if (actual instanceof Map || actual instanceof Set) return isSame([...actual], [...expected], strict);
	const keys = Object.keys(actual);
	if (keys.length !== Object.keys(expected).length) return false;
	return keys.every(
		(key) => Object.prototype.hasOwnProperty.call(expected, key) && isSame(actual[key], expected[key], strict)
	);
};

function isObject(value) {
	return value !== null && typeof value === 'object';
}

function isLoose(actual, expected) {
	return actual == expected; // eslint-disable-line eqeqeq -- that is what loose means
}
