import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Value } from './ast.ts';
import { evaluate, type Scope } from './evaluate.ts';
import { parseExpression } from './parse.ts';

const known: Record<string, Value> = {
	step: 4,
	'action.command': 'npm install left-pad',
	'action.tool': 'bash',
	changed: ['lib/a.js', 'test/a.js'],
	testFiles: ['test/a.js'],
	suspicious: ['lib/a.js'],
	failing: 2,
	cost: 0.75,
	'action.path': null
};
const scope: Scope = {
	valueOf: (name) => known[name] ?? null,
	statusOf: (id) => (id === 'adds' ? 'failed' : null),
	read: async (path) => (path === 'lib/a.js' ? 'exports.a = 1;\n' : null)
};
const valueOf = (text: string) => evaluate(parseExpression(text), scope);

test.each<[string, Value]>([
	['1 + 2 * 3', 7],
	['(1 + 2) * 3', 9],
	['-2 - -3', 1],
	['7 % 4 == 3 and not false', true],
	['step >= 4 && cost > 0.5', true],
	['!(step == 4) or failing == 2', true],
	['action.command matches "npm (i|install)\\b"', true],
	['action.tool == "bash"', true],
	['"a" + 1', 'a1'],
	['changed contains "test/a.js"', true],
	['"lib/b.js" in changed', false],
	['overlap(changed, testFiles)', true],
	['outside(changed, suspicious)', true],
	['outside(["lib/a.js"], suspicious)', false],
	['any(changed, "^test/")', true],
	['count(changed)', 2],
	['status("adds") == "failed"', true],
	['status("unknown")', null],
	['file("lib/a.js") contains "exports.a"', true],
	['file("gone.js") == null', true],
	['action.path matches ".*"', false],
	['"or" == "or"', true],
	['[1, [2]] == [1, [2]]', true]
])('%s is %j', async (text, value) => {
	expect(await valueOf(text)).toEqual(value);
});

test.each([
	['', 'at character 1: it is empty'],
	['step >', 'at character 7: it ends where a value is expected'],
	['actoin.tool == "x"', 'at character 1: nothing is called "actoin.tool"; did you mean "action.tool"?'],
	['1 + cuont(changed)', 'at character 5: there is no function "cuont"; did you mean "count"?'],
	['count(1, 2)', 'at character 1: count takes 1 and got 2'],
	['(1 + 2', 'at character 7: the bracket opened at character 1 is not closed'],
	['"abc', 'at character 1: the text has no closing quote'],
	['step ; 1', 'at character 6: ";" means nothing here'],
	['step step', 'at character 6: "step" is not expected here'],
	['output matches "("', 'at character 16: the pattern is not a regular expression'],
	['constructor', 'at character 1: nothing is called "constructor"'],
	[`${'('.repeat(200)}1`, 'nested too deeply']
])('%j is refused with its place', (text, message) => {
	expect(() => parseExpression(text)).toThrow(message);
});

test('any text is read or refused with a place: nothing else is thrown, and nothing hangs', async () => {
	const pieces = fc.constantFrom(
		'step',
		'(',
		')',
		'"a"',
		'1',
		'+',
		'not',
		'and',
		'==',
		'count',
		',',
		'[',
		']',
		'.'
	);
	await fc.assert(
		fc.asyncProperty(
			fc.oneof(
				fc.string(),
				fc.array(pieces).map((all) => all.join(' '))
			),
			async (text) => {
				try {
					await valueOf(text);
				} catch (error) {
					expect(String(error)).toMatch(/Cannot (read the expression at character|match)/);
				}
			}
		)
	);
});
