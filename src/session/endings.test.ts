import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { modelAgent } from '#agent/loop.ts';
import type { Connection } from '#agent/models/connection.ts';
import { openRemoteModel } from '#agent/models/remote.ts';
import { openModelServer, type Answer, type Asked, type ModelServer } from '#agent/models/server.testing.ts';
import type { TaskLimits } from '#model/task.ts';
import { openNativeSandbox } from '#sandbox/native.testing.ts';
import { memoryStore } from '#store/memory.ts';
import { judgePatch } from '#verifier/judge.ts';
import { layerOf, taskOf } from '#verifier/task.testing.ts';
import type { Parts } from './parts.ts';
import { Session } from './session.svelte.ts';
import { unattended } from './watchlist.svelte.ts';

/** What Node has not of a browser: locks that tell whether a tab lives a run. */
const held = new Set<string>();
const locks = {
	async request(name: string, work: () => Promise<void>) {
		held.add(name);
		await work();
		held.delete(name);
	},
	query: async () => ({ held: [...held].map((name) => ({ name })) })
};
beforeAll(() => void vi.stubGlobal('navigator', { hardwareConcurrency: 2, locks }));
afterAll(() => void vi.unstubAllGlobals());

let server: ModelServer;
let answer: (asked: Asked) => Answer;
beforeEach(async () => {
	server = await openModelServer((asked) => answer(asked));
});
afterEach(() => server.close());

const index = 'module.exports = (a, b) => a - b;\n';
const tests = `const { test } = require('node:test');
test('is there', () => require('./index.js'));
test('adds', () => require('assert').strictEqual(require('./index.js')(1, 2), 3));
`;

/** A browser with one task and one model: everything but the browser is the real thing. */
function browser() {
	const store = memoryStore([], async () => new Uint8Array());
	const task = taskOf({ tests: 'hidden' });
	const pack = {
		...{ task, digest: 'ab', base: [layerOf({ 'index.js': index })], deletedTests: [], walkthrough: null },
		hiddenTests: { ...layerOf({ 'test.js': tests }), role: 'tests' },
		gold: { patch: [], blobs: new Map() }
	};
	const state = { limits: {} as Partial<TaskLimits>, ids: 0 };
	const parts = {
		store: async () => store,
		loadTaskPack: async () => pack,
		openSandbox: openNativeSandbox,
		async openAgent() {
			const connection: Connection = {
				name: 'here',
				protocol: 'openai',
				baseURL: server.baseURL('openai'),
				model: 'm',
				price: { input: 1, output: 1 }
			};
			return modelAgent(await openRemoteModel(connection, 'key-0123456789', { sleep: async () => {} }));
		},
		limitsOf: (_name: string, limits: TaskLimits) => ({ ...limits, ...state.limits }),
		judgePatch,
		watchlist: unattended(),
		now: () => performance.now(),
		wallClock: () => '2026-01-02T03:04:05.000Z',
		newId: () => `run-${++state.ids}`
	} as unknown as Parts;
	return { parts, store, state };
}

const look: Answer = {
	calls: [{ tool: 'bash', input: { command: 'ls' } }],
	usage: { input: 900, cached: 0, output: 100, reasoning: 0 }
};
const mend = { command: 'str_replace', path: 'index.js', old_str: 'a - b', new_str: 'a + b' };
const solution: Answer[] = [
	{ calls: [{ tool: 'str_replace_editor', input: mend }] },
	{ calls: [{ tool: 'submit', input: {} }] }
];
const overflow: Answer = { status: 400, body: { error: { message: 'maximum context length is 10 tokens' } } };
const malformed: Answer = { calls: [{ tool: 'bash', input: '{"command": ' }] };

const endings: [name: string, then: Answer, limits: Partial<TaskLimits>, end: object][] = [
	['the limit of steps', look, { steps: 1 }, { reason: 'out-of-steps' }],
	['the limit of tokens', look, { tokens: 900 }, { reason: 'out-of-tokens' }],
	['the spend limit', look, { cost: 0.0009 }, { reason: 'out-of-money' }],
	['an abort', { endless: { text: 'and so on' } }, {}, { reason: 'stopped' }],
	['being stuck', look, {}, { reason: 'stuck' }],
	['429', { status: 429, body: {} }, {}, { reason: 'failed', code: 'E_MODEL_RATE_LIMIT' }],
	['a lost network', 'hang up', {}, { reason: 'failed', code: 'E_MODEL_NETWORK' }],
	['malformed calls', malformed, {}, { reason: 'failed', code: 'E_MODEL_FORMAT' }],
	['a history that does not fit', overflow, {}, { reason: 'failed', code: 'E_MODEL_CONTEXT' }]
];

test.each(endings)(
	'a run that ended by %s is kept with its end, opens again, and goes on to a verdict',
	async (name, then, limits, end) => {
		const { parts, store, state } = browser();
		const go = { agent: 'model', host: 'embedded', onStart: () => {} } as const;
		state.limits = limits;
		answer = ({ index: asked }) => (asked === 0 ? look : then);
		const session = new Session(parts);
		await session.openTask('tiny');
		const running = session.start('model', 'embedded', () => {});
		if (name === 'an abort') {
			while (server.asked.length < 2) await new Promise((resolve) => setTimeout(resolve, 5));
			session.stop();
		}
		await running;
		const { events } = await store.trajectories.read('run-1');
		const ended = events.filter(({ type }) => type === 'run-ended');
		expect(ended).toHaveLength(1);
		expect(ended[0]).toMatchObject(end);

		// Another page, later: what caused the end is gone.
		state.limits = {};
		const before = server.asked.length;
		answer = ({ index: asked }) => solution[Math.min(asked - before, 1)] ?? look;
		const later = new Session(parts);
		await later.openRun('run-1');
		expect(later.replay.events).toEqual(events);
		await later.fork(later.replay.latest.steps.at(-1)?.index ?? 0, {}, go);
		expect(later.problem).toBeNull();
		const { head } = await store.trajectories.read('run-2');
		expect(head.parent?.id).toBe('run-1');
		expect(later.replay.latest.end).toMatchObject({ reason: 'submitted' });
		expect(later.replay.latest.verdict?.resolution).toBe('full');
		expect(JSON.stringify(server.asked[before]?.body)).toContain('index.js');
	},
	60_000
);
