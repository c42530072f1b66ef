'use strict';
const duration = require('../vendor/duration/index.js');

const clock = (seconds) =>
	[Math.floor(seconds / 3600) % 24, Math.floor(seconds / 60) % 60].map((part) => String(part).padStart(2, '0')).join(':');

/** What hangs at the door: hours and minutes, never seconds or days. */
function text({ shifts, problems, worked }) {
	return [
		...shifts.map(({ name, start, end, worked }) => `${clock(start)}-${clock(end)} ${name} (${duration.format(worked, 2)})`),
		...problems.map((problem) => `! ${problem}`),
		`Together ${duration.format(worked, 2)}`
	].join('\n');
}

module.exports = { text };
