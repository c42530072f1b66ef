/** How each test stood after each edit of a run, and where it changed. */
import type { TestId, TestStatus } from '#model/test-result.ts';

/** `step` null = before the first edit. */
export type State = { step: number | null; statuses: ReadonlyMap<TestId, TestStatus> };

export type Flip = { test: TestId; step: number; from: TestStatus | null; to: TestStatus | null };

/** In the order of the states. A test that is not reported any more flips to null. */
export function flipsIn(states: readonly State[]): Flip[] {
	return states.slice(1).flatMap(({ step, statuses }, index) => {
		const before = states[index]?.statuses ?? new Map<TestId, TestStatus>();
		if (step === null) return [];
		const ids = [...new Set([...before.keys(), ...statuses.keys()])];
		return ids.flatMap((test): Flip[] => {
			const [from, to] = [before.get(test) ?? null, statuses.get(test) ?? null];
			return from === to ? [] : [{ test, step, from, to }];
		});
	});
}
