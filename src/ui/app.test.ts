import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { CodedError } from '#model/coded-error.ts';
import type { Fact } from '#model/event.ts';
import type { TaskLimits } from '#model/task.ts';
import { Order } from '#session/order.svelte.ts';
import type { AgentName, Parts } from '#session/parts.ts';
import { Settings } from '#session/settings.svelte.ts';
import { App } from './app.svelte.ts';

beforeAll(() => void vi.stubGlobal('navigator', { hardwareConcurrency: 8 }));
afterAll(() => void vi.unstubAllGlobals());

const storage = { getItem: () => null, setItem: () => undefined } as unknown as Storage;
const id = 'r1';
const facts: Fact[] = [
	{ type: 'run-started', agent: 'repair', issue: 'It fails.' },
	{ type: 'thought', step: 0, text: 'Look.' },
	{ type: 'run-ended', reason: 'submitted' },
	{
		type: 'verdict-reached',
		verdict: {
			...{ resolution: 'full', tests: [], integrity: [], exitCodes: [0], duration: 1, host: 'embedded' }
		}
	}
];
const passed = {
	head: { id, task: 'demo', taskDigest: 'ab', seed: 1, agent: 'repair' },
	events: facts.map((fact, seq) => ({ ...fact, seq, at: seq }))
};

/** A browser that goes on learning, with one run that passed; neither a sandbox nor an agent starts there. */
function browser() {
	const store = { trajectories: { read: async () => passed }, blobs: {} };
	const order = new Order(storage);
	order.letLearn(true);
	let surveys = 0;
	const parts = {
		...{
			order,
			store: async () => store,
			now: () => 0,
			limitsOf: (_: AgentName, limits: TaskLimits) => limits
		},
		loadTaskPack: async () => ({ task: { tests: 'visible', failToPass: ['a'] }, base: [] }),
		openAgent: async () => {
			throw new CodedError('E_NO_MODEL', 'Cannot run a model: none is configured');
		},
		openSandbox: async () => {
			surveys += 1;
			throw new CodedError('E_BOOT', 'Cannot start a sandbox');
		}
	} as unknown as Parts;
	const app = new App(parts, new Settings(storage, new URLSearchParams()), null as never, null as never);
	return { app, surveys: () => surveys };
}

test('a fork that is refused says so, and nothing is learned a second time from the run that it was to leave', async () => {
	const { app, surveys } = browser();
	await app.forkOf(id, 99, { message: 'Go on' }, 'repair');
	expect(app.session?.problem?.message).toBe('Cannot fork at step 100: the run has no such step');
	expect(app.session?.head?.id).toBe(id);
	expect([surveys(), app.problem]).toEqual([0, '']);
});

test('neither is it where the fork, or another run, does not begin', async () => {
	const { app, surveys } = browser();
	await app.forkOf(id, 0, { message: 'Go on' }, 'model');
	expect(app.session?.problem?.code).toBe('E_NO_MODEL');
	await app.run('model');
	expect(app.session?.problem?.code).toBe('E_NO_MODEL');
	expect([surveys(), app.problem]).toEqual([0, '']);
});
