import { expect, test } from 'vitest';
import type { AgentEvent, AgentEvents } from '#agent/agent.ts';
import type { TrajectoryEvent } from '#model/event.ts';
import { Recorder, type Gate } from './recorder.ts';

function recording(from?: { seq: number; at: number }) {
	const log: string[] = [];
	const events: TrajectoryEvent[] = [];
	let time = 1000;
	const recorder = new Recorder({
		append: async (event) => void log.push(`append ${event.seq}`),
		keep: async (ids) => void log.push(`keep ${ids.join(' ')}`),
		show: (event) => {
			log.push(`show ${event.seq}`);
			events.push(event);
		},
		now: () => (time += 5),
		...(from && { from })
	});
	return { recorder, log, events };
}

async function* saying(...facts: AgentEvent[]): AgentEvents {
	yield* facts;
}

const free: Gate = { before: async (fact) => fact, after: async () => true };

test('contents are stored before the event that names them, and the event before it is shown', async () => {
	const { recorder, log } = recording();
	const patch = [{ path: 'a.js', before: 'old', after: 'new' }];
	await recorder.record({ type: 'files-changed', step: 0, patch });
	expect(log).toEqual(['keep old new', 'append 0', 'show 0']);
});

test('events are numbered without gaps and timed from the start, whoever waits for whom', async () => {
	const { recorder, events } = recording();
	await Promise.all([
		recorder.record({ type: 'thought', step: 0, text: 'a' }),
		recorder.record({ type: 'thought', step: 0, text: 'b' })
	]);
	expect(events.map(({ seq, at }) => [seq, at])).toEqual([
		[0, 5],
		[1, 10]
	]);
});

test('a recorder goes on where a stored trajectory stopped', async () => {
	const { recorder, events } = recording({ seq: 7, at: 500 });
	await recorder.record({ type: 'note-added', text: 'later' });
	expect(events.map(({ seq, at }) => [seq, at])).toEqual([[7, 505]]);
});

test('a run always has an end, also when the agent says none', async () => {
	const { recorder, events } = recording();
	const reason = await recorder.follow(saying({ type: 'thought', step: 0, text: 'a' }), free);
	expect(reason).toBe('failed');
	expect(events.at(-1)).toEqual({
		seq: 1,
		at: 10,
		type: 'run-ended',
		reason: 'failed',
		message: 'The agent stopped without saying why'
	});
});

test("an agent's bug ends the run as failed with what was thrown", async () => {
	const { recorder, events } = recording();
	const agent = (async function* (): AgentEvents {
		yield { type: 'thought', step: 0, text: 'a' };
		throw new TypeError('x is not a function');
	})();
	expect(await recorder.follow(agent, free)).toBe('failed');
	expect(events.at(-1)).toMatchObject({ reason: 'failed', message: 'x is not a function' });
});

test('an abort ends the run as stopped', async () => {
	const { recorder } = recording();
	// eslint-disable-next-line require-yield -- it ends before its first event
	const agent = (async function* (): AgentEvents {
		throw new DOMException('Aborted', 'AbortError');
	})();
	expect(await recorder.follow(agent, free)).toBe('stopped');
});

test('the agent stands still while it is held', async () => {
	const { recorder, events } = recording();
	let release = () => {};
	const held = new Promise<boolean>((resolve) => (release = () => resolve(true)));
	const done = recorder.follow(
		saying({ type: 'thought', step: 0, text: 'a' }, { type: 'run-ended', reason: 'submitted' }),
		{ ...free, after: () => held }
	);
	await new Promise((resolve) => setTimeout(resolve, 5));
	expect(events.length).toBe(1);
	release();
	expect(await done).toBe('submitted');
});

test('what is recorded is what the gate lets through, and the agent hears it', async () => {
	const { recorder, events } = recording();
	const heard: unknown[] = [];
	const agent = (async function* (): AgentEvents {
		heard.push(yield { type: 'thought', step: 0, text: 'a' });
		yield { type: 'run-ended', reason: 'submitted' };
	})();
	const other = { type: 'thought', step: 0, text: 'b' } as const;
	await recorder.follow(agent, {
		...free,
		before: async (fact) => (fact.type === 'thought' ? other : fact)
	});
	expect(heard).toEqual([other]);
	expect(events[0]).toMatchObject(other);
});
