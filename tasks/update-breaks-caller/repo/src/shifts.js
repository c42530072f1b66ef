'use strict';
const duration = require('../vendor/duration/index.js');

/** Seconds after which a shift must have a break, and how long that is. */
const WORK_WITHOUT_BREAK = 6 * 3600;
const BREAK = 30 * 60;

/**
 * @param {{name: string, start: string, length: string}} entry start as "HH:MM", length as "8h 30m"
 * @returns {{name: string, start: number, end: number, worked: number}} seconds since midnight
 */
function shift({ name, start, length }) {
	const seconds = duration.parse(length);
	if (seconds === null) throw new TypeError(`The length of ${name}'s shift is not a duration: ${length}`);
	const begin = timeOfDay(start);
	const pause = duration.compare(seconds, WORK_WITHOUT_BREAK) > 0 ? BREAK : 0;
	return { name, start: begin, end: begin + seconds, worked: seconds - pause };
}

function timeOfDay(text) {
	const [, hours, minutes] = /^(\d{2}):(\d{2})$/.exec(text) ?? [];
	if (!hours) throw new TypeError(`"${text}" is not a time of day`);
	return Number(hours) * 3600 + Number(minutes) * 60;
}

module.exports = { shift };
