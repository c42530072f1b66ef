'use strict';

/** Keeps the last `limit` lines: "09:00:02.114 login user=mara result=ok". */
function createLog({ now, limit = 1000, print = () => {} }) {
	const lines = [];

	function write(event, fields) {
		const time = new Date(now()).toISOString().slice(11, 23);
		const details = Object.entries(fields).map(([name, value]) => `${name}=${value}`);
		const line = [time, event, ...details].join(' ');
		lines.push(line);
		if (lines.length > limit) lines.shift();
		print(line);
	}

	return { lines, write };
}

module.exports = { createLog };
