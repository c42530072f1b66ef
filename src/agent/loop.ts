/** The loop of a model-driven agent: ask the model, do what it says, show it what came back, until it submits. */
import type { Fact } from '#model/event.ts';
import type { Agent, AgentEvent, AgentEvents, AgentInput, Answer } from './agent.ts';
import { Budget, type Ended } from './budget.ts';
import { withEnding } from './ending.ts';
import { remembered } from './messages.ts';
import type { Model, Reply } from './models/model.ts';
import { nobody, type Person } from './person.ts';
import { codeact, fill, type Scaffold } from './scaffold.ts';
import { Asking } from './asking.ts';
import { whyStuck, type Turn } from './stuck.ts';
import { Workbench, type Act } from './workbench.ts';

/** Replies without a tool call that are answered with a reminder before the run counts as stuck. */
const SILENCES = 3;

export type ModelAgentOptions = { scaffold?: Scaffold; person?: Person };

export function modelAgent(
	model: Model,
	{ scaffold = codeact, person = nobody }: ModelAgentOptions = {}
): Agent {
	return {
		name: model.name,
		run: (input) =>
			withEnding(input, (signal) => {
				const facts: Fact[] = [...input.history];
				return remembered(loop({ model, scaffold, person, input, signal, facts }), facts);
			})
	};
}

type Desk = {
	model: Model;
	scaffold: Scaffold;
	person: Person;
	input: AgentInput;
	signal: AbortSignal;
	/** Of the run so far; grows while the loop runs. */
	facts: readonly Fact[];
};

async function* loop(desk: Desk): AgentEvents<Ended> {
	const { model, scaffold, input, signal } = desk;
	const { tools: allowed, syntax_check: checksSyntax } = scaffold;
	const bench = new Workbench(input, signal, { allowed, checksSyntax });
	const asking = new Asking(desk);
	const budget = new Budget(input.limits);
	const pattern = new Pattern(scaffold.format_errors);
	if (input.limits.cost !== undefined && model.priced === false) return unpriced(model.name);
	for (let step = 0; ; step++) {
		step = yield* interjections(desk, bench, step);
		const over = budget.end(step);
		if (over) return over;
		const reply = yield* asking.ask(step);
		if (reply.usage) budget.spend(reply.usage);
		yield* said(reply, step, model.name);
		const acts = reply.calls.map((call) => actOf(call, scaffold));
		pattern.replied(acts);
		for (const act of acts) {
			const result = yield* bench.call(step, act);
			const isMark = act.tool === 'bash' && result.exitCode === 0 && marks(result.output, scaffold);
			if (result.submitted || isMark) return { type: 'run-ended', reason: 'submitted' };
			if (!result.refused) pattern.acted(act, result);
		}
		const end = pattern.end();
		if (end) return end;
	}
}

/** Says and does what a person wants between two turns; returns the step that the agent's next turn has. */
async function* interjections(
	{ person, signal }: Desk,
	bench: Workbench,
	first: number
): AgentEvents<number> {
	let step = first;
	for (;;) {
		const wish = await person.next(signal);
		signal.throwIfAborted();
		if (wish === null) return step;
		if ('say' in wish) yield { type: 'human-intervened', step, what: `Said: ${wish.say}`, message: wish.say };
		else yield* bench.call(step, { ...wish.act, by: 'person' });
		step += 1;
	}
}

function actOf({ tool, input, problem }: Reply['calls'][number], scaffold: Scaffold): Act {
	if (problem === undefined) return { tool, input };
	return { tool, input, problem: fill(scaffold.format_error, { problem, tool }).trim() };
}

function marks(output: string, { submit_command: mark }: Scaffold): boolean {
	return mark !== undefined && output.trimStart().startsWith(mark);
}

function* said(
	{ text, reasoning, usage }: Reply,
	step: number,
	model: string
): Generator<AgentEvent, void, Answer> {
	if (usage) yield { type: 'model-replied', step, model, ...usage };
	if (reasoning?.trim()) yield { type: 'thought', step, text: reasoning, reasoning: true };
	if (text.trim()) yield { type: 'thought', step, text };
}

function unpriced(model: string): Ended {
	const message = `There is a spend limit and nobody knows what "${model}" costs: type its price in the settings, or take the limit away`;
	return { type: 'run-ended', reason: 'failed', code: 'E_MODEL_PRICE', message };
}

/** Whether the agent gets anywhere. */
class Pattern {
	readonly #formatErrors: number;
	readonly #turns: Turn[] = [];
	#silences = 0;
	#errors = 0;

	constructor(formatErrors: number) {
		this.#formatErrors = formatErrors;
	}

	replied(acts: readonly Act[]): void {
		this.#silences = acts.length === 0 ? this.#silences + 1 : 0;
		if (acts.length > 0)
			this.#errors = acts.every(({ problem }) => problem !== undefined) ? this.#errors + 1 : 0;
	}

	acted({ tool, input, problem }: Act, { output, exitCode }: { output: string; exitCode: number }): void {
		if (problem !== undefined) return;
		this.#turns.push({ action: JSON.stringify([tool, input]), observation: output, failed: exitCode !== 0 });
	}

	end(): Ended | undefined {
		if (this.#errors >= this.#formatErrors)
			return {
				type: 'run-ended',
				reason: 'failed',
				code: 'E_MODEL_FORMAT',
				message: `${this.#errors} replies in a row held no call that can be read`
			};
		const why =
			this.#silences >= SILENCES ? `${SILENCES} replies in a row called no tool` : whyStuck(this.#turns);
		return why ? { type: 'run-ended', reason: 'stuck', message: `Stopped because ${why}` } : undefined;
	}
}
