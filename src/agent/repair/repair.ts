/**
 * The keyless agent: it does not understand the issue, it generates small edits where the failing tests pass through
 * and tests them. Deterministic: its budget is a number of edits, not of seconds.
 */
import type { Agent, AgentEvent, AgentEvents, AgentInput } from '#agent/agent.ts';
import { withEnding } from '#agent/ending.ts';
import { Workbench } from '#agent/workbench.ts';
import type { TestResult } from '#model/test-result.ts';
import { asReplacement, type Candidate } from './candidate.ts';
import { Checker, type Stage } from './checker.ts';
import { inOrder } from './features.ts';
import { heatIn } from './heat.ts';
import { examplesAsJudge, testsAsJudge, type Judge } from './judges.ts';
import { candidatesFor } from './probe.ts';
import { search, type Progress } from './search.ts';
import { survey, type Survey } from './survey.ts';
import { asCode, closing, describe, rangeAround, suspects, suspicionText, type Evidence } from './words.ts';

/** Edits tried at most, in all rounds together. */
const BUDGET = 9000;
/** Edits proposed at most. */
const PROPOSED = 40_000;
/** Rounds: an edit that helps and breaks nothing is kept, and the search goes on from there. */
const ROUNDS = 3;
/** Green edits that are put before the real runner before giving up. */
const CONFIRMED = 5;

type Found = Progress & { survey: Survey };
type Ended = Extract<AgentEvent, { type: 'run-ended' }>;
type Events = AgentEvents<Ended>;

/** A learned order of edits: what it is called, and the weights of their features. */
export type LearnedOrder = { name: string; weights: ArrayLike<number> };

/** `order`: null = the hand-made one. */
export const repairAgentWith = (order: LearnedOrder | null): Agent => ({
	name: 'repair',
	run: (input) => withEnding(input, (signal) => repair(input, order, signal))
});
export const repairAgent = repairAgentWith(null);

async function* repair(input: AgentInput, order: LearnedOrder | null, signal: AbortSignal): Events {
	const bench = new Workbench(input, signal);
	const judge = input.runTests ? testsAsJudge(input, bench) : yield* examplesAsJudge(input, bench);
	if (!judge)
		return failed(
			'The tests of this task are hidden, and the issue has no example of code and outcome that I can run. I search for edits that mend what fails, so I have nothing to go by.'
		);
	const state: State = { step: 0, tried: 0, kept: [], heldBefore: 0 };
	let end: Ended;
	try {
		end = yield* withJudge({ input, bench, order, judge }, state, signal);
	} catch (error) {
		if (!signal.aborted) yield* judge.clear(state.step);
		throw error;
	}
	yield* judge.clear(state.step);
	if (end.reason === 'submitted') yield* bench.call(state.step, { tool: 'submit', input: {} });
	return end;
}

async function* withJudge(
	tools: Pick<Tools, 'input' | 'bench' | 'order' | 'judge'>,
	state: State,
	signal: AbortSignal
): Events {
	const { input, judge } = tools;
	yield thought(0, `I run the ${judge.name} to see what fails.`);
	const tests = yield* judge.run(0);
	if (!tests.some(isFailed))
		return failed(`None of the ${judge.name} fails, so there is nothing to search by.`);
	const checker = new Checker(input.sandbox, signal);
	await checker.install();
	try {
		const examples = input.runTests ? await checker.addExamples(input) : [];
		state.step = 1;
		return yield* rounds({ ...tools, checker, examples }, state, tests);
	} finally {
		if (!signal.aborted) await checker.remove();
	}
}

type Tools = {
	input: AgentInput;
	bench: Workbench;
	checker: Checker;
	order: LearnedOrder | null;
	judge: Judge;
	/** Scripts of the issue beside tests. */
	examples: readonly Stage[];
};
/** Where the search stands: the next step, edits tried so far, files edited on the way, and examples that held before any edit. */
type State = { step: number; tried: number; kept: string[]; heldBefore: number };

async function* rounds(tools: Tools, state: State, reported: readonly TestResult[]): Events {
	const { input, bench, judge } = tools;
	let tests = reported;
	for (let round = 0; round < ROUNDS; round++) {
		const found = yield* hunt(tools, tests, state);
		if ('type' in found) return found;
		const { steps } = found;
		if (found.green.length > 0) {
			const end = yield* settle(tools, found, state);
			if (end) return end;
		}
		const [best] = steps;
		const isLast = round === ROUNDS - 1 || state.tried >= BUDGET || state.step + 6 > input.limits.steps;
		if (!best || isLast) break;
		yield thought(
			state.step,
			`This helps and breaks nothing, so I go on from there: ${asCode(describe(best.candidate))}.`
		);
		if (!(yield* edit(tools, best.candidate, state.step))) break;
		state.kept.push(best.candidate.source.path);
		tests = yield* judge.run(state.step + 1);
		state.step += 2;
	}
	for (const path of state.kept.reverse())
		yield* bench.call(state.step, { tool: 'str_replace_editor', input: { command: 'undo_edit', path } });
	return failed(`None of ${state.tried} edits makes all ${judge.name} pass.`);
}

/** One round: where to look, what to try, and trying it. */
async function* hunt(
	{ input, bench, checker, order, judge, examples }: Tools,
	reported: readonly TestResult[],
	state: State
): AgentEvents<Found | Ended> {
	const { issue, seed, sandbox } = input;
	const found = await survey(checker, { sandbox, testFiles: judge.testFiles, reported });
	if (found.failing.length === 0)
		return failed(
			'The failing tests cannot be told apart in the fast checker, so candidates cannot be tried.'
		);
	if (state.kept.length === 0) {
		input.onHeat?.(heatIn(found));
		state.heldBefore = await checker.examplesThatHold(found.sources, examples);
	}
	const top = suspects(found);
	yield thought(state.step, suspicionText(found, top));
	const [first] = top;
	if (first && state.kept.length === 0) {
		const view = { command: 'view', path: first.source.path, view_range: rangeAround(first) };
		yield* bench.call(state.step, { tool: 'str_replace_editor', input: view });
	}
	const proposed = await candidatesFor(checker, found, { issue, seed, count: PROPOSED });
	const candidates = order ? inOrder(order.weights, proposed) : proposed;
	yield thought(
		state.step + 1,
		`I have ${candidates.length} edits to try, the likeliest first${order ? ` (learned order: ${order.name})` : ''}: failing tests, then all others. What would change nothing for the failing tests is not among them.`
	);
	const before = state.tried;
	const { heldBefore } = state;
	const trying = search(checker, found, { candidates, examples, heldBefore, budget: BUDGET - before });
	let next = await trying.next();
	for (; !next.done; next = await trying.next()) {
		const { tried, green, steps } = next.value;
		state.tried = before + tried;
		const best = green[0] ?? steps[0]?.candidate;
		yield {
			type: 'candidates-tried',
			step: state.step + 1,
			tried: state.tried,
			best: best ? describe(best) : ''
		};
	}
	state.step += 2;
	return { ...next.value, survey: found };
}

/** Puts the best green edits before the real runner, one after the other; null = it refuses them all. */
async function* settle(tools: Tools, found: Found, state: State): AgentEvents<Ended | null> {
	const { input, bench, judge } = tools;
	const { green } = found;
	for (const [index, candidate] of green.slice(0, CONFIRMED).entries()) {
		if (state.step + 2 > input.limits.steps) return { type: 'run-ended', reason: 'out-of-steps' };
		const name = index === 0 ? 'The best edit that passes' : 'The next one';
		yield thought(state.step, `${name}: ${asCode(describe(candidate))}.`);
		if (!(yield* edit(tools, candidate, state.step))) {
			state.step += 1;
			continue;
		}
		const tests = yield* judge.run(state.step + 1);
		if (tests.length > 0 && !tests.some(isFailed)) {
			state.step += 2;
			const chosen = { name: judge.name, chosen: candidate, green, tried: state.tried };
			yield thought(state.step, closing(chosen, evidenceOf(tools, found, state)));
			return { type: 'run-ended', reason: 'submitted' };
		}
		const undo = { command: 'undo_edit', path: candidate.source.path };
		yield* bench.call(state.step + 2, { tool: 'str_replace_editor', input: undo });
		state.step += 3;
	}
	return null;
}

function evidenceOf(
	{ examples }: Tools,
	{ survey: { withheld }, overfitted }: Found,
	{ heldBefore }: State
): Evidence {
	return {
		examples: examples.length,
		heldBefore,
		withheld: withheld.reduce((sum, { tests }) => sum + tests.length, 0),
		overfitted
	};
}

/** Returns whether it was made: a person may say no. */
async function* edit({ bench }: Tools, candidate: Candidate, step: number): AgentEvents<boolean> {
	const { path, text } = candidate.source;
	const { old, fresh } = asReplacement(text, candidate.edits);
	const input = { command: 'str_replace', path, old_str: old, new_str: fresh };
	const { refused } = yield* bench.call(step, { tool: 'str_replace_editor', input });
	return refused !== true;
}

function failed(message: string): Ended {
	return { type: 'run-ended', reason: 'failed', message };
}

function thought(step: number, text: string): AgentEvent {
	return { type: 'thought', step, text };
}

function isFailed({ status }: TestResult): boolean {
	return status === 'failed' || status === 'error';
}
