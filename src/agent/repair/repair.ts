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
import { heatIn } from './heat.ts';
import { inOrder } from './features.ts';
import { propose } from './propose.ts';
import { search } from './search.ts';
import { lineAt } from './syntax.ts';
import { survey, type Survey } from './survey.ts';

/** Edits tried at most. */
export const BUDGET = 2000;
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
		return yield* hunt(input, { bench, checker, tests, order });
	} finally {
		if (!signal.aborted) await checker.remove();
	}
}

type Tools = {
	bench: Workbench;
	checker: Checker;
	tests: readonly TestResult[];
	order: LearnedOrder | null;
};

async function* hunt(input: AgentInput, { bench, checker, tests, order }: Tools): Events {
	const testFiles = input.testCommands.map((command) => command.slice(command.lastIndexOf(' ') + 1));
	const found = await survey(checker, { sandbox: input.sandbox, testFiles, reported: tests });
	if (found.failing.length === 0)
		return failed(
			'The failing tests cannot be told apart in the fast checker, so candidates cannot be tried.'
		);
	input.onHeat?.(heatIn(found));
	const top = suspects(found);
	yield thought(1, suspicionText(found, top));
	const first = top[0];
	if (first) {
		const [from, to] = rangeAround(first.source.text, first.line);
		const view = { command: 'view', path: first.source.path, view_range: [from, to] };
		yield* bench.call(1, { tool: 'str_replace_editor', input: view });
	}
	const { issue, seed } = input;
	const proposed = propose(found.units, found.suspicion, { issue, seed, count: BUDGET });
	const candidates = order ? inOrder(order.weights, proposed) : proposed;
	yield thought(
		2,
		`I have ${candidates.length} edits to try, the likeliest first${order ? ` (learned order: ${order.name})` : ''}: failing tests, then all others.`
	);
	let tried = 0;
	const trying = search(checker, found, candidates);
	let step = await trying.next();
	for (; !step.done; step = await trying.next()) {
		({ tried } = step.value);
		const best = step.value.green[0] ?? step.value.nearest;
		yield { type: 'candidates-tried', step: 2, tried, best: best ? describe(best) : '' };
	}
	const green = step.value;
	if (green.length === 0) return failed(`None of ${tried} edits makes all tests pass.`);
	return yield* settle(input, bench, { green, tried });
}

/** Puts the best green edits before the real runner, one after the other. */
async function* settle(
	{ limits }: AgentInput,
	bench: Workbench,
	{ green, tried }: { green: readonly Candidate[]; tried: number }
): Events {
	let step = 3;
	for (const [index, candidate] of green.slice(0, CONFIRMED).entries()) {
		if (step + 2 > limits.steps) return { type: 'run-ended', reason: 'out-of-steps' };
		yield thought(
			step,
			`${index === 0 ? 'The best edit that passes' : 'The next one'}: ${describe(candidate)}.`
		);
		const { path, text } = candidate.source;
		const { old, fresh } = asReplacement(text, candidate.edits);
		const edit = { command: 'str_replace', path, old_str: old, new_str: fresh };
		const { refused } = yield* bench.call(step, { tool: 'str_replace_editor', input: edit });
		if (refused) {
			step += 1; // a person said no: the next one
			continue;
		}
		const { ran } = yield* bench.call(step + 1, { tool: 'run_tests', input: {} });
		if (ran && ran.tests.length > 0 && !ran.tests.some(isFailed)) {
			yield thought(step + 2, closing(candidate, green, tried));
			yield* bench.call(step + 2, { tool: 'submit', input: {} });
			return { type: 'run-ended', reason: 'submitted' };
		}
		yield* bench.call(step + 2, { tool: 'str_replace_editor', input: { command: 'undo_edit', path } });
		step += 3;
	}
	return failed(`${green.length} of ${tried} edits passed in the fast checker, none with the real runner.`);
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

function rangeAround(text: string, line: number): [number, number] {
	return [Math.max(1, line - AROUND), Math.min(text.split('\n').length, line + AROUND)];
}

function closing(chosen: Candidate, green: readonly Candidate[], tried: number): string {
	const others = green.filter((other) => other !== chosen).slice(0, 5);
	const lines = others.map((other) => `- ${describe(other)}`);
	const also = lines.length > 0 ? `\n\nOther edits that pass as well:\n\n${lines.join('\n')}` : '';
	return `All visible tests pass after ${tried} edits tried. That is not proof that the bug is gone: I chose among edits by what tests say.${also}`;
}
