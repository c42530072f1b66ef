import { afterEach, describe, expect, it } from 'vitest';
import { closeSandboxes, inputWith } from '#agent/agent.testing.ts';
import { MemorySandbox } from '#sandbox/memory.ts';
import { describe as describeTests } from './run_tests.ts';
import { strReplaceEditor } from './str_replace_editor.ts';
import { bash } from './bash.ts';
import { elide } from './text.ts';
import type { ToolContext } from './tool.ts';

async function editor(files: Record<string, string>): Promise<{
	edit: (input: Record<string, unknown>) => Promise<string>;
	read: (path: string) => Promise<string>;
}> {
	const sandbox = new MemorySandbox(() => ({ output: '', exitCode: 1 }));
	for (const [path, text] of Object.entries(files)) await sandbox.write(path, text);
	const context: ToolContext = {
		sandbox,
		runTests: null,
		limits: { steps: 1, testTimeout: 1, time: 1 },
		signal: new AbortController().signal,
		edits: new Map(),
		shell: '/tmp/.shell-test',
		checksSyntax: true
	};
	return {
		edit: async (input) => (await strReplaceEditor.run(input, context)).output,
		read: async (path) => new TextDecoder().decode(await sandbox.read(path))
	};
}

describe('str_replace_editor', () => {
	const file = { 'a.txt': 'one\ntwo\ntwo\nfour\n' };

	it('views a range of lines with their numbers', async () => {
		const { edit } = await editor(file);
		expect(await edit({ command: 'view', path: 'a.txt', view_range: [2, 3] })).toBe(
			"Here's the result of running `cat -n` on a.txt:\n     2\ttwo\n     3\ttwo\n"
		);
		expect(await edit({ command: 'view', path: 'a.txt', view_range: [9, 10] })).toBe(
			'ERROR:\nInvalid `view_range`: [9, 10]. It should be within the range of lines of the file: [1, 5].'
		);
	});

	it('replaces a text that occurs once, and takes it back', async () => {
		const { edit, read } = await editor(file);
		await edit({ command: 'str_replace', path: 'a.txt', old_str: 'four', new_str: '4\n5' });
		expect(await read('a.txt')).toBe('one\ntwo\ntwo\n4\n5\n');
		expect(await edit({ command: 'undo_edit', path: 'a.txt' })).toBe(
			'Last edit to a.txt undone successfully.'
		);
		expect(await read('a.txt')).toBe('one\ntwo\ntwo\nfour\n');
		expect(await edit({ command: 'undo_edit', path: 'a.txt' })).toBe(
			'ERROR:\nNo edit history found for a.txt.'
		);
	});

	it('refuses a text that is missing or not unique, and says where it is', async () => {
		const { edit, read } = await editor(file);
		expect(await edit({ command: 'str_replace', path: 'a.txt', old_str: 'six', new_str: '6' })).toBe(
			'ERROR:\nNo replacement was performed, old_str `six` did not appear verbatim in a.txt.'
		);
		expect(await edit({ command: 'str_replace', path: 'a.txt', old_str: 'two', new_str: '2' })).toBe(
			'ERROR:\nNo replacement was performed. Multiple occurrences of old_str `two`: 2, in lines [2, 3]. Please ensure it is unique.'
		);
		expect(await read('a.txt')).toBe(file['a.txt']);
	});

	it('inserts after a line, creates a file once, and names what does not exist', async () => {
		const { edit, read } = await editor(file);
		await edit({ command: 'insert', path: 'a.txt', insert_line: 0, new_str: 'zero\n' });
		expect(await read('a.txt')).toBe('zero\none\ntwo\ntwo\nfour\n');
		expect(await edit({ command: 'create', path: 'b.txt', file_text: 'b' })).toBe(
			'File created successfully at: b.txt'
		);
		expect(await edit({ command: 'create', path: 'b.txt', file_text: 'c' })).toBe(
			'ERROR:\nFile already exists at: b.txt. Cannot overwrite files using command `create`.'
		);
		expect(await edit({ command: 'view', path: 'c.txt' })).toBe(
			'ERROR:\nThe path c.txt does not exist. Please provide a valid path.'
		);
	});
});

describe('an edit that breaks the syntax', () => {
	const whole = {
		'a.js': 'export const one = 1;\nexport const two = 2;\n',
		'b.json': '{}\n',
		'c.cjs': 'return(1;\n'
	};
	const replace = (path: string, old_str: string, new_str: string) => ({
		command: 'str_replace',
		path,
		old_str,
		new_str
	});

	it('is refused with the place, and the file is as it was', async () => {
		const { edit, read } = await editor(whole);
		expect(await edit(replace('a.js', 'two = 2', 'two = = 2'))).toBe(
			`ERROR:
The edit was not made: a.js would have a syntax error.
Unexpected token (line 2)
     1\texport const one = 1;
     2\texport const two = = 2;
     3\t
The file is as it was. Correct the edit and try again.`
		);
		expect(await read('a.js')).toBe(whole['a.js']);
		expect(await edit(replace('b.json', '{}', '{,}'))).toContain('b.json would have a syntax error');
		expect(await edit({ command: 'create', path: 'd.mjs', file_text: 'import {' })).toContain('syntax error');
		expect(await edit({ command: 'insert', path: 'a.js', insert_line: 1, new_str: '}' })).toContain(
			'syntax error'
		);
	});

	it('may go on in a file that was broken before, and is none in a file of another kind', async () => {
		const { edit } = await editor({ ...whole, 'e.txt': 'a b' });
		expect(await edit(replace('c.cjs', '1', '2'))).toContain('has been edited');
		expect(await edit(replace('e.txt', 'a b', '{{{'))).toContain('has been edited');
		expect(await edit(replace('a.js', 'one = 1', "one = await import('x')"))).toContain('has been edited');
	});
});

describe('bash', () => {
	async function shell(): Promise<(command: string, timeout?: number) => Promise<string>> {
		const { sandbox, limits } = await inputWith({ 'lib/a.js': '1\n' });
		const signal = new AbortController().signal;
		const file = `/tmp/.shell-${crypto.randomUUID()}`;
		const context = {
			sandbox,
			runTests: null,
			limits,
			signal,
			edits: new Map(),
			shell: file,
			checksSyntax: false
		};
		return async (command, timeout) => (await bash.run({ command, timeout }, context)).output;
	}
	afterEach(closeSandboxes);
	const done = (code = 0) => `[The command completed with exit code ${code}.]`;

	it('keeps the directory and the exported variables from one call to the next', async () => {
		const run = await shell();
		expect(await run('cd lib && export NAME="it\'s \\$5" && local=1')).toBe(done());
		expect(await run('ls; echo "$NAME [$local]"')).toBe(`a.js\nit's $5 []\n${done()}`);
		expect(await run('cd .. ; exit 3')).toBe(done(3));
		expect(await run('ls')).toBe(`lib\n${done()}`);
	});

	it('says what it killed, and is then where it was before', async () => {
		const run = await shell();
		await run('cd lib');
		expect(await run('cd ..; echo begun; sleep 30', 0.5)).toBe(
			'begun\n[Killed after 0.5 seconds, with everything it had started: cd ..; echo begun; sleep 30. Directory and variables are as before it.]'
		);
		expect(await run('ls')).toBe(`a.js\n${done()}`);
	});

	it('runs a document in the command, and names the line of an error in it', async () => {
		const run = await shell();
		expect(await run('cat <<END > x.txt\na\nb\nEND\nwc -l < x.txt')).toMatch(/^\s*2\n/);
	});
});

it('tells failed tests with their messages and no durations', () => {
	const tests = [
		{ id: 'a.js > one', status: 'passed', duration: 3 },
		{ id: 'a.js > two', status: 'failed', message: 'expected 1\ngot 2' }
	] as const;
	expect(describeTests(tests, 'noise')).toBe(
		'1 passed, 1 failed\nFAILED a.js > two\n    expected 1\n    got 2'
	);
});

it('leaves out the middle of a long output', () => {
	expect(elide('a'.repeat(6000) + 'b'.repeat(6000))).toBe(
		`${'a'.repeat(5000)}\n[... 2000 of 12000 characters left out ...]\n${'b'.repeat(5000)}`
	);
});
