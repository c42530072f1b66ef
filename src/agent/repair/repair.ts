/**
 * The keyless agent: it does not understand the issue, it generates small edits where the failing tests pass through
 * and tests them. Deterministic: its budget is a number of edits, not of seconds.
 */
import type { Agent, AgentEvent, AgentEvents, AgentInput } from '#agent/agent.ts';
import type { Ended } from '#agent/budget.ts';
import { withEnding } from '#agent/ending.ts';
import { Workbench } from '#agent/workbench.ts';
import { asReplacement, type Candidate } from './candidate.ts';
import { Checker } from './checker.ts';
import {
	BUDGET,
	failed,
	hunt,
	pursue,
	type Hunt,
	type LearnedOrder,
	type State,
	type Tools
} from './hunt.ts';
import { isFailed, look, type Look } from './look.ts';
import { examplesAsJudge, testsAsJudge } from './judges.ts';
import { asCode, closing, describe, type Evidence } from './words.ts';

export type { LearnedOrder };

/** Rounds: an edit that helps and breaks nothing is kept, and the search goes on from there. */
const ROUNDS = 3;
/** Green edits that are put before the real runner before giving up. */
const CONFIRMED = 5;

type Events = AgentEvents<Ended>;

/** `order`: null = the hand-made one. */
export const repairAgentWith = (order: LearnedOrder | null): Agent => ({
	name: 'repair',
	run: (input) => withEnding(input, (signal, left) => repair(input, order, { signal, left }))
});
export const repairAgent = repairAgentWith(null);

type Time = { signal: AbortSignal; left: () => number };

async function* repair(input: AgentInput, order: LearnedOrder | null, time: Time): Events {
	const { signal } = time;
	const bench = new Workbench(input, signal);
	const judge = input.runTests ? testsAsJudge(input, bench) : yield* examplesAsJudge(input, bench);
	if (!judge)
		return failed(
			'The tests of this task are hidden, and the issue has no example of code and outcome that I can run. I search for edits that mend what fails, so I have nothing to go by.'
		);
	const state: State = { step: 0, tried: 0, kept: [], heldBefore: 0, suite: 0, isLate: false };
	let end: Ended;
	try {
		end = yield* withJudge({ input, bench, order, judge }, state, time);
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
	{ signal, left }: Time
): Events {
	const { input, judge } = tools;
	yield thought(
		0,
		`I run the ${judge.name} to see what fails: all of them in a fast checker, then the files in which something fails with their own runner.`
	);
	const hurry = new AbortController();
	const checker = new Checker(input.sandbox, AbortSignal.any([signal, hurry.signal]));
	await checker.install();
	try {
		const seen = yield* look({ checker, judge, input, left }, state, 0);
		if (!seen.tests.some(isFailed))
			return failed(`None of the ${judge.name} fails, so there is nothing to search by.`);
		const examples = input.runTests ? await checker.addExamples(input) : [];
		state.step = 1;
		return yield* rounds({ ...tools, checker, examples, left, hurry: () => hurry.abort() }, state, seen);
	} finally {
		if (!signal.aborted) await checker.remove();
	}
}

async function* rounds(tools: Tools, state: State, first: Look): Events {
	const { input, bench, judge } = tools;
	let seen = first;
	let start: Hunt | undefined;
	for (let round = 0; round < ROUNDS; round++) {
		const found = yield* hunt(tools, seen, state);
		if ('type' in found) return found;
		start ??= found;
		const isLast = round === ROUNDS - 1 || state.step + 6 > input.limits.steps;
		yield* pursue(tools, found, state, !isLast);
		const end = yield* settle(tools, found, state);
		if (end) return end;
		const [best] = found.progress.steps;
		if (!best || isLast || state.isLate || state.tried >= BUDGET) break;
		yield thought(
			state.step,
			`This helps and breaks nothing, so I go on from there: ${asCode(describe(best.candidate))}.`
		);
		if (!(yield* edit(tools, best.candidate, state.step))) break;
		state.kept.push(best.candidate.source.path);
		seen = yield* look(tools, state, state.step + 1);
		state.step += 2;
	}
	const isBack = state.kept.length > 0;
	for (const path of state.kept.splice(0).reverse())
		yield* bench.call(state.step, { tool: 'str_replace_editor', input: { command: 'undo_edit', path } });
	if (start && isBack && !start.isOver && !state.isLate && state.tried < BUDGET) {
		state.step += 1;
		yield thought(state.step, 'That leads nowhere. I undo it and go on where I left the first edits.');
		yield* pursue(tools, start, state, false);
		const end = yield* settle(tools, start, state);
		if (end) return end;
	}
	if (state.isLate) return { type: 'run-ended', reason: 'out-of-time' };
	return failed(`None of ${state.tried} edits makes all ${judge.name} pass.`);
}

/** Puts the best green edits before the real runner, one after the other; null = it refuses them all. */
async function* settle(tools: Tools, found: Hunt, state: State): AgentEvents<Ended | null> {
	const { input, bench, judge } = tools;
	const { green } = found.progress;
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
	{ survey: { withheld }, progress: { overfitted } }: Hunt,
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

function thought(step: number, text: string): AgentEvent {
	return { type: 'thought', step, text };
}
