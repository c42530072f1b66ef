// SWE-agent's window onto the one file that is open. It is kept from one command to the next in a file beside this one.
//
// In 0.x the window is kept by its middle line, in 1.x by its first one: after a scroll to the end they differ.
'use strict';

const fs = require('node:fs');
const path = require('node:path');

const STATE = path.join(__dirname, 'state.json');
const {
	release,
	window: WINDOW,
	overlap: OVERLAP
} = JSON.parse(fs.readFileSync(path.join(__dirname, 'settings.json'), 'utf8'));
const isOld = release === 0;
/** Of the window is shown above the line that was asked for. */
const ABOVE = WINDOW / 6;

/** `at`: the middle of the window, from 1, in 0.x; its first line, from 0, in 1.x. */
const state = fs.existsSync(STATE) ? JSON.parse(fs.readFileSync(STATE, 'utf8')) : { file: null, at: 0 };

class Refusal extends Error {}
const refuse = (...lines) => {
	throw new Refusal(lines.join('\n'));
};

const read = (file) => fs.readFileSync(file, 'utf8');
/** A last line without an end counts. */
const countOf = (text) => text.split('\n').length - (text.endsWith('\n') || text === '' ? 1 : 0);

const cannot = (why) => () => refuse(`Cannot be done again here: ${why}`);

function openFile(message = 'No file open. Use the open command first.') {
	return state.file ?? refuse(message);
}

function constrain(at) {
	const count = countOf(read(state.file));
	state.at = isOld
		? Math.max(Math.min(at, count - Math.floor(WINDOW / 2)), Math.floor(WINDOW / 2))
		: Math.max(0, Math.min(Math.trunc(at), count - WINDOW));
}

/** Moves the window so that the line, from 1, stands in its upper part. */
function moveTo(line) {
	if (isOld) constrain(Math.floor(Math.max(line + WINDOW / 2 - Math.floor(ABOVE), 1)));
	else constrain(line - 1 - ABOVE);
}

/** First and last line of the window, from 1, and how many it does not show before and after. */
function bounds(count) {
	if (!isOld) {
		const at = Math.max(0, Math.min(state.at, count - WINDOW));
		const last = Math.min(at + WINDOW, count);
		return { first: at + 1, last, above: at, below: count - last };
	}
	const last = Math.min(Math.floor(Math.max(state.at + WINDOW / 2, WINDOW / 2)), count);
	return {
		first: Math.max(1, last - WINDOW + 1),
		last,
		above: Math.floor(Math.max(0, state.at - WINDOW / 2)),
		below: Math.round(Math.max(0, count - state.at - WINDOW / 2))
	};
}

/** `name`: what the file is called where it was just named; 1.x says that. */
function shown(name) {
	const text = read(state.file);
	const lines = text.split('\n');
	const count = countOf(text);
	const { first, last, above, below } = bounds(count);
	return [
		`[File: ${isOld || name === undefined ? state.file : path.normalize(name)} (${count} lines total)]`,
		...(above > 0 ? [`(${above} more lines above)`] : []),
		...lines.slice(first - 1, last).map((line, index) => `${first + index}:${line}`),
		...(below > 0 ? [`(${below} more lines below)`] : [])
	].join('\n');
}

Object.assign(exports, {
	Refusal,
	bounds,
	cannot,
	constrain,
	countOf,
	isOld,
	moveTo,
	openFile,
	read,
	refuse,
	shown,
	state
});
exports.scroll = (direction) => {
	openFile();
	constrain(state.at + direction * (WINDOW - OVERLAP));
	return shown();
};
exports.keep = () => fs.writeFileSync(STATE, JSON.stringify(state));
