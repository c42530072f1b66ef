/**
 * The keyless agent: it does not understand the issue, it generates small edits where the failing tests pass through
 * and tests them. Deterministic: its budget is a number of edits, not of seconds.
 */
import type { Agent, AgentEvent, AgentEvents, AgentInput } from '#agent/agent.ts';
import { withEnding } from '#agent/ending.ts';
import { Workbench } from '#agent/workbench.ts';
import type { TestResult } from '#model/test-result.ts';
import { asReplacement, type Candidate } from './candidate.ts';
import { Checker } from './checker.ts';
import { inOrder } from './features.ts';
import { heatIn } from './heat.ts';
import { candidatesFor } from './probe.ts';
import { search, type Progress } from './search.ts';
import { lineAt } from './syntax.ts';
import { survey, type Survey } from './survey.ts';

/** Edits tried at most, in all rounds together. */
const BUDGET = 9000;
/** Edits proposed at most. */
const PROPOSED = 40_000;
/** Rounds: an edit that helps and breaks nothing is kept, and the search goes on from there. */
const ROUNDS = 3;
/** Green edits that are put before the real runner before giving up. */
const CONFIRMED = 5;
/** Lines shown above and below the most suspicious one. */
const AROUND = 8;

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
	if (!input.runTests)
		return failed(
			'The tests of this task are hidden. This agent searches for edits that turn a failing test green, so it has nothing to go by.'
		);
	yield thought(0, 'I run the tests to see what fails.');
	const { ran } = yield* bench.call(0, { tool: 'run_tests', input: {} });
	const tests = ran?.tests ?? [];
	if (!tests.some(isFailed)) return failed('No visible test fails, so there is nothing to search by.');
	const checker = new Checker(input.sandbox, signal);
	await checker.install();
	try {
		return yield* rounds({ input, bench, checker, order }, tests);
	} finally {
		if (!signal.aborted) await checker.remove();
	}
}

type Tools = { input: AgentInput; bench: Workbench; checker: Checker; order: LearnedOrder | null };
/** Where the search stands: the next step, edits tried so far, and files that were edited on the way. */
type State = { step: number; tried: number; kept: string[] };

async function* rounds(tools: Tools, reported: readonly TestResult[]): Events {
	const { input, bench } = tools;
	const state: State = { step: 1, tried: 0, kept: [] };
	let tests = reported;
	for (let round = 0; round < ROUNDS; round++) {
		const found = yield* hunt(tools, tests, state);
		if ('type' in found) return found;
		const { green, steps } = found;
		if (green.length > 0) {
			const end = yield* settle(tools, green, state);
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
		const { ran } = yield* bench.call(state.step + 1, { tool: 'run_tests', input: {} });
		state.step += 2;
		tests = ran?.tests ?? [];
	}
	for (const path of state.kept.reverse())
		yield* bench.call(state.step, { tool: 'str_replace_editor', input: { command: 'undo_edit', path } });
	return failed(`None of ${state.tried} edits makes all tests pass.`);
}

/** One round: where to look, what to try, and trying it. */
async function* hunt(
	{ input, bench, checker, order }: Tools,
	reported: readonly TestResult[],
	state: State
): AgentEvents<Progress | Ended> {
	const { issue, seed, sandbox } = input;
	const testFiles = input.testCommands.map((command) => command.slice(command.lastIndexOf(' ') + 1));
	const found = await survey(checker, { sandbox, testFiles, reported });
	if (found.failing.length === 0)
		return failed(
			'The failing tests cannot be told apart in the fast checker, so candidates cannot be tried.'
		);
	if (state.kept.length === 0) input.onHeat?.(heatIn(found));
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
	const trying = search(checker, found, candidates, BUDGET - before);
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
	return next.value;
}

/** Puts the best green edits before the real runner, one after the other; null = it refuses them all. */
async function* settle(tools: Tools, green: readonly Candidate[], state: State): AgentEvents<Ended | null> {
	const { input, bench } = tools;
	for (const [index, candidate] of green.slice(0, CONFIRMED).entries()) {
		if (state.step + 2 > input.limits.steps) return { type: 'run-ended', reason: 'out-of-steps' };
		const name = index === 0 ? 'The best edit that passes' : 'The next one';
		yield thought(state.step, `${name}: ${asCode(describe(candidate))}.`);
		if (!(yield* edit(tools, candidate, state.step))) {
			state.step += 1;
			continue;
		}
		const { ran } = yield* bench.call(state.step + 1, { tool: 'run_tests', input: {} });
		if (ran && ran.tests.length > 0 && !ran.tests.some(isFailed)) {
			yield thought(state.step + 2, closing(candidate, green, state.tried));
			yield* bench.call(state.step + 2, { tool: 'submit', input: {} });
			return { type: 'run-ended', reason: 'submitted' };
		}
		const undo = { command: 'undo_edit', path: candidate.source.path };
		yield* bench.call(state.step + 2, { tool: 'str_replace_editor', input: undo });
		state.step += 3;
	}
	return null;
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

/** Thoughts are Markdown, and code may hold what means something there. */
function asCode(text: string): string {
	const fence = text.includes('`') ? '``' : '`';
	return `${fence} ${text} ${fence}`;
}

function describe({ source, start, what, template }: Candidate): string {
	return `${source.path}:${lineAt(source.text, start)}: ${template}: ${what}`;
}

type Suspect = { source: Candidate['source']; line: number; suspicion: number };

function suspects({ units, suspicion }: Survey): Suspect[] {
	return units
		.map(({ source, node }, index) => ({
			source,
			line: lineAt(source.text, node.start),
			suspicion: suspicion[index] ?? 0
		}))
		.filter((one) => one.suspicion > 0)
		.sort((a, b) => b.suspicion - a.suspicion)
		.slice(0, 5);
}

function suspicionText({ failing, units, left }: Survey, top: readonly Suspect[]): string {
	const lines = top.map(
		({ source, line, suspicion }) => `- ${source.path}:${line} (${suspicion.toFixed(2)})`
	);
	const not = left.length > 0 ? `\n\nNot searched, not CommonJS: ${left.join(', ')}.` : '';
	return `${failing.length} failing tests, ${units.length} statements. The failing tests run these and the passing ones do not, or less often (Ochiai):\n\n${lines.join('\n')}${not}`;
}

function rangeAround({ source, line }: Suspect): [number, number] {
	return [Math.max(1, line - AROUND), Math.min(source.text.split('\n').length, line + AROUND)];
}

function closing(chosen: Candidate, green: readonly Candidate[], tried: number): string {
	const others = green.filter((other) => other !== chosen).slice(0, 5);
	const lines = others.map((other) => `- ${asCode(describe(other))}`);
	const also = lines.length > 0 ? `\n\nOther edits that pass as well:\n\n${lines.join('\n')}` : '';
	return `All visible tests pass after ${tried} edits tried. That is not proof that the bug is gone: I chose among edits by what tests say.${also}`;
}
