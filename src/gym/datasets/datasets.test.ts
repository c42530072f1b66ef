import { describe, expect, test } from 'vitest';
import type { TrajectoryEvent, Fact } from '#model/event.ts';
import type { Verdict } from '#model/verdict.ts';
import { defaults, makeDataset, type Recorded } from './datasets.ts';
import { scoreOf } from './judge-prompt.ts';
import { scrub } from './secrets.ts';

const stamped = (facts: readonly Fact[]): TrajectoryEvent[] =>
	facts.map((fact, seq) => ({ ...fact, seq, at: seq }));
const verdict = (resolution: Verdict['resolution'], infraFailure?: string): Verdict => ({
	resolution,
	tests: [],
	integrity: [],
	exitCodes: [],
	duration: 1,
	host: 'h',
	...(infraFailure !== undefined && { infraFailure })
});

function run(
	id: string,
	task: string,
	resolution: Verdict['resolution'] | null,
	more: {
		steps?: number;
		agent?: string;
		human?: number;
		copied?: number;
		output?: string;
		infra?: string;
	} = {}
): Recorded {
	const { steps = 1, agent = 'model', copied = 0 } = more;
	const facts: Fact[] = [{ type: 'run-started', agent, issue: 'It breaks.' }];
	for (let step = 0; step < steps; step++) {
		if (more.human === step) facts.push({ type: 'human-intervened', step, what: 'edited the action' });
		facts.push(
			{ type: 'thought', step, text: `thought ${step}` },
			{ type: 'tool-called', step, callId: `c${step}`, tool: 'bash', input: { command: 'ls' } },
			{ type: 'tool-returned', step, callId: `c${step}`, output: more.output ?? 'a.js', exitCode: 0 }
		);
	}
	if (resolution) facts.push({ type: 'verdict-reached', verdict: verdict(resolution, more.infra) });
	return {
		trajectory: {
			head: {
				version: 1,
				id,
				task,
				taskDigest: 'd',
				host: 'h',
				seed: 3,
				agent,
				limits: { steps: 9, testTimeout: 9, time: 9 },
				startedAt: '2026-01-01'
			},
			events: stamped(facts)
		},
		task: { id: task, license: 'MIT', source: { kind: 'npm', package: 'p', base: '1.0.0', fix: '1.0.1' } },
		copied,
		genuine: null
	};
}
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- rows are read as whoever trains with them reads them
const rowsOf = (text: string): any[] =>
	text
		.split('\n')
		.slice(0, -1)
		.map((line) => JSON.parse(line));

describe('a data set for fine-tuning', () => {
	test('holds the successful runs, the shortest of each task up to the cap, with source and licence', () => {
		const runs = [
			run('long', 'a', 'full', { steps: 3 }),
			run('short', 'a', 'full'),
			run('failed', 'a', 'none'),
			run('open', 'b', null)
		];
		const { text, left } = makeDataset(runs, { ...defaults, cap: 1 });
		const [row, ...more] = rowsOf(text);
		expect(more).toEqual([]);
		expect(row.provenance).toMatchObject({ run: 'short', source: 'npm:p@1.0.0', license: 'MIT', seed: 3 });
		expect(left).toEqual({ 'no verdict': 1, 'over the cap of 1 per task': 1, 'not resolved': 1 });
	});

	test('is written with function calls, or with calls as XML', () => {
		const messages = (rendering: 'function-call' | 'xml') =>
			rowsOf(makeDataset([run('r', 'a', 'full')], { ...defaults, rendering }).text)[0].messages;
		expect(messages('function-call').slice(1)).toEqual([
			{
				role: 'assistant',
				content: 'thought 0',
				tool_calls: [
					{ id: 'c0', type: 'function', function: { name: 'bash', arguments: '{"command":"ls"}' } }
				],
				weight: 1
			},
			{ role: 'tool', content: 'a.js', tool_call_id: 'c0' }
		]);
		expect(messages('xml').slice(1)).toEqual([
			{
				role: 'assistant',
				content: 'thought 0\n\n<function=bash>\n<parameter=command>ls</parameter>\n</function>',
				weight: 1
			},
			{ role: 'user', content: 'EXECUTION RESULT of [bash]:\na.js' }
		]);
	});

	test("does not learn from a person's step, nor from what a fork copied", () => {
		const weights = (more: object) =>
			rowsOf(makeDataset([run('r', 'a', 'full', { steps: 3, ...more })], defaults).text)[0].messages.flatMap(
				(one: { weight?: number }) => one.weight ?? []
			);
		expect(weights({ human: 1 })).toEqual([1, 0, 1]);
		expect(weights({ copied: 7 })).toEqual([0, 0, 1]);
	});

	test('of nothing that succeeded is refused, and says what is missing', () => {
		expect(() => makeDataset([run('r', 'a', 'none')], defaults)).toThrow(
			/of 1 runs 0 succeeded and 1 failed; it needs one that succeeded/
		);
		expect(() => makeDataset([run('r', 'a', 'full', { infra: 'no disk' })], defaults)).toThrow(
			/0 succeeded and 0 failed/
		);
	});
});

test('a data set for a verifier is balanced, in the form of SWE-Gym, and mixes as it is told', () => {
	const runs = [
		run('1', 'a', 'full'),
		run('2', 'b', 'full', { agent: 'other' }),
		run('3', 'c', 'full', { agent: 'other' }),
		run('4', 'd', 'none'),
		run('5', 'e', 'none')
	];
	const rows = rowsOf(
		makeDataset(runs, { ...defaults, kind: 'verifier', onPolicy: { agent: 'model', share: 0.5 } }).text
	);
	const answers = rows.map(({ messages }) => messages.at(-1).content);
	expect(answers.sort()).toEqual([
		'<judgement>NO</judgement>',
		'<judgement>NO</judgement>',
		'<judgement>YES</judgement>',
		'<judgement>YES</judgement>'
	]);
	expect(
		rows
			.filter((row) => row.resolved)
			.map((row) => row.on_policy)
			.sort()
	).toEqual([false, true]);
	expect(rows[0].messages[1].content).toContain(
		'=== INTERACTION LOG ===\n\n*** Turn 1 - USER ***\nIt breaks.'
	);
	expect(scoreOf(Math.log(0.3), Math.log(0.1))).toBeCloseTo(0.75, 10);
});

test('preferences are of one task', () => {
	const runs = [run('good', 'a', 'full'), run('bad', 'a', 'none'), run('lonely', 'b', 'full')];
	const rows = rowsOf(makeDataset(runs, { ...defaults, kind: 'preferences' }).text);
	expect(rows.map((row) => [row.provenance.run, row.rejected_run])).toEqual([['good', 'bad']]);
});

test('secrets do not get into a data set', () => {
	const key = ['sk', 'ant', 'A1b2C3d4E5f6G7h8I9j0K1l2'].join('-');
	const { text, scrubbed } = makeDataset(
		[run('r', 'a', 'full', { output: `export KEY=${key}; my own word` })],
		{ ...defaults, secrets: ['my own word'] }
	);
	expect([text.includes(key), text.includes('my own word'), scrubbed]).toEqual([false, false, 2]);
	expect(scrub('password = "hunter2hunter2" // https://bob:pw@example.org/').text).toBe(
		'[password] // [credentials]example.org/'
	);
	expect(scrub('const password = readPassword(); sk-1').found).toBe(0);
});
