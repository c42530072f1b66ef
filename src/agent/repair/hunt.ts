/** One round of the keyless agent: where to look, what to try, and trying it, with a way back to it. */
import type { AgentEvents, AgentInput } from '#agent/agent.ts';
import type { Ended } from '#agent/budget.ts';
import type { Workbench } from '#agent/workbench.ts';
import type { Checker, Stage } from './checker.ts';
import { inOrder } from './features.ts';
import { heatIn } from './heat.ts';
import type { Judge } from './judges.ts';
import type { Look } from './look.ts';
import { candidatesFor } from './probe.ts';
import { search, warm, type Progress } from './search.ts';
import { survey, type Survey } from './survey.ts';
import { describe, rangeAround, suspects, suspicionText } from './words.ts';

/** Edits tried at most, in all rounds together. */
export const BUDGET = 20_000;
/** Edits proposed at most. */
const PROPOSED = 40_000;
/**
 * Edits of a round that are tried before it is left for one that helps: fewer where that makes a whole failing test pass, more where it only
 * lets one come further.
 */
const BEFORE_STEP = 1500;
const BEFORE_SMALL_STEP = 4500;
/** Milliseconds kept for making a green edit, beside two runs of the tests, or for undoing those that were made on the way. */
const RESERVE = 2000;

/** A learned order of edits: what it is called, and the weights of their features. */
export type LearnedOrder = { name: string; weights: ArrayLike<number> };

export type Tools = {
	input: AgentInput;
	bench: Workbench;
	checker: Checker;
	order: LearnedOrder | null;
	judge: Judge;
	/** Scripts of the issue beside tests. */
	examples: readonly Stage[];
	/** Milliseconds that are left of the run, Infinity where it has no limit. */
	left: () => number;
	/** Ends what the checker does. */
	hurry: () => void;
};

/** Where the search stands. */
export type State = {
	/** The next one. */
	step: number;
	/** Edits tried so far. */
	tried: number;
	/** Files edited on the way. */
	kept: string[];
	/** Examples that held before any edit. */
	heldBefore: number;
	/** Milliseconds that the tests took. */
	suite: number;
	/** There is only the time left to make a green edit, or to undo others: nothing more is tried, and the checker may have been ended. */
	isLate: boolean;
};

export type Hunt = {
	survey: Survey;
	/** What is known so far. */
	progress: Progress;
	trying: AsyncGenerator<Progress, Progress>;
	/** Nothing is left to try. */
	isOver: boolean;
};

/** Looks for suspicious code and proposes edits of it; nothing is tried yet. */
export async function* hunt(
	{ input, bench, checker, order, judge, examples }: Tools,
	{ tests: reported, looked }: Look,
	state: State
): AgentEvents<Hunt | Ended> {
	const { issue, seed, sandbox } = input;
	const found = await survey(checker, { sandbox, testFiles: judge.testFiles, reported, looked });
	if (found.failing.length === 0)
		return failed(
			'The failing tests cannot be told apart in the fast checker, so candidates cannot be tried.'
		);
	if (state.kept.length === 0) {
		input.onHeat?.(heatIn(found));
		state.heldBefore = await checker.examplesThatHold(found.sources, examples);
	}
	const top = suspects(found);
	yield { type: 'thought', step: state.step, text: suspicionText(found, top) };
	const [first] = top;
	if (first && state.kept.length === 0) {
		const view = { command: 'view', path: first.source.path, view_range: rangeAround(first) };
		yield* bench.call(state.step, { tool: 'str_replace_editor', input: view });
	}
	const [proposed] = await Promise.all([
		candidatesFor(checker, found, { issue, seed, count: PROPOSED }),
		warm(checker, found, examples)
	]);
	const candidates = order ? inOrder(order.weights, proposed) : proposed;
	state.step += 1;
	yield { type: 'thought', step: state.step, text: proposalText(candidates.length, order) };
	const { heldBefore } = state;
	const trying = search(checker, found, { candidates, examples, heldBefore, budget: BUDGET - state.tried });
	const progress: Progress = { tried: 0, overfitted: 0, green: [], steps: [] };
	return { survey: found, progress, trying, isOver: false };
}

function proposalText(count: number, order: LearnedOrder | null): string {
	return `I have ${count} edits to try, the likeliest first${order ? ` (learned order: ${order.name})` : ''}: failing tests, then all others. What would change nothing for the failing tests is not among them.`;
}

/** Tries the edits of a round until one is green and others were looked at, or, where `mayStep`, one is worth going on from. */
export async function* pursue(tools: Tools, of: Hunt, state: State, mayStep: boolean): AgentEvents<void> {
	while (!of.isOver && !state.isLate && state.tried < BUDGET) {
		if (mayStep && of.progress.green.length === 0 && isWorthAStep(of.progress)) break;
		const before = of.progress.tried;
		const next = await nextOf(tools, of, state);
		state.isLate = next === null;
		of.isOver = next?.done === true;
		if (!next || next.done) break;
		of.progress = { ...next.value };
		state.tried += of.progress.tried - before;
		const { green, steps } = of.progress;
		const best = green[0] ?? steps[0]?.candidate;
		const said = best ? describe(best) : '';
		yield { type: 'candidates-tried', step: state.step, tried: state.tried, best: said };
	}
	state.step += 1;
}

function isWorthAStep({ steps: [best], tried }: Progress): boolean {
	return best !== undefined && tried >= (best.gain >= 1 ? BEFORE_STEP : BEFORE_SMALL_STEP);
}

/**
 * null = a green edit is known, and there is only the time left that it takes to make it, or edits were made on the way, and there is only the
 * time left that it takes to undo them. Nothing else is decided by a clock.
 */
async function nextOf(
	{ left, hurry }: Tools,
	{ progress, trying }: Hunt,
	{ suite, kept }: State
): Promise<IteratorResult<Progress, Progress> | null> {
	const isGreen = progress.green.length > 0;
	const spare = left() - RESERVE - (isGreen ? 2 * suite : 0);
	if ((!isGreen && kept.length === 0) || spare === Infinity) return trying.next();
	if (spare <= 0) return null;
	let clock: ReturnType<typeof setTimeout> | undefined;
	const late = new Promise<null>((resolve) => {
		clock = setTimeout(() => resolve(null), spare);
	});
	const next = trying.next();
	next.catch(() => {}); // ended below: nobody waits for it any more
	const first = await Promise.race([next, late]).finally(() => clearTimeout(clock));
	if (!first) hurry();
	return first;
}

export function failed(message: string): Ended {
	return { type: 'run-ended', reason: 'failed', message };
}
