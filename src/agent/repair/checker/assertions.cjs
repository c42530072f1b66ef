// node:assert for those who want to know whether, not why: to word a failure takes longer than most tests.
'use strict';

const WORDS = 'not as asserted';

/** Assertions and the number of their arguments before the message. */
const counts = {
	...{ ok: 1, equal: 2, notEqual: 2, deepEqual: 2, notDeepEqual: 2, strictEqual: 2, notStrictEqual: 2 },
	...{ deepStrictEqual: 2, notDeepStrictEqual: 2, partialDeepStrictEqual: 2, match: 2, doesNotMatch: 2 }
};

/** The same assertions; one that has no message gets one, so that none is made. */
exports.terse = function terse(assert) {
	const short = shortened(assert, 1);
	for (const [name, count] of Object.entries(counts))
		if (assert[name]) short[name] = shortened(assert[name], count);
	short.strict = assert.strict === assert ? short : terse(assert.strict);
	return short;
};

function shortened(assertion, count) {
	const short = (...given) =>
		given.length === count || (given.length === count + 1 && given[count] === undefined)
			? assertion(...given.slice(0, count), WORDS)
			: assertion(...given);
	return Object.setPrototypeOf(short, assertion);
}
