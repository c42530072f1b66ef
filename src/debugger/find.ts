/** Steps of a run by words and by kind, and where something went wrong. */
import type { Step } from '#model/run.ts';

export type StepKind = 'all' | 'edits' | 'commands' | 'tests' | 'failures' | 'by-hand';

/** Words in a step: what it thought, called, got back and changed. All must be there; case does not count. */
export function findSteps(steps: readonly Step[], words: string, kind: StepKind): Step[] {
	const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
	return steps.filter((step) => {
		if (!isOfKind(step, kind)) return false;
		if (wanted.length === 0) return true;
		const text = textOf(step);
		return wanted.every((word) => text.includes(word));
	});
}

export function isOfKind(step: Step, kind: StepKind): boolean {
	switch (kind) {
		case 'all':
			return true;
		case 'edits':
			return step.patches.length > 0;
		case 'commands':
			return step.calls.some(({ tool }) => tool === 'bash');
		case 'tests':
			return step.testRuns.length > 0;
		case 'failures':
			return isFailure(step);
		case 'by-hand':
			return step.interventions.length > 0;
		default:
			return kind satisfies never;
	}
}

/** A call that failed, or a test that is red. */
export function isFailure(step: Step): boolean {
	return (
		step.calls.some(({ exitCode }) => exitCode !== null && exitCode !== 0) ||
		step.testRuns.some(({ tests }) => tests.some(({ status }) => status === 'failed' || status === 'error'))
	);
}

/** The nearest failure after (1) or before (-1) the step of that index; null = none. */
export function nextFailure(steps: readonly Step[], from: number, direction: -1 | 1): number | null {
	const found =
		direction === 1
			? steps.find((step) => step.index > from && isFailure(step))
			: steps.findLast((step) => step.index < from && isFailure(step));
	return found?.index ?? null;
}

const texts = new WeakMap<Step, string>();

/** Steps are never changed, only replaced: their text is made once. */
function textOf(step: Step): string {
	const known = texts.get(step);
	if (known !== undefined) return known;
	const text = [
		step.thought,
		...step.calls.flatMap(({ tool, input, output }) => [tool, JSON.stringify(input), output ?? '']),
		...step.patches.flat().map(({ path }) => path),
		...step.interventions
	]
		.join('\n')
		.toLowerCase();
	texts.set(step, text);
	return text;
}
