import { describe, expect, it } from 'vitest';
import { MemorySandbox } from '#sandbox/memory.ts';
import { describe as describeTests } from './run_tests.ts';
import { strReplaceEditor } from './str_replace_editor.ts';
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
		edits: new Map()
	};
	return {
		edit: async (input) => (await strReplaceEditor.run(input, context)).output,
		read: async (path) => new TextDecoder().decode(await sandbox.read(path))
	};
}

describe('str_replace_editor', () => {
	const file = { 'a.js': 'one\ntwo\ntwo\nfour\n' };

	it('views a range of lines with their numbers', async () => {
		const { edit } = await editor(file);
		expect(await edit({ command: 'view', path: 'a.js', view_range: [2, 3] })).toBe(
			"Here's the result of running `cat -n` on a.js:\n     2\ttwo\n     3\ttwo\n"
		);
		expect(await edit({ command: 'view', path: 'a.js', view_range: [9, 10] })).toBe(
			'ERROR:\nInvalid `view_range`: [9, 10]. It should be within the range of lines of the file: [1, 5].'
		);
	});

	it('replaces a text that occurs once, and takes it back', async () => {
		const { edit, read } = await editor(file);
		await edit({ command: 'str_replace', path: 'a.js', old_str: 'four', new_str: '4\n5' });
		expect(await read('a.js')).toBe('one\ntwo\ntwo\n4\n5\n');
		expect(await edit({ command: 'undo_edit', path: 'a.js' })).toBe('Last edit to a.js undone successfully.');
		expect(await read('a.js')).toBe('one\ntwo\ntwo\nfour\n');
		expect(await edit({ command: 'undo_edit', path: 'a.js' })).toBe(
			'ERROR:\nNo edit history found for a.js.'
		);
	});

	it('refuses a text that is missing or not unique, and says where it is', async () => {
		const { edit, read } = await editor(file);
		expect(await edit({ command: 'str_replace', path: 'a.js', old_str: 'six', new_str: '6' })).toBe(
			'ERROR:\nNo replacement was performed, old_str `six` did not appear verbatim in a.js.'
		);
		expect(await edit({ command: 'str_replace', path: 'a.js', old_str: 'two', new_str: '2' })).toBe(
			'ERROR:\nNo replacement was performed. Multiple occurrences of old_str `two` in lines [2, 3]. Please ensure it is unique.'
		);
		expect(await read('a.js')).toBe(file['a.js']);
	});

	it('inserts after a line, creates a file once, and names what does not exist', async () => {
		const { edit, read } = await editor(file);
		await edit({ command: 'insert', path: 'a.js', insert_line: 0, new_str: 'zero\n' });
		expect(await read('a.js')).toBe('zero\none\ntwo\ntwo\nfour\n');
		expect(await edit({ command: 'create', path: 'b.js', file_text: 'b' })).toBe(
			'File created successfully at: b.js'
		);
		expect(await edit({ command: 'create', path: 'b.js', file_text: 'c' })).toBe(
			'ERROR:\nFile already exists at: b.js. Cannot overwrite files using command `create`.'
		);
		expect(await edit({ command: 'view', path: 'c.js' })).toBe(
			'ERROR:\nThe path c.js does not exist. Please provide a valid path.'
		);
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
		`${'a'.repeat(5000)}\n[... 2000 characters left out ...]\n${'b'.repeat(5000)}`
	);
});
