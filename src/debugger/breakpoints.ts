/** Breakpoints over a run, live or recorded: one pauses where its expression becomes true, not as long as it is. */
import type { TrajectoryEvent } from '#model/event.ts';
import { apply, emptyRun } from '#model/run.ts';
import type { Breakpoint } from './debugger.ts';
import type { Node } from './expression/ast.ts';
import { evaluate, isTrue } from './expression/evaluate.ts';
import { parseExpression } from './expression/parse.ts';
import { scopeOf, type Moment, type Surroundings } from './moment.ts';

/** A breakpoint that somebody fills in rather than writes. */
export type Form = {
	name: string;
	/** What is asked for; null = nothing. */
	asks: { label: string; kind: 'text' | 'number'; example: string } | null;
	/** `answer` as it was typed. */
	expression: (answer: string) => string;
};

const quoted = (text: string): string => `"${text.replace(/["\\]/g, '\\$&')}"`;
const number = (text: string): string => String(Number(text) || 0);

export const forms: readonly Form[] = [
	{ name: 'A test turned red', asks: null, expression: () => 'count(turnedRed) > 0' },
	{
		name: 'This test turned green',
		asks: { label: 'Test', kind: 'text', example: 'test/a.js > adds' },
		expression: (test) => `turnedGreen contains ${quoted(test)}`
	},
	{ name: 'A test file is written', asks: null, expression: () => 'overlap(changed, testFiles)' },
	{
		name: 'A file outside the suspicious ones is edited',
		asks: null,
		expression: () => 'outside(changed, suspicious)'
	},
	{
		name: 'A command matches',
		asks: { label: 'Pattern', kind: 'text', example: 'npm (i|install)' },
		expression: (pattern) => `action.tool == "bash" and action.command matches ${quoted(pattern)}`
	},
	{
		name: 'The same action again and again',
		asks: { label: 'Times', kind: 'number', example: '3' },
		expression: (times) => `repeats >= ${number(times)}`
	},
	{
		name: 'Cost above',
		asks: { label: 'US dollars', kind: 'number', example: '0.5' },
		expression: (cost) => `cost > ${number(cost)}`
	},
	{
		name: 'Tokens above',
		asks: { label: 'Tokens', kind: 'number', example: '20000' },
		expression: (tokens) => `tokens > ${number(tokens)}`
	},
	{ name: 'Before it submits', asks: null, expression: () => 'action.tool == "submit"' }
];

/** Says which breakpoints become true, fact after fact. */
export class Watchman {
	readonly #armed: { breakpoint: Breakpoint; node: Node; wasTrue: boolean }[];
	readonly #around: Surroundings;

	constructor(breakpoints: readonly Breakpoint[], around: Surroundings) {
		this.#around = around;
		this.#armed = breakpoints
			.filter(({ enabled }) => enabled)
			.map((breakpoint) => ({ breakpoint, node: parseExpression(breakpoint.expression), wasTrue: false }));
	}

	/** Takes notice of what is true already, so that only what becomes true later pauses. */
	async arm(moment: Moment): Promise<void> {
		await this.see(moment);
	}

	async see(moment: Moment): Promise<Breakpoint[]> {
		const hit: Breakpoint[] = [];
		const scope = scopeOf(moment, this.#around);
		for (const armed of this.#armed) {
			const now = isTrue(await evaluate(armed.node, scope));
			if (now && !armed.wasTrue) hit.push(armed.breakpoint);
			armed.wasTrue = now;
		}
		return hit;
	}
}

export type Hit = {
	breakpoint: Breakpoint;
	/** Events shown where it would have paused: before an action, after everything else. */
	position: number;
	/** Of the fact that made it true, from 0; null = it belongs to none. */
	step: number | null;
};

/** Where breakpoints would have paused in a recorded run. */
export async function hitsIn(
	events: readonly TrajectoryEvent[],
	breakpoints: readonly Breakpoint[],
	around: Surroundings
): Promise<Hit[]> {
	const watchman = new Watchman(breakpoints, around);
	const hits: Hit[] = [];
	let before = emptyRun;
	for (const [index, fact] of events.entries()) {
		const after = apply(before, fact);
		const position = fact.type === 'tool-called' ? index : index + 1;
		const step = 'step' in fact ? fact.step : null;
		for (const breakpoint of await watchman.see({ fact, before, after }))
			hits.push({ breakpoint, position, step });
		before = after;
	}
	return hits;
}
