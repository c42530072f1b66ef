/** A small run that has something of everything, for the tests of links and files. */
import type { Fact } from '#model/event.ts';
import type { Trajectory } from '#model/trajectory.ts';
import { hexDigest, toLetters } from './bytes.ts';
import { assignmentDigest, type Assignment } from './classroom.ts';
import type { SharedEvaluation } from './lab.ts';
import { packRun, type Form } from './run.ts';
import { readLetters, type Share } from './share.ts';

export const bytes = (text: string) => new TextEncoder().encode(text);
export const versions = [
	'const a = 1;\nconst b = 2;\nmodule.exports = a;\n',
	'const a = 1;\nconst b = 3;\nmodule.exports = a;\n',
	'x'
].map(bytes);
export const [first = '', second = '', third = ''] = versions.map(hexDigest);
export const read = async (id: string) => versions.find((one) => hexDigest(one) === id) ?? null;
export const words = { issue: 'It fails.', tests: ['a', 'b', 'c'] };
const facts: Fact[] = [
	{ type: 'run-started', agent: 'repair', issue: 'It fails.' },
	{ type: 'thought', step: 0, text: 'Look.' },
	{ type: 'tool-called', step: 0, callId: 'call-0', tool: 'bash', input: { command: 'ls' } },
	{ type: 'tool-returned', step: 0, callId: 'call-0', output: 'index.js\n'.repeat(90), exitCode: 0 },
	{ type: 'files-changed', step: 1, patch: [{ path: 'index.js', before: first, after: second }] },
	{
		type: 'files-changed',
		step: 2,
		patch: [
			{ path: 'index.js', before: second, after: first },
			{ path: 'new.js', before: null, after: third }
		]
	},
	{
		type: 'tests-ran',
		step: 2,
		duration: 12,
		tests: [
			{ id: 'a', status: 'passed' },
			{ id: 'c', status: 'failed', message: 'no' }
		]
	},
	{ type: 'run-ended', reason: 'submitted' },
	{
		type: 'verdict-reached',
		verdict: {
			resolution: 'none',
			tests: [
				{ id: 'a', group: 'PASS_TO_PASS', before: 'passed', after: 'passed', holds: true },
				{ id: 'c', group: 'FAIL_TO_PASS', before: 'failed', after: 'missing', holds: false, message: 'gone' }
			],
			integrity: [{ name: 'canary tests', ok: true, detail: 'hold' }],
			exitCodes: [0, 1],
			duration: 20,
			host: 'embedded'
		}
	}
];
export const trajectory: Trajectory = {
	head: {
		version: 1,
		id: 'r1',
		task: 'demo',
		taskDigest: 'ab',
		host: 'embedded',
		seed: 1,
		agent: 'repair',
		limits: { steps: 60, testTimeout: 10_000, time: 600_000 },
		startedAt: '2026-01-02T03:04:05.000Z'
	},
	events: facts.map((fact, seq) => ({ ...fact, seq, at: seq * 10 }))
};
export const shareOf = async (form: Form, known: typeof words | null = words): Promise<Share> =>
	readLetters(toLetters({ kind: 'run', run: await packRun(trajectory, form, known, read), at: 4 }));

const evaluation: SharedEvaluation = {
	name: 'Repair, three tasks',
	agent: 'repair',
	host: 'embedded, Node v22.23.3',
	date: '2026-01-02T03:04:05.000Z',
	seed: 1,
	samples: 1,
	tasks: ['demo', 'other'],
	done: ['demo', 'other'].map((task, index) => ({
		agent: 'repair',
		task,
		sample: 1,
		seed: 1,
		resolution: index === 0 ? 'full' : null,
		green: index === 0,
		empty: false,
		genuine: null,
		stuck: false,
		injected: false,
		end: index === 0 ? 'submitted' : null,
		steps: 4,
		candidates: 120,
		searched: null,
		inputTokens: 0,
		outputTokens: 0,
		cost: 0,
		seconds: 12.345,
		problem: index === 0 ? null : 'The sandbox did not start',
		patch: index === 0 ? '--- a/index.js\n+++ b/index.js\n' : null,
		score: null
	}))
};

/** One of each kind, as a link holds it. */
export async function everyKind(): Promise<Share[]> {
	const run = await shareOf('full', null);
	if (run.kind !== 'run') throw new Error('No run');
	const lean = await shareOf('lean');
	if (lean.kind !== 'run') throw new Error('No run');
	const assignment: Assignment = {
		...{ title: 'Week 1', tasks: ['demo'], lessons: [], mode: 'edit', attempts: 0, hints: true },
		...{ due: 'Friday, 12:00', minutes: 45, seed: 7 }
	};
	return [
		run,
		{ kind: 'fork', run: lean.run, inherited: 3, at: 4 },
		{ kind: 'comparison', left: run.run, right: lean.run },
		{ kind: 'task', task: 'demo' },
		{ kind: 'lesson', lesson: '1-watch/1-hello' },
		{ kind: 'assignment', assignment },
		{
			kind: 'submission',
			submission: {
				assignment: assignmentDigest(assignment),
				name: 'Ada',
				lessons: [],
				work: [
					{
						task: 'demo',
						hints: 1,
						log: [],
						attempts: [{ at: 5000, files: { 'index.js': 'x' }, resolution: 'none' }]
					}
				]
			}
		},
		{ kind: 'evaluation', evaluation },
		{
			kind: 'weights',
			weights: {
				about: '60 epochs on 500 bugs',
				date: '2026-01-02T03:04:05.000Z',
				learnedFrom: ['minimist', 'qs'],
				weights: Array.from({ length: 60 }, (_, at) => Math.round(Math.sin(at) * 1e6) / 1e6)
			}
		}
	];
}
