import { expect, test } from 'vitest';
import type { Fact } from '#model/event.ts';
import { fold } from '#model/run.ts';
import { answerOf, changeOf, draftOf } from './draft.ts';

const facts: Fact[] = [
	{ type: 'run-started', agent: 'a', issue: 'It is broken.' },
	{ type: 'thought', step: 0, text: 'I look.' },
	{ type: 'tool-called', step: 0, callId: 'c', tool: 'bash', input: { command: 'ls' } },
	{ type: 'tool-returned', step: 0, callId: 'c', output: 'a.js', exitCode: 0 }
];
const run = fold(facts.map((fact, seq) => ({ ...fact, seq, at: seq })));

test('only what was written anew is a change', () => {
	const draft = draftOf(run, null);
	expect(changeOf(draft, draft)).toEqual({});
	expect(changeOf({ ...draft, input: '{"command":"pwd"}', message: ' Look again. ' }, draft)).toEqual({
		action: { tool: 'bash', input: { command: 'pwd' } },
		message: 'Look again.'
	});
	expect(changeOf({ ...draft, thought: 'I see.', issue: 'Mend it.' }, draft)).toEqual({
		thought: 'I see.',
		issue: 'Mend it.'
	});
	expect(() => changeOf({ ...draft, input: '[]' }, draft)).toThrow('is a JSON object');
});

test('an edit of what is pending answers the agent; anything more leaves it', () => {
	const pending = {
		type: 'tool-called',
		step: 1,
		callId: 'd',
		tool: 'bash',
		input: { command: 'rm x' }
	} as const;
	const was = draftOf(run, pending);
	expect([was.tool, was.input]).toEqual(['bash', '{\n  "command": "rm x"\n}']);
	const change = changeOf({ ...was, input: '{"command":"ls"}' }, was);
	expect(answerOf(pending, change)).toEqual({ ...pending, input: { command: 'ls' } });
	expect(answerOf(pending, {})).toEqual(pending);
	expect(answerOf(pending, { ...change, message: 'No.' })).toBe(null);
});
