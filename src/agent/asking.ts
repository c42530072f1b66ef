/** One question to the model: what it is shown, condensed until it fits, and its answer as calls. */
import { CodedError } from '#model/coded-error.ts';
import type { Fact } from '#model/event.ts';
import type { AgentEvents, AgentInput } from './agent.ts';
import { expendable, tokensOf } from './condense.ts';
import { asPlainText, messagesOf } from './messages.ts';
import type { Message, Model, Reply, ToolSpec } from './models/model.ts';
import { callsInText } from './plain-text.ts';
import { fill, type Scaffold } from './scaffold.ts';
import { tools } from './tools/tools.ts';

type Desk = {
	model: Model;
	scaffold: Scaffold;
	input: AgentInput;
	signal: AbortSignal;
	facts: readonly Fact[];
};

export class Asking {
	readonly #desk: Desk;
	readonly #specs: readonly ToolSpec[];
	readonly #instance: string;
	readonly #natives = new Map<number, { text: string; native: unknown }>();

	constructor(desk: Desk) {
		const { scaffold, input } = desk;
		const allowed = scaffold.tools.filter((name) => input.runTests || name !== 'run_tests');
		this.#desk = desk;
		this.#specs =
			scaffold.actions === 'text'
				? []
				: tools.map(({ spec }) => spec).filter(({ name }) => allowed.includes(name));
		this.#instance = fill(scaffold.instance, { issue: input.issue.trim(), tests: aboutTests(input) }).trim();
	}

	async *ask(step: number): AgentEvents<Reply> {
		const { model, scaffold, facts } = this.#desk;
		const { at, keep } = scaffold.condense;
		const room = (model.contextTokens ?? Infinity) * at;
		if (tokensOf(this.#messages()) > room) yield* this.#condense(step, keep);
		for (let kept = keep; ; kept = kept >> 1) {
			try {
				const reply = await this.#reply();
				if (reply.native !== undefined) {
					const replies = facts.filter(({ type }) => type === 'model-replied').length + 1;
					this.#natives.set(replies, { text: reply.text.trim() ? reply.text : '', native: reply.native });
				}
				return scaffold.actions === 'text' ? { ...reply, calls: callsInText(reply.text) } : reply;
			} catch (error) {
				if (!(error instanceof CodedError) || error.code !== 'E_MODEL_CONTEXT') throw error;
				const smaller = yield* this.#condense(step, kept);
				if (!smaller && kept === 0) throw error;
			}
		}
	}

	async #reply(): Promise<Reply> {
		const { model, input, signal } = this.#desk;
		const { onDelta } = input;
		const reply = await model.reply(this.#messages(), this.#specs, { signal, ...(onDelta && { onDelta }) });
		signal.throwIfAborted();
		return reply;
	}

	/** Leaves old outputs out, and says so; false = there was nothing to leave out. */
	async *#condense(step: number, keep: number): AgentEvents<boolean> {
		const { calls, characters } = expendable(this.#desk.facts, keep);
		if (calls.length === 0) return false;
		yield { type: 'history-condensed', step, calls, characters };
		return true;
	}

	#messages(): Message[] {
		const { scaffold, facts } = this.#desk;
		const told = messagesOf(facts, {
			instance: this.#instance,
			noAction: scaffold.no_action.trim(),
			natives: this.#natives
		});
		const messages: Message[] = [{ role: 'system', text: scaffold.system.trim() }, ...told];
		return scaffold.actions === 'text' ? asPlainText(messages) : messages;
	}
}

function aboutTests({ runTests, testCommands }: AgentInput): string {
	if (!runTests) return 'The tests that judge you are hidden: write a reproduction of your own.';
	return `The tests run by: ${testCommands.join('; ') || 'the tool run_tests'}`;
}
