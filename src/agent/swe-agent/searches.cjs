// SWE-agent's searches: in a file, in all files of a folder but hidden ones, and for a file by its name.
'use strict';

const fs = require('node:fs');
const path = require('node:path');

/** Files that are listed at most. Of hits in one file, which it means to limit too, it lists all. */
const MOST = 100;

/** A basic regular expression of POSIX, as grep takes it, as one of JavaScript's. */
function expressionOf(text) {
	let source = '';
	for (let at = 0; at < text.length; at++) {
		const char = text[at];
		if (char === '[') {
			const [whole] = /^\[\^?\]?(?:\[:\w+:\]|[^\]])*\]/.exec(text.slice(at)) ?? [''];
			if (whole === '') return new RegExp(escaped(text));
			source += bracketOf(whole.slice(1, -1));
			at += whole.length - 1;
		} else if (char === '\\') {
			const next = text[++at] ?? '';
			if ('(){}|+?'.includes(next)) source += next;
			else if (next === '<' || next === '>') source += '\\b';
			else source += /[a-z0-9]/i.test(next) ? `\\${next}` : escaped(next);
		} else if (char === '*') source += source === '' || source === '^' ? '\\*' : '*';
		else if (char === '^') source += source === '' ? '^' : '\\^';
		else if (char === '$') source += at === text.length - 1 ? '$' : '\\$';
		else source += char === '.' ? '.' : escaped(char);
	}
	return new RegExp(source);
}

const classes = {
	alpha: 'a-zA-Z',
	digit: '0-9',
	alnum: 'a-zA-Z0-9',
	space: '\\s',
	upper: 'A-Z',
	lower: 'a-z'
};
const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');

/** There a backslash is one, and a "]" comes first if it is meant. */
function bracketOf(inside) {
	const within = inside
		.replace(/\\/g, '\\\\')
		.replace(/\[:(\w+):\]/g, (_, name) => classes[name] ?? '')
		.replace(/^(\^?)\]/, '$1\\]');
	return `[${within}]`;
}

/** As the shell matches names. */
function globOf(text) {
	const source = escaped(text)
		.replace(/\\\*/g, '.*')
		.replace(/\\\?/g, '.')
		.replace(/\\\[(.*?)\\\]/g, '[$1]');
	return new RegExp(`^${source}$`);
}

/** Every file below, in the order of their paths. */
function filesBelow(folder, withHidden, found = []) {
	for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
		if (!withHidden && entry.name.startsWith('.')) continue;
		const file = path.join(folder, entry.name);
		if (entry.isDirectory()) filesBelow(file, withHidden, found);
		else if (entry.isFile()) found.push(file);
	}
	return found;
}

const linesOf = (text) => text.replace(/\n$/, '').split('\n');

exports.inFile = function inFile(term, name, opened) {
	const usage = 'Usage: search_file <search_term> [<file>]';
	if (!term) return usage;
	if (name !== undefined && !(fs.existsSync(name) && fs.statSync(name).isFile()))
		return `${usage}\nError: File name ${name} not found. Please provide a valid file name.`;
	if (name === undefined && !opened) return 'No file open. Use the open command first.';
	const file = fs.realpathSync(name ?? opened);
	const expression = expressionOf(term);
	const hits = linesOf(fs.readFileSync(file, 'utf8')).flatMap((line, index) =>
		expression.test(line) ? [`Line ${index + 1}:${line}`] : []
	);
	if (hits.length === 0) return `No matches found for "${term}" in ${file}`;
	return [
		`Found ${hits.length} matches for "${term}" in ${file}:`,
		...hits,
		`End of matches for "${term}" in ${file}`
	].join('\n');
};

exports.inFolder = function inFolder(term, name, ...others) {
	if (term === undefined || others.length > 0) return 'Usage: search_dir <search_term> [<dir>]';
	if (name !== undefined && !(fs.existsSync(name) && fs.statSync(name).isDirectory()))
		return `Directory ${name} not found`;
	const folder = fs.realpathSync(name ?? '.');
	const expression = expressionOf(term);
	const hits = filesBelow(folder, false).flatMap((file) => {
		const text = fs.readFileSync(file, 'utf8');
		// grep -I: what has a zero byte is no text.
		const count = text.includes('\0') ? 0 : linesOf(text).filter((line) => expression.test(line)).length;
		return count > 0 ? [{ file, count }] : [];
	});
	if (hits.length === 0) return `No matches found for "${term}" in ${folder}`;
	if (hits.length > MOST)
		return `More than ${hits.length} files matched for "${term}" in ${folder}. Please narrow your search.`;
	hits.sort((a, b) => (a.file < b.file ? -1 : 1));
	return [
		`Found ${hits.reduce((sum, { count }) => sum + count, 0)} matches for "${term}" in ${folder}:`,
		...hits.map(({ file, count }) => `${file} (${count} matches)`),
		`End of matches for "${term}" in ${folder}`
	].join('\n');
};

exports.findFiles = function findFiles(term, name, ...others) {
	if (term === undefined || others.length > 0) return 'Usage: find_file <file_name> [<dir>]';
	if (name !== undefined && !(fs.existsSync(name) && fs.statSync(name).isDirectory()))
		return `Directory ${name} not found`;
	const folder = fs.realpathSync(name ?? '.');
	const glob = globOf(term);
	const hits = filesBelow(folder, true).filter((file) => glob.test(path.basename(file)));
	if (hits.length === 0) return `No matches found for "${term}" in ${folder}`;
	return [`Found ${hits.length} matches for "${term}" in ${folder}:`, ...hits.sort()].join('\n');
};
