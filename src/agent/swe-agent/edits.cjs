// SWE-agent's edits in the open file: of lines by their numbers, and of texts.
'use strict';

const fs = require('node:fs');
const {
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
} = require('./window.cjs');

const UPDATED = [
	'File updated. Please review the changes and make sure they are correct',
	'(correct indentation, no duplicate lines, etc). Edit the file again if necessary.'
];

/** Replaces lines from one to another, both included, by a text of whole lines. Only Python is checked for its syntax there. */
function editLines(range, text) {
	const [start, end, ...others] = range.flatMap((part) => part.split(':'));
	const usage = 'Usage: edit <start_line>:<end_line>';
	for (const [name, given] of [
		['start_line', start],
		['end_line', end]
	])
		if (!/^\d+$/.test(given ?? '') || others.length > 0)
			refuse(
				...(isOld ? [usage, `Error: ${name} must be a number`] : [usage, '<replacement_text>', 'end_of_edit'])
			);
	const before = read(state.file);
	const lines = before.split('\n');
	// 0.x reads lines and writes each with its end; 1.x splits and joins.
	if (isOld && before.endsWith('\n')) lines.pop();
	lines.splice(Number(start) - 1, Number(end) - Number(start) + 1, ...text.split('\n').slice(0, -1));
	fs.writeFileSync(state.file, lines.join('\n') + (isOld ? '\n' : ''));
	if (!isOld) {
		moveTo(Number(start));
		return `${UPDATED.join('\n')}\n${shown()}`;
	}
	constrain(Number(start) - 1);
	return `${shown()}\n${UPDATED.join(' ')}`;
}

/** As Python writes a text. */
function quoted(text) {
	const mark = text.includes("'") && !text.includes('"') ? '"' : "'";
	const escaped = text
		.replace(/\\/g, '\\\\')
		.replace(/\n/g, '\\n')
		.replace(/\t/g, '\\t')
		.replace(/\r/g, '\\r');
	return mark + (mark === "'" ? escaped.replace(/'/g, "\\'") : escaped) + mark;
}

const REVIEW = [
	' Please review the changes and make sure they are correct:',
	'',
	'1. The edited file is correctly indented',
	'2. The edited file does not contain duplicate lines',
	'3. The edit does not break existing functionality',
	'',
	'Edit the file again if necessary.'
].join('\n');

/** Replaces a text within the window, or everywhere. */
function editText(search, replacement, everywhere) {
	if (search === replacement)
		refuse(
			'Your search and replace strings are the same. No changes were made. Please modify your search or replace strings.'
		);
	const text = read(state.file);
	const { first, last } = bounds(countOf(text));
	const lines = text.split('\n');
	const place = everywhere ? text : lines.slice(first - 1, last).join('\n');
	const found = place.split(search).length - 1;
	const failed = 'Your edit was not applied (file not modified):';
	if (found === 0) {
		const elsewhere = text.split(search).slice(0, -1);
		if (elsewhere.length === 0)
			refuse(
				`${failed} Text ${quoted(search)} not found in displayed lines (or anywhere in the file).`,
				'Please modify your search string. Did you forget to properly handle whitespace/indentation?',
				'You can also call `open` again to re-display the file with the correct context.'
			);
		const at = elsewhere.map(
			(_, index) =>
				elsewhere
					.slice(0, index + 1)
					.join(search)
					.split('\n').length
		);
		refuse(
			`${failed} Text ${quoted(search)} not found in displayed lines.`,
			'',
			'However, we found the following occurrences of your search string in the file:',
			'',
			...at.map((line) => `- line ${line}`),
			'',
			'You can use the `goto` command to navigate to these locations before running the edit command again.'
		);
	}
	if (found > 1 && !everywhere)
		refuse(
			`${failed} Found more than one occurrence of ${quoted(search)} in the currently displayed lines.`,
			'Please make your search string more specific (for example, by including more lines of context).'
		);
	const before = place.slice(0, place.indexOf(search)).split('\n').length;
	const changed = place.split(search).join(replacement);
	if (everywhere) fs.writeFileSync(state.file, changed);
	else {
		lines.splice(first - 1, last - first + 1, ...changed.split('\n'));
		fs.writeFileSync(state.file, lines.join('\n'));
	}
	moveTo(everywhere ? before + 1 : first - 1 + before);
	return `${everywhere ? `Replaced ${found} occurrences.` : 'Text replaced.'}${REVIEW}\n${shown()}`;
}

/** Lines with a text from standard input, or one text for another: 1.x has bundles with either. */
exports.edit = function edit(...given) {
	const none = 'Either `open` or `create` a file first.';
	const isRange = /^\d+:\d+$/.test(given[0] ?? '');
	if (!isOld && given.length >= 2 && !isRange) {
		openFile(`No file opened. ${none}`);
		return editText(given[0], given[1], Boolean(given[2]));
	}
	openFile(`No file open${isOld ? '' : 'ed'}. Use the \`open\` command first.`);
	if (!isOld && given.length === 2)
		return editLines([given[0]], given[1].endsWith('\n') || given[1] === '' ? given[1] : `${given[1]}\n`);
	if (!isOld && !isRange) cannot('this edit rewrites all lines that are shown, which is not known here')();
	return editLines(given, fs.readFileSync(0, 'utf8'));
};

exports.insert = function insert(text, given) {
	openFile('No file opened. Use the `create` or `open` command first.');
	const before = read(state.file);
	const added = text.replace(/\n$/, '');
	const at = given === undefined ? countOf(before) : Math.max(0, Number(given));
	if (text !== '') {
		const lines = before.split('\n');
		if (given === undefined)
			fs.writeFileSync(state.file, before === '' ? added : `${before.replace(/\n$/, '')}\n${added}`);
		else {
			lines.splice(at, 0, added);
			fs.writeFileSync(state.file, lines.join('\n'));
		}
		moveTo(at + 1);
	}
	return shown();
};
