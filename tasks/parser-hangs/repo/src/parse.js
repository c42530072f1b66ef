'use strict';
const { nameAndValues, splitValues, withoutComment } = require('./tokens.js');

class SettingsError extends Error {
	constructor(line, what) {
		super(`Line ${line}: ${what}`);
		this.name = 'SettingsError';
		this.line = line;
	}
}

/** @returns {Map<string, string[]>} later lines win */
function parse(text) {
	const settings = new Map();
	text.split(/\r?\n/).forEach((raw, index) => {
		const line = withoutComment(raw);
		if (line === null) throw new SettingsError(index + 1, 'a quote is not closed');
		if (line.trim() === '') return;
		const found = nameAndValues(line);
		if (!found) throw new SettingsError(index + 1, 'it is not of the form "name = value"');
		const values = splitValues(found.values);
		if (!values) throw new SettingsError(index + 1, 'a value is missing or not closed');
		settings.set(found.name, values);
	});
	return settings;
}

module.exports = { parse, SettingsError };
