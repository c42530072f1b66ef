import { afterEach, describe, expect, it } from 'vitest';
import type { AgentEvent } from './agent.ts';
import { closeSandboxes, eventsOf, inputWith } from './agent.testing.ts';
import { modelAgent } from './loop.ts';
import type { Message, Model, Reply } from './models/model.ts';
import { codeact } from './scaffold.ts';
import { scriptedModel } from './models/scripted.ts';
import { recordedActions, replayAgent } from './replay.ts';

afterEach(closeSandboxes);

function call(tool: string, input: Record<string, unknown>, text = ''): Reply {
	return { text, calls: [{ id: 'x', tool, input }] };
}

const plain = { ...codeact, instance: '{{issue}}' };

const replies = [
	call('bash', { command: 'cat a.js' }, 'I look.'),
	call('str_replace_editor', { command: 'str_replace', path: 'a.js', old_str: '1', new_str: '2' }),
	call('submit', {})
];

describe('the loop', () => {
	it('says what the model thought and called, what came back, what changed, and how it ended', async () => {
		const events = await eventsOf(modelAgent(scriptedModel(replies)), await inputWith({ 'a.js': 'f(1);\n' }));
		expect(events.map(({ type }) => type)).toEqual([
			'thought',
			'tool-called',
			'tool-returned',
			'tool-called',
			'tool-returned',
			'files-changed',
			'tool-called',
			'tool-returned',
			'run-ended'
		]);
		expect(events[2]).toMatchObject({
			output: 'f(1);\n[The command completed with exit code 0.]',
			exitCode: 0
		});
		expect(events[5]).toMatchObject({ step: 1, patch: [{ path: 'a.js' }] });
		expect(events.at(-1)).toEqual({ type: 'run-ended', reason: 'submitted' });
	});

	it('ends as stuck when the same action has the same result four times', async () => {
		const same = Array.from({ length: 9 }, () => call('bash', { command: 'echo no' }));
		const events = await eventsOf(modelAgent(scriptedModel(same)), await inputWith({}));
		expect(events.filter(({ type }) => type === 'tool-called')).toHaveLength(4);
		expect(events.at(-1)).toMatchObject({ type: 'run-ended', reason: 'stuck' });
	});

	it('ends at its limit of steps', async () => {
		const limits = { steps: 2, testTimeout: 1000, time: 60_000 };
		const events = await eventsOf(
			modelAgent(scriptedModel(replies)),
			await inputWith({ 'a.js': '1' }, { limits })
		);
		expect(events.at(-1)).toMatchObject({ type: 'run-ended', reason: 'out-of-steps' });
	});

	it('ends out of time in the middle of a command', async () => {
		const limits = { steps: 9, testTimeout: 1000, time: 300 };
		const slow = [call('bash', { command: 'sleep 20' })];
		const events = await eventsOf(modelAgent(scriptedModel(slow)), await inputWith({}, { limits }));
		expect(events.at(-1)).toEqual({ type: 'run-ended', reason: 'out-of-time' });
	});

	it('ends as stopped when it is aborted', async () => {
		const stop = new AbortController();
		const input = await inputWith({ 'a.js': '1' }, { signal: stop.signal });
		const events: AgentEvent[] = [];
		for await (const event of modelAgent(scriptedModel(replies)).run(input)) {
			events.push(event);
			if (event.type === 'tool-returned') stop.abort();
		}
		expect(events.at(-1)).toEqual({ type: 'run-ended', reason: 'stopped' });
		expect(events.filter(({ type }) => type === 'tool-called')).toHaveLength(1);
	});

	it('ends as failed, with the reason, when the model refuses', async () => {
		const events = await eventsOf(modelAgent(scriptedModel([])), await inputWith({}));
		expect(events).toEqual([
			{
				type: 'run-ended',
				reason: 'failed',
				code: 'E_SCRIPT',
				message: 'Cannot go on: the script has only 0 replies'
			}
		]);
	});
});

describe('replay', () => {
	it('does again what a run did, with the same files in the end and no drift', async () => {
		const files = { 'a.js': 'f(1);\n' };
		const recorded = await eventsOf(modelAgent(scriptedModel(replies)), await inputWith(files));
		const actions = recordedActions(recorded.map((event, seq) => ({ seq, at: 0, ...event })));
		const input = await inputWith(files);
		expect(await eventsOf(replayAgent(actions), input)).toEqual(recorded);
		expect(new TextDecoder().decode(await input.sandbox.read('a.js'))).toBe('f(2);\n');
	});

	it('names the step whose result is another one than recorded', async () => {
		const actions = [{ tool: 'bash', input: { command: 'echo here' }, output: 'there', exitCode: 0 }];
		const events = await eventsOf(replayAgent(actions), await inputWith({}));
		expect(events.at(-2)).toEqual({
			type: 'thought',
			step: 0,
			text: 'DRIFT: line 1 of the output was "there" and is "here"'
		});
		expect(events.at(-1)).toMatchObject({
			reason: 'stopped',
			message: 'Other results than recorded at step 0'
		});
	});
});

it('an agent goes on from what a person made of its action and of what came back', async () => {
	const input = await inputWith({ 'a.js': '1\n' });
	const histories: Message[][] = [];
	const model: Model = {
		name: 'asked',
		async reply(history) {
			histories.push(structuredClone([...history]));
			return histories.length === 1
				? { text: 'I look.', calls: [{ id: 'x', tool: 'bash', input: { command: 'cat a.js' } }] }
				: { text: '', calls: [{ id: 'y', tool: 'submit', input: {} }] };
		}
	};
	const events = modelAgent(model, { scaffold: plain }).run(input);
	let next = await events.next();
	while (!next.done) {
		const event = next.value;
		if (event.type === 'tool-called' && event.tool === 'bash')
			next = await events.next({ ...event, input: { command: 'echo hello' } });
		else if (event.type === 'tool-returned' && event.output.startsWith('hello'))
			next = await events.next({ ...event, output: 'good bye' });
		else next = await events.next();
	}
	expect(histories[1]?.slice(1)).toEqual([
		{ role: 'user', text: input.issue },
		{
			role: 'assistant',
			text: 'I look.',
			calls: [{ id: 'call-0', tool: 'bash', input: { command: 'echo hello' } }]
		},
		{ role: 'tool', callId: 'call-0', tool: 'bash', output: 'good bye' }
	]);
});

it('a run that goes on from a fork shows the model what happened before', async () => {
	const input = await inputWith(
		{ 'a.js': '1\n' },
		{
			history: [
				{ seq: 0, at: 0, type: 'run-started', agent: 'm', issue: 'x' },
				{ seq: 1, at: 1, type: 'thought', step: 0, text: 'I think.' },
				{ seq: 2, at: 2, type: 'tool-called', step: 0, callId: 'c', tool: 'bash', input: { command: 'ls' } },
				{ seq: 3, at: 3, type: 'tool-returned', step: 0, callId: 'c', output: 'a.js', exitCode: 0 },
				{ seq: 4, at: 4, type: 'human-intervened', step: 0, what: 'told it', message: 'Look at line 1.' }
			]
		}
	);
	let shown: readonly Message[] = [];
	const model: Model = {
		name: 'asked',
		async reply(history) {
			shown = history;
			return { text: '', calls: [{ id: 'y', tool: 'submit', input: {} }] };
		}
	};
	await eventsOf(modelAgent(model, { scaffold: plain }), input);
	expect(shown.slice(1)).toEqual([
		{ role: 'user', text: input.issue },
		{ role: 'assistant', text: 'I think.', calls: [{ id: 'c', tool: 'bash', input: { command: 'ls' } }] },
		{ role: 'tool', callId: 'c', tool: 'bash', output: 'a.js' },
		{ role: 'user', text: 'Look at line 1.' }
	]);
});
