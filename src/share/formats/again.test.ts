import { expect, test } from 'vitest';
import { differencesOfDiffs, moved, plainOutput, rootIn } from './again.ts';
import { toolOfLine } from './command-line.ts';

test.each([
	['submit', 'submit', {}],
	[
		'str_replace_editor view /repo/a.js --view_range 1 20',
		'str_replace_editor',
		{ command: 'view', path: '/repo/a.js', view_range: [1, 20] }
	],
	[
		"str_replace_editor str_replace a.js --old_str 'it'\\''s' --new_str \"two\nlines\"",
		'str_replace_editor',
		{ command: 'str_replace', path: 'a.js', old_str: "it's", new_str: 'two\nlines' }
	],
	[
		"str_replace_editor insert a.js --insert_line 3 --new_str ''",
		'str_replace_editor',
		{ command: 'insert', path: 'a.js', insert_line: 3, new_str: '' }
	],
	["run_tests --files 'test/a.js test/b.js'", 'run_tests', { files: ['test/a.js', 'test/b.js'] }],
	['cat a.js | head', 'bash', { command: 'cat a.js | head' }],
	['str_replace_editor view a.js | head', 'bash', { command: 'str_replace_editor view a.js | head' }]
])('the line %s is a call of %s', (line, tool, input) => {
	expect(toolOfLine(line)).toEqual([tool, input]);
});

test('the folder of a repository is found by the paths that its actions name', () => {
	const isKnown = (path: string) => ['lib/a.js', 'lib', 'test.js'].includes(path);
	expect(rootIn(['cd /workspace/app && cat lib/a.js', 'sed -n 1p /workspace/app/lib/a.js'], isKnown)).toBe(
		'/workspace/app'
	);
	expect(rootIn(['cd /testbed && ls', 'cat /etc/passwd'], isKnown)).toBe('/testbed');
	expect(rootIn(['cat lib/a.js', 'cat /usr/lib'], () => false)).toBe(null);
});

test('paths are moved from that folder to ours, and no other word', () => {
	const input = { command: 'cat /testbed/a.js /testbed2/b /x/testbed', list: ['/testbed'] };
	expect(moved(input, '/testbed', '/home/me')).toEqual({
		command: 'cat /home/me/a.js /testbed2/b /x/testbed',
		list: ['/home/me']
	});
});

test('an output is compared without what tools write around it', () => {
	for (const framed of [
		'<returncode>0</returncode>\n<output>\ndone \nin 3 ms</output>',
		'done\nin 5 ms\n[The command completed with exit code 0.]',
		'done\nin 5 ms\n[Current working directory: /x]\n[Command finished with exit code 0]'
	])
		expect(plainOutput(framed, 'bash')).toBe('done\nin <time>');
	expect(plainOutput('Your thought has been logged.', 'think')).toBe(null);
});

test('two diffs are the same where they change the same lines to the same', () => {
	const one = '--- a/x.js\n+++ b/x.js\n@@ -1,2 +1,2 @@\n a\n-b\n+c\n';
	const wider = 'diff --git a/x.js b/x.js\n--- a/x.js\n+++ b/x.js\n@@ -1,3 +1,3 @@\n a\n-b\n+c\n d\n';
	expect(differencesOfDiffs(one, wider)).toEqual([]);
	expect(differencesOfDiffs(one, wider.replace('+c', '+e'))).toEqual(['x.js was changed otherwise']);
	expect(differencesOfDiffs(one, '')).toEqual(['x.js was changed then']);
});
