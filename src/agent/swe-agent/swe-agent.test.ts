import { expect, test } from 'vitest';
import { openNativeSandbox } from '#sandbox/native.testing.ts';
import {
	asTyped,
	settingsOf,
	usesSweAgentTools,
	withSweAgentTools,
	type SweAgentSettings
} from './install.ts';

/** A folder of this machine, its shell and its Node: the commands are programs like any other. */
async function shellIn(files: Record<string, string>, settings: SweAgentSettings) {
	const bare = await openNativeSandbox();
	for (const [path, text] of Object.entries(files)) await bare.write(path, text);
	const sandbox = await withSweAgentTools(bare, settings);
	const root = (await sandbox.run('pwd')).output.trim();
	return {
		/** What it prints, by lines; `/` = the root of the repository. */
		async type(typed: string): Promise<string[]> {
			const { input } = asTyped({ tool: 'bash', input: { command: typed } });
			const { output } = await sandbox.run(String(input['command']));
			return output.replaceAll(root, '').trimEnd().split('\n');
		},
		read: async (path: string) => new TextDecoder().decode(await sandbox.read(path))
	};
}

const long = Array.from({ length: 30 }, (_, index) => `line ${index + 1}\n`).join('');
const numbered = (first: number, last: number) =>
	Array.from({ length: last - first + 1 }, (_, index) => `${first + index}:line ${first + index}`);
const old = { release: 0, window: 12, overlap: 2 } as const;
const fresh = { release: 1, window: 12, overlap: 2 } as const;

test('0.x keeps the window by its middle line', async () => {
	const shell = await shellIn({ 'src/long.js': long }, old);
	expect(await shell.type('scroll_down')).toEqual(['No file open. Use the open command first.']);
	const head = '[File: /src/long.js (30 lines total)]';
	expect(await shell.type('cd src && open long.js')).toEqual([
		head,
		...numbered(1, 12),
		'(18 more lines below)'
	]);
	expect(await shell.type('scroll_down')).toEqual([
		head,
		'(10 more lines above)',
		...numbered(11, 22),
		'(8 more lines below)'
	]);
	// No further than half a window from the end.
	expect(await shell.type('goto 30')).toEqual([head, '(18 more lines above)', ...numbered(19, 30)]);
	expect(await shell.type('open src/long.js 40')).toEqual([
		'Warning: <line_number> (40) is greater than the number of lines in the file (30)',
		'Warning: Setting <line_number> to 30',
		head,
		'(18 more lines above)',
		...numbered(19, 30)
	]);
	expect(await shell.type('goto 31')).toEqual(['Error: <line> must be less than or equal to 30']);
});

test('0.x edits lines by their numbers, whole, and creates a file of one empty line', async () => {
	const shell = await shellIn({ 'a.js': 'one\ntwo\nthree\nfour\n' }, old);
	await shell.type('open a.js');
	expect(await shell.type('edit 2:3\nTWO\n\n$not `run`\nend_of_edit')).toEqual([
		'[File: /a.js (5 lines total)]',
		...['1:one', '2:TWO', '3:', '4:$not `run`', '5:four'],
		'File updated. Please review the changes and make sure they are correct (correct indentation, no duplicate lines, etc). Edit the file again if necessary.'
	]);
	expect(await shell.read('a.js')).toBe('one\nTWO\n\n$not `run`\nfour\n');
	expect(await shell.type('edit x:3\nno\nend_of_edit')).toEqual([
		'Usage: edit <start_line>:<end_line>',
		'Error: start_line must be a number'
	]);
	expect(await shell.type('create b.js')).toEqual(['[File: /b.js (1 lines total)]', '1:']);
	expect(await shell.type('edit 1:1\nnew\nend_of_edit')).toContain('1:new');
	expect(await shell.read('b.js')).toBe('new\n');
	await shell.type('open a.js');
	expect(await shell.type('edit 2:2\n\nend_of_edit')).toContain('2:');
	expect(await shell.read('a.js')).toBe('one\n\n\n$not `run`\nfour\n');
	expect((await shell.type('create a.js'))[0]).toBe("Error: File 'a.js' already exists.");
});

test('1.x keeps the window by its first line, and replaces texts in what is shown', async () => {
	const shell = await shellIn({ 'src/long.js': long }, fresh);
	const head = '[File: /src/long.js (30 lines total)]';
	expect(await shell.type('open src/long.js 15')).toEqual([
		'[File: src/long.js (30 lines total)]',
		'(12 more lines above)',
		...numbered(13, 24),
		'(6 more lines below)'
	]);
	expect(await shell.type('scroll_down')).toEqual([head, '(18 more lines above)', ...numbered(19, 30)]);
	expect(await shell.type('scroll_up')).toEqual([
		head,
		'(8 more lines above)',
		...numbered(9, 20),
		'(10 more lines below)'
	]);
	expect((await shell.type(`edit 'line 30' 'x'`)).slice(0, 5)).toEqual([
		"Your edit was not applied (file not modified): Text 'line 30' not found in displayed lines.",
		'',
		'However, we found the following occurrences of your search string in the file:',
		'',
		'- line 30'
	]);
	expect((await shell.type('edit line x'))[0]).toBe(
		"Your edit was not applied (file not modified): Found more than one occurrence of 'line' in the currently displayed lines."
	);
	const edited = await shell.type(`edit 'line 15\nline 16' 'both'`);
	expect(edited[0]).toBe('Text replaced. Please review the changes and make sure they are correct:');
	expect(edited).toContain('15:both');
	expect(await shell.type(`insert 'last'`)).toContain('30:last');
	expect((await shell.read('src/long.js')).split('\n').slice(13, 17)).toEqual([
		'line 14',
		'both',
		'line 17',
		'line 18'
	]);
	expect(await shell.type('create src/new/a.js')).toEqual(['[File: src/new/a.js (0 lines total)]']);
});

test('searches take basic regular expressions, leave hidden files out and count', async () => {
	const shell = await shellIn(
		{ 'a.js': 'f(1)\nf(2)\ng+\n', 'src/b.js': 'f(3)\n', '.hidden/c.js': 'f(4)\n', 'd.bin': 'f(\0' },
		fresh
	);
	expect(await shell.type('search_dir "f("')).toEqual([
		'Found 3 matches for "f(" in :',
		'/a.js (2 matches)',
		'/src/b.js (1 matches)',
		'End of matches for "f(" in'
	]);
	expect(await shell.type(`search_file 'f([[:digit:]])\\|g+' a.js`)).toEqual([
		'Found 3 matches for "f([[:digit:]])\\|g+" in /a.js:',
		...['Line 1:f(1)', 'Line 2:f(2)', 'Line 3:g+'],
		'End of matches for "f([[:digit:]])\\|g+" in /a.js'
	]);
	expect(await shell.type('find_file "*.js" src')).toEqual([
		'Found 1 matches for "*.js" in /src:',
		'/src/b.js'
	]);
	expect(await shell.type('search_dir q gone')).toEqual(['Directory gone not found']);
	expect(await shell.type('filemap a.py')).toEqual([
		'Cannot be done again here: filemap shows Python files, by a parser of Python'
	]);
});

test('which release it was and how large its window is said by the file', () => {
	const page = (count: number) =>
		['[File: /a.js (90 lines total)]', ...numbered(1, count), `(${90 - count} more lines below)`].join('\n');
	expect(settingsOf([page(20), 'ok'], null)).toEqual({ release: 0, window: 20, overlap: 2 });
	expect(settingsOf([], '{"env_variables": {"WINDOW": 40, "OVERLAP": "3"}}')).toEqual({
		release: 1,
		window: 40,
		overlap: 3
	});
	const command = (text: string) => usesSweAgentTools([{ tool: 'bash', input: { command: text } }]);
	expect(['cat open.js', 'ls && goto 3', 'scroll_down'].map(command)).toEqual([false, true, true]);
});
