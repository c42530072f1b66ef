/** Where tests flipped in a run, for the scrubber: as its own test runs saw it, and as a second sandbox did. */
import type { TrajectoryEvent } from '#model/event.ts';
import type { TestId, TestStatus } from '#model/test-result.ts';
import type { Flip } from './flips.ts';

export type Mark = {
	/** Events shown when it is visible. */
	position: number;
	step: number;
	turnedRed: number;
	turnedGreen: number;
};

/** By what the agent itself ran. */
export function flipMarks(events: readonly TrajectoryEvent[]): Mark[] {
	const known = new Map<TestId, TestStatus>();
	const marks: Mark[] = [];
	for (const [index, event] of events.entries()) {
		if (event.type !== 'tests-ran') continue;
		const mark = { position: index + 1, step: event.step, turnedRed: 0, turnedGreen: 0 };
		for (const { id, status } of event.tests) {
			const before = known.get(id);
			if (before) count(mark, before, status);
			known.set(id, status);
		}
		if (mark.turnedRed + mark.turnedGreen > 0) marks.push(mark);
	}
	return marks;
}

/** By what was run on the files after each edit: at the last change of files of the step. */
export function marksOfFlips(flips: readonly Flip[], events: readonly TrajectoryEvent[]): Mark[] {
	const marks = new Map<number, Mark>();
	for (const { step, from, to } of flips) {
		const mark = marks.get(step) ?? { position: editOf(step, events), step, turnedRed: 0, turnedGreen: 0 };
		count(mark, from, to);
		marks.set(step, mark);
	}
	return [...marks.values()].filter(({ turnedRed, turnedGreen }) => turnedRed + turnedGreen > 0);
}

/** A test that is not reported any more is as good as red. */
function count(mark: Mark, from: TestStatus | null, to: TestStatus | null): void {
	if (from === 'passed' && isRed(to)) mark.turnedRed += 1;
	if (isRed(from) && to === 'passed') mark.turnedGreen += 1;
}

const editOf = (step: number, events: readonly TrajectoryEvent[]): number =>
	events.findLastIndex((event) => event.type === 'files-changed' && event.step === step) + 1;

const isRed = (status: TestStatus | null): boolean =>
	status === null || status === 'failed' || status === 'error';
