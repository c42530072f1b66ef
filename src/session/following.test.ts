import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Fact } from '#model/event.ts';
import type { Patch } from '#model/patch.ts';
import type { TestStatus } from '#model/test-result.ts';
import { Following, type Followed } from './following.svelte.ts';
import { Replay } from './replay.svelte.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A run that goes on, and what was asked of the second sandbox: the text of a.js in each state. */
function watched(cores: number) {
	const replay = new Replay();
	const run = {
		phase: 'running',
		head: null,
		files: [{ path: 'a.js', state: 'same' as const }],
		replay,
		read: async (path: string, { changes } = replay.run) => ({
			before: '',
			after: changes.find((change) => change.path === path)?.after ?? ''
		})
	} satisfies Followed;
	const say = (fact: Fact): void => replay.append({ ...fact, seq: replay.length, at: replay.length });
	const edit = (step: number, after: string): void =>
		say({ type: 'files-changed', step, patch: [{ path: 'a.js', before: null, after }] });
	const asked: string[] = [];
	const statuses = async (changes: Patch): Promise<Map<string, TestStatus>> => {
		asked.push(changes[0]?.after ?? 'base');
		await new Promise((resolve) => setTimeout(resolve, 3000));
		return new Map([['a.test.js > a', changes[0]?.after === 'good' ? 'passed' : 'failed']]);
	};
	const following = new Following(run, cores);
	const { signal } = new AbortController();
	let opened = 0;
	const open = async () => {
		opened += 1;
		return { statuses };
	};
	const done = following.keepUp({ open, signal, tell: () => {} });
	return { run, edit, asked, following, done, opened: () => opened };
}

test('the newest edit is tested first, those passed over afterwards, and each flip is at its step', async () => {
	const { run, edit, asked, following, done, opened } = watched(8);
	await vi.advanceTimersByTimeAsync(1000);
	expect([opened(), following.waits]).toEqual([0, 'Waits for the first edit']);
	edit(0, 'bad');
	await vi.advanceTimersByTimeAsync(1000);
	edit(1, 'good');
	edit(2, 'worse');
	await vi.advanceTimersByTimeAsync(9000);
	expect(asked.slice(0, 2)).toEqual(['base', 'worse']);
	run.phase = 'ended';
	await vi.runAllTimersAsync();
	await done;
	expect(asked).toEqual(['base', 'worse', 'bad', 'good']);
	expect(following.flips).toEqual([
		{ test: 'a.test.js > a', step: 1, from: 'failed', to: 'passed' },
		{ test: 'a.test.js > a', step: 2, from: 'passed', to: 'failed' }
	]);
	expect([following.on, following.progress]).toEqual([false, { tested: 3, edits: 3 }]);
});

test('of edits in quick succession the last one is tested, and a step that edits again is tested again', async () => {
	const { run, edit, asked, done } = watched(8);
	edit(0, 'bad');
	await vi.advanceTimersByTimeAsync(4000);
	for (const text of ['x', 'y', 'good']) {
		edit(1, text);
		await vi.advanceTimersByTimeAsync(300);
	}
	await vi.advanceTimersByTimeAsync(8000);
	edit(1, 'bad again');
	run.phase = 'ended';
	await vi.runAllTimersAsync();
	await done;
	expect(asked).toEqual(['base', 'bad', 'good', 'bad again']);
});

test('with few cores nothing runs while the agent works, unless it is held or a person does not want to wait', async () => {
	const { run, edit, asked, following, done } = watched(2);
	edit(0, 'bad');
	await vi.advanceTimersByTimeAsync(10_000);
	expect([asked, following.spares]).toEqual([[], true]);
	expect(following.waits).toMatch(/until the agent is held or done: this machine has 2 cores/);
	run.phase = 'paused';
	await vi.advanceTimersByTimeAsync(10_000);
	expect(asked).toEqual(['base', 'bad']);
	run.phase = 'running';
	edit(1, 'good');
	await vi.advanceTimersByTimeAsync(10_000);
	expect(asked).toEqual(['base', 'bad']);
	following.hurry();
	await vi.advanceTimersByTimeAsync(10_000);
	expect(asked).toEqual(['base', 'bad', 'good']);
	run.phase = 'ended';
	await vi.runAllTimersAsync();
	await done;
});
