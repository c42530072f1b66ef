'use strict';
const { isPlain } = require('./merge.js');

/** Sets "a.b.c" in nested options; makes what is missing on the way. */
function setPath(options, path, value) {
	const keys = path.split('.');
	const last = keys.pop();
	let inner = options;
	for (const key of keys) {
		if (!isPlain(inner[key])) inner[key] = {};
		inner = inner[key];
	}
	inner[last] = value;
	return options;
}

/** The value at "a.b.c"; undefined where there is none. */
function getPath(options, path) {
	return path.split('.').reduce((inner, key) => (inner === undefined || inner === null ? undefined : inner[key]), options);
}

module.exports = { setPath, getPath };
