// What SWE-agent's own commands do: a window onto one open file, edits in it, and searches. Run as `tools.cjs NAME ARGS`
// by whoever does again what SWE-agent did; written from what its documentation and its releases say of them.
// https://swe-agent.com/latest/config/tools/ (1.x), https://github.com/SWE-agent/SWE-agent/tree/v0.7.0/config/commands (0.x)
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { edit, insert } = require('./edits.cjs');
const { findFiles, inFile, inFolder } = require('./searches.cjs');
const {
	Refusal,
	cannot,
	constrain,
	countOf,
	isOld,
	keep,
	moveTo,
	openFile,
	read,
	refuse,
	scroll,
	shown,
	state
} = require('./window.cjs');

/** The line that was asked for, within the file, with what is said where it was not. */
function within(given, count, usage) {
	if (!/^-?\d+$/.test(given) || (isOld && given.startsWith('-')))
		refuse(usage, 'Error: <line_number> must be a number');
	const asked = Number(given);
	const line = Math.max(1, Math.min(asked, count));
	if (line === asked) return { line, warnings: [] };
	const about = asked > count ? `greater than the number of lines in the file (${count})` : 'less than 1';
	return {
		line,
		warnings: [`Warning: <line_number> (${asked}) is ${about}`, `Warning: Setting <line_number> to ${line}`]
	};
}

function open(name, given) {
	if (name === undefined || name === '') {
		if (!isOld && state.file) return shown();
		refuse('Usage: open "<file>"');
	}
	const file = path.resolve(name);
	if (!fs.existsSync(file)) refuse(isOld ? `File ${name} not found` : `Error: File ${name} not found`);
	if (fs.statSync(file).isDirectory())
		refuse(`Error: ${name} is a directory. You can only open files. Use cd or ls to navigate directories.`);
	const { line, warnings } =
		given === undefined
			? { line: 1, warnings: [] }
			: within(given, countOf(read(file)), 'Usage: open "<file>" [<line_number>]');
	state.file = fs.realpathSync(file);
	// 0.x then takes the line as the middle of the window.
	if (isOld && warnings.length > 0) constrain(line);
	else moveTo(line);
	return [...warnings, shown(name)].join('\n');
}

function goto(...given) {
	if (given.length > 1) refuse('goto allows only one line number at a time.');
	const file = isOld ? openFile() : state.file;
	if (given.length === 0) refuse('Usage: goto <line>');
	if (!/^\d+$/.test(given[0])) refuse('Usage: goto <line>', 'Error: <line> must be a number');
	const count = countOf(read(file ?? openFile()));
	if (Number(given[0]) > count) refuse(`Error: <line> must be less than or equal to ${count}`);
	moveTo(Number(given[0]));
	return shown();
}

function create(name) {
	if (!name) refuse('Usage: create <filename>');
	if (fs.existsSync(name)) {
		if (!isOld) refuse(`Warning: File '${name}' already exists.`);
		return `Error: File '${name}' already exists.\n${open(name)}`;
	}
	if (!isOld) fs.mkdirSync(path.dirname(path.resolve(name)), { recursive: true });
	fs.writeFileSync(name, isOld ? '\n' : '');
	return open(name);
}

const tools = {
	open,
	goto,
	create,
	edit,
	insert,
	scroll_down: () => scroll(1),
	scroll_up: () => scroll(-1),
	search_file: (term, file) => inFile(term, file, state.file),
	search_dir: inFolder,
	find_file: findFiles,
	filemap: cannot('filemap shows Python files, by a parser of Python'),
	view_image: cannot('view_image shows a picture to a model'),
	open_site: cannot('open_site needs a browser of its own'),
	screenshot_site: cannot('screenshot_site needs a browser of its own')
};

const [name, ...args] = process.argv.slice(2);
try {
	console.log(tools[name](...args));
} catch (error) {
	if (!(error instanceof Refusal)) throw error;
	console.log(error.message);
	process.exitCode = 1;
}
keep();
