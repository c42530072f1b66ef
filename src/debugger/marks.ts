/** Where tests flipped in a run, as its own test runs saw it: what the scrubber marks. */
import type { TrajectoryEvent } from '#model/event.ts';
import type { TestId, TestStatus } from '#model/test-result.ts';

export type Mark = {
	/** Events shown when it is visible. */
	position: number;
	step: number;
	turnedRed: number;
	turnedGreen: number;
};

export function flipMarks(events: readonly TrajectoryEvent[]): Mark[] {
	const known = new Map<TestId, TestStatus>();
	const marks: Mark[] = [];
	for (const [index, event] of events.entries()) {
		if (event.type !== 'tests-ran') continue;
		const mark = { position: index + 1, step: event.step, turnedRed: 0, turnedGreen: 0 };
		for (const { id, status } of event.tests) {
			const before = known.get(id);
			if (before === 'passed' && isRed(status)) mark.turnedRed += 1;
			if (before && isRed(before) && status === 'passed') mark.turnedGreen += 1;
			known.set(id, status);
		}
		if (mark.turnedRed + mark.turnedGreen > 0) marks.push(mark);
	}
	return marks;
}

const isRed = (status: TestStatus): boolean => status === 'failed' || status === 'error';
