import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Evidence } from './evidence.svelte.ts';
import type { Parts } from './parts.ts';
import { Replay } from './replay.svelte.ts';

beforeEach(() => {
	vi.useFakeTimers();
	vi.stubGlobal('navigator', { hardwareConcurrency: 8 });
});
afterEach(() => {
	vi.useRealTimers();
	vi.unstubAllGlobals();
});

/** A run that goes on, on a task that is not here: what asks for a second sandbox has a problem. */
function followed() {
	const replay = new Replay();
	const evidence = new Evidence({
		...{ phase: 'running', head: null, files: [], replay, pack: null, parts: {} as Parts },
		read: async () => ({ before: '', after: '' })
	});
	void evidence.follow('embedded');
	return evidence;
}

test('a question waits for what follows the run, and why it has no answer is still said when that goes on', async () => {
	const evidence = followed();
	void evidence.bisect('a.test.js > a', 'embedded');
	await vi.advanceTimersByTimeAsync(1000);
	expect(evidence.problem).toMatch(/its task is not here/);
	expect(evidence.following.on).toBe(true);
	evidence.stop();
});

test('a question that is stopped while it still waits is not asked, and nothing is taken up again', async () => {
	const evidence = followed();
	const asked = evidence.bisect('a.test.js > a', 'embedded');
	expect([evidence.asked, evidence.following.on]).toEqual([true, true]);
	evidence.stop();
	await vi.advanceTimersByTimeAsync(1000);
	await asked;
	expect([evidence.problem, evidence.asked, evidence.following.on]).toEqual([null, false, false]);
});

test('to follow the run again is stopped as well while it waits for what was stopped before', async () => {
	const evidence = followed();
	evidence.stop();
	void evidence.follow('embedded');
	evidence.stop();
	await vi.advanceTimersByTimeAsync(1000);
	expect(evidence.following.on).toBe(false);
	void evidence.follow('embedded');
	await vi.advanceTimersByTimeAsync(1000);
	expect(evidence.following.on).toBe(true);
	evidence.stop();
});
