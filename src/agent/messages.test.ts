import { expect, test } from 'vitest';
import type { Fact } from '#model/event.ts';
import { messagesOf } from './messages.ts';

test('what came back belongs to its call, also where a fork began in between', () => {
	const facts: Fact[] = [
		{ type: 'run-started', agent: 'scripted', issue: 'The prompt.' },
		{ type: 'thought', step: 0, text: 'I look.' },
		{ type: 'tool-called', step: 0, callId: 'call-0', tool: 'bash', input: { command: 'ls' } },
		{ type: 'run-started', agent: 'scripted', issue: 'Another prompt.' },
		{ type: 'human-intervened', step: 0, what: 'Changed what came back' },
		{
			type: 'tool-returned',
			step: 0,
			callId: 'call-0',
			output: 'as a person tells it',
			exitCode: 0
		}
	];
	expect(messagesOf(facts, { instance: 'Fix it.', noAction: 'Call a tool.' })).toEqual([
		{ role: 'user', text: 'Fix it.' },
		{
			role: 'assistant',
			text: 'I look.',
			calls: [{ id: 'call-0', tool: 'bash', input: { command: 'ls' } }]
		},
		{ role: 'tool', callId: 'call-0', tool: 'bash', output: 'as a person tells it' }
	]);
});
