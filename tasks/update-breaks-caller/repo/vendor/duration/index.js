'use strict';

const UNITS = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1000 };

/** "1h 30m" -> milliseconds. @throws {SyntaxError} */
function parse(text) {
	const parts = String(text).trim().split(/\s+/);
	return parts.reduce((sum, part) => {
		const [, number, unit] = /^(\d+(?:\.\d+)?)([dhms])$/.exec(part) ?? [];
		if (!unit) throw new SyntaxError(`"${text}" is not a duration`);
		return sum + Number(number) * UNITS[unit];
	}, 0);
}

/** Milliseconds -> "1h 30m"; 0 is "0s". Options: {units: number} says how many units are shown at most. */
function format(milliseconds, { units = Infinity } = {}) {
	let rest = Math.abs(milliseconds);
	const parts = [];
	for (const [unit, size] of Object.entries(UNITS)) {
		const count = Math.floor(rest / size);
		rest -= count * size;
		if (count > 0) parts.push(`${count}${unit}`);
	}
	const text = parts.slice(0, units).join(' ') || '0s';
	return milliseconds < 0 ? `-${text}` : text;
}

/** Which of two is longer: a number below, above or equal to 0. */
function compare(one, other) {
	return one - other;
}

module.exports = { parse, format, compare };
