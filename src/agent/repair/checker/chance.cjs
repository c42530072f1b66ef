// Random numbers that are the same in every run: what tests draw must not decide which edit is found.
'use strict';

/** As src/model/random.ts, which cannot be had inside the sandbox. */
exports.startChance = function startChance() {
	let state = 1;
	Math.random = () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
};
