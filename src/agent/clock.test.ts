import { expect, test, vi } from 'vitest';
import { Clock } from './clock.ts';

test('time that a person takes does not count, time that the agent takes does', () => {
	vi.useFakeTimers();
	try {
		const clock = new Clock(1000);
		clock.go();
		vi.advanceTimersByTime(600);
		clock.stop();
		vi.advanceTimersByTime(3_600_000);
		expect(clock.signal.aborted).toBe(false);
		clock.go();
		vi.advanceTimersByTime(399);
		expect(clock.signal.aborted).toBe(false);
		vi.advanceTimersByTime(1);
		expect(clock.signal.aborted).toBe(true);
	} finally {
		vi.useRealTimers();
	}
});
