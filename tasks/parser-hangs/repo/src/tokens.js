'use strict';

/** A line without its comment: a "#" within double quotes begins none. */
function withoutComment(line) {
	const match = /^((?:[^"#]+|"(?:[^"\\]+|\\.)*")*)(#.*)?$/.exec(line);
	return match ? match[1].trimEnd() : null;
}

/** "name" and the text of its values; null where the line is no setting. */
function nameAndValues(line) {
	const match = /^\s*([a-z]+(?:[-.]?[a-z0-9]+)*)\s*=\s*(.*)$/i.exec(line);
	return match && { name: match[1].toLowerCase(), values: match[2] };
}

/** The values of "a, b, "c, d"": texts without their quotes. null = something is wrong. */
function splitValues(text) {
	const values = [];
	let rest = text;
	while (rest !== '') {
		const match = /^\s*(?:"((?:[^"\\]+|\\.)*)"|([^",\s]+(?:\s*[^",\s]+)*))\s*(,|$)/.exec(rest);
		if (!match) return null;
		values.push(match[1] === undefined ? match[2] : match[1].replace(/\\(.)/g, '$1'));
		rest = rest.slice(match[0].length);
		if (match[3] === ',' && rest.trim() === '') return null;
	}
	return values;
}

module.exports = { withoutComment, nameAndValues, splitValues };
