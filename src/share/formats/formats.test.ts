import { expect, test } from 'vitest';
import type { Fact, TrajectoryEvent } from '#model/event.ts';
import { fold } from '#model/run.ts';
import type { TrajectoryHead } from '#model/trajectory.ts';
import { openForeign } from './open.ts';
import { samples } from './samples.testing.ts';
import { toAtif, toMini, toSweAgent } from './write.ts';

const open = (name: string) => openForeign(samples[name] ?? '', name);

test.each([
	['swe-agent.traj', 'SWE-agent .traj', 3, 'submitted'],
	['mini.traj.json', 'mini-swe-agent 1.1', 2, 'submitted'],
	['openhands-v0.json', 'OpenHands V0', 3, 'submitted'],
	['openhands-v0.output.jsonl', 'OpenHands V0', 3, 'submitted'],
	['openhands-v1.jsonl', 'OpenHands V1', 3, 'submitted'],
	['inspect.json', 'Inspect log', 2, 'submitted'],
	['atif.json', 'ATIF-v1.7', 2, 'submitted']
])('%s opens as %s with its prompt, steps, actions, results and end', (name, format, steps, end) => {
	const [foreign] = open(name);
	const run = fold(foreign?.events ?? []);
	expect([foreign?.format, run.steps.length, run.end?.reason]).toEqual([format, steps, end]);
	expect(run.issue).toBe('add(2, 3) gives -1.');
	const [first, second] = run.steps;
	expect(first?.thought).toContain('I look.');
	expect(first?.calls).toMatchObject([{ tool: 'bash', input: { command: 'cat add.js' }, exitCode: 0 }]);
	expect(first?.calls[0]?.output).toContain('exports.add = (a, b) => a - b;');
	expect(second?.thought).toContain('I mend it.');
	expect(second?.calls.length).toBe(1);
	if (format !== 'OpenHands V1') expect(run.usage.inputTokens).toBeGreaterThan(0); // V1 keeps usage elsewhere
});

test('what a file holds beyond our facts is kept to be shown, and what it does not say is told', () => {
	expect(open('openhands-v1.jsonl')[0]?.rest.map(({ what }) => what)).toEqual([
		'SystemPromptEvent',
		'Condensation'
	]);
	expect(open('inspect.json')[0]?.rest.map(({ what }) => what)).toContain('scores');
	expect(open('swe-agent.traj')[0]?.unsaid).toContain('exit codes of commands (shown as 0)');
	expect(open('openhands-v0.output.jsonl')[0]?.diff).toContain('+exports.add = (a, b) => a + b;');
	expect(fold(open('openhands-v1.jsonl')[0]?.events ?? []).steps[1]?.calls[0]).toMatchObject({
		output: 'The file is read-only.',
		exitCode: 1
	});
});

test.each(Object.keys(samples))('%s cut short says so, with the place', (name) => {
	const text = samples[name] ?? '';
	expect(() => openForeign(text.slice(0, Math.floor(text.length * 0.6)), name)).toThrow(
		/Cannot open ".*": (it ends in the middle of a value \(line \d+, column \d+\)|line \d+ of \d+ is no JSON; it is the last one): the file was cut short/
	);
});

test.each([
	[
		'mini.traj.json',
		'mini-swe-agent-1.1',
		'mini-swe-agent-2.0',
		'it is mini-swe-agent-2.0 and this page knows up to 1.1'
	],
	['atif.json', 'ATIF-v1.7', 'ATIF-v1.8', 'it is ATIF-v1.8 and this page knows up to 1.7']
])('%s of a newer version is refused by name', (name, now, newer, message) => {
	expect(() => openForeign((samples[name] ?? '').replace(now, newer), name)).toThrow(message);
});

test.each([
	[
		'swe-agent.traj',
		'"execution_time": 0.5',
		'"execution_time": "long"',
		'at trajectory[1].execution_time, a number is expected and a string is there'
	],
	[
		'mini.traj.json',
		'"command": "cat add.js"',
		'"cmd": "x"',
		'at messages[2].extra.actions[0].command, a value is expected and nothing is there'
	],
	[
		'openhands-v1.jsonl',
		'"tool_call_id":"c1","security_risk"',
		'"security_risk"',
		'at [2].tool_call_id, a value is expected and nothing is there'
	],
	[
		'inspect.json',
		'"arguments":{"cmd":"cat add.js"}',
		'"arguments":"cat"',
		'at samples[0].messages[2].tool_calls[0].arguments, an object is expected and a string is there'
	],
	[
		'atif.json',
		'"step_id":2',
		'"step_id":7',
		'at steps[1].step_id, the number 2 is expected and a number is there'
	]
])('%s with a fault says where and what', (name, good, bad, message) => {
	const text = samples[name] ?? '';
	expect(text).toContain(good);
	expect(() => openForeign(text.replace(good, bad), name)).toThrow(message);
});

test.each([
	['{"a": 1}', 'it is none of these: SWE-agent .traj'],
	['{"a": }', 'it is no JSON from line 1, column'],
	['', 'it is empty'],
	['[1, 2]', 'it is none of these']
])('%j is refused', (text, message) => {
	expect(() => openForeign(text, 'x.json')).toThrow(message);
});

const head: TrajectoryHead = {
	version: 1,
	id: 'r',
	task: 'adder',
	taskDigest: 'd',
	host: 'h',
	seed: 1,
	agent: 'm',
	limits: { steps: 9, testTimeout: 1, time: 1 },
	startedAt: '2026-03-01T10:00:00.000Z'
};
const facts: Fact[] = [
	{ type: 'run-started', agent: 'm', issue: 'Mend add.' },
	{ type: 'model-replied', step: 0, model: 'm', inputTokens: 10, outputTokens: 2, cost: 0.5 },
	{ type: 'thought', step: 0, text: 'I look.' },
	{ type: 'tool-called', step: 0, callId: 'c0', tool: 'bash', input: { command: "echo 'x'" } },
	{ type: 'tool-returned', step: 0, callId: 'c0', output: 'x', exitCode: 3 },
	{ type: 'human-intervened', step: 0, what: 'Told the agent', message: 'Go on.' },
	{ type: 'thought', step: 1, text: 'I edit.' },
	{
		type: 'tool-called',
		step: 1,
		callId: 'c1',
		tool: 'str_replace_editor',
		input: { command: 'view', path: 'add.js' }
	},
	{ type: 'tool-returned', step: 1, callId: 'c1', output: '1 x', exitCode: 0 },
	{ type: 'files-changed', step: 1, patch: [{ path: 'add.js', before: '1', after: '2' }] },
	{ type: 'run-ended', reason: 'submitted' }
];
const events: TrajectoryEvent[] = facts.map((fact, seq) => ({ ...fact, seq, at: seq * 1000 }));
const told = (some: readonly TrajectoryEvent[]) =>
	fold(some).steps.map(({ thought, calls }) => [
		thought,
		calls.map(({ tool, input, output, exitCode }) => [tool, input, output, exitCode])
	]);

test('ATIF and back keeps prompt, thoughts, calls, results, exit codes, tokens and cost', () => {
	const { text, lost } = toAtif({ head, events, diff: '' });
	const [back] = openForeign(text, 'x.json');
	expect(told(back?.events ?? [])).toEqual(told(events));
	const [now, then] = [fold(back?.events ?? []), fold(events)];
	expect([now.issue, now.usage, now.end?.reason]).toEqual([then.issue, then.usage, 'submitted']);
	expect(back?.events.filter(({ type }) => type === 'human-intervened').length).toBe(1);
	expect(lost).toEqual(['which step changed which file (the final change is there)']);
});

test('mini and .traj keep what they can hold and say what they cannot', () => {
	const mini = toMini({ head, events, diff: 'D' });
	const [back] = openForeign(mini.text, 'x.json');
	expect(told(back?.events ?? [])).toEqual([
		['I look.', [['bash', { command: "echo 'x'" }, 'x', 3]]],
		['I edit.', [['str_replace_editor', { command: 'view', path: 'add.js' }, '1 x', 0]]]
	]);
	expect([back?.diff, fold(back?.events ?? []).usage.cost]).toEqual(['D', 0.5]);
	expect(mini.lost[0]).toContain('str_replace_editor');
	const traj = toSweAgent({ head, events, diff: 'D' });
	const [swe] = openForeign(traj.text, 'x.traj');
	expect(told(swe?.events ?? []).map(([thought]) => thought)).toEqual(['I look.', 'I edit.']);
	expect(traj.lost).toContain('exit codes');
});

test('a fork is marked as copied context up to where it left its parent', () => {
	const { text } = toAtif({ head, events, diff: '', inherited: 6 });
	const { steps } = JSON.parse(text) as { steps: { source: string; is_copied_context?: boolean }[] };
	expect(
		steps.filter(({ source }) => source === 'agent').map((step) => step.is_copied_context ?? false)
	).toEqual([true, false]);
});
