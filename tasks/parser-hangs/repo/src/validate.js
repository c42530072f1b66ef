'use strict';

const types = {
	text: (value) => value,
	number(value) {
		const number = Number(value);
		if (value.trim() === '' || Number.isNaN(number)) throw new TypeError(`"${value}" is not a number`);
		return number;
	},
	flag(value) {
		if (!['yes', 'no'].includes(value)) throw new TypeError(`"${value}" is neither yes nor no`);
		return value === 'yes';
	}
};

/** `schema` says the type of each setting: {port: 'number'}. Settings that it does not name are left out. */
function validate(settings, schema) {
	const result = {};
	for (const [name, type] of Object.entries(schema))
		if (settings.has(name)) result[name] = settings.get(name).map(types[type]);
	return result;
}

module.exports = { validate };
