'use strict';
const { shift } = require('./shifts.js');

/** The shifts of a day in the order in which they begin; entries that cannot be read are listed with why. */
function plan(entries) {
	const shifts = [];
	const problems = [];
	for (const entry of entries) {
		try {
			shifts.push(shift(entry));
		} catch (error) {
			if (!(error instanceof TypeError)) throw error;
			problems.push(error.message);
		}
	}
	shifts.sort((one, other) => one.start - other.start || one.name.localeCompare(other.name));
	return { shifts, problems, worked: shifts.reduce((sum, { worked }) => sum + worked, 0) };
}

module.exports = { plan };
