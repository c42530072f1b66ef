/** The loop of a model-driven agent: ask the model, do what it says, show it what came back, until it submits. */
import type { Agent, AgentEvent, AgentEvents, AgentInput, Answer } from './agent.ts';
import type { Fact } from '#model/event.ts';
import { withEnding } from './ending.ts';
import { messagesOf, remembered } from './messages.ts';
import type { Message, Model, Reply } from './models/model.ts';
import { whyStuck, type Turn } from './stuck.ts';
import { tools } from './tools/tools.ts';
import { Workbench } from './workbench.ts';

const SYSTEM = `You fix a bug in a repository. You see and change it only through the tools. Read before you edit, change as little as needed, leave the tests alone, run them before you finish, and call submit when you are done.`;

/** Replies without a tool call that are answered with a reminder before the run counts as stuck. */
const SILENCES = 3;

export function modelAgent(model: Model): Agent {
	return {
		name: model.name,
		run: (input) =>
			withEnding(input, (signal) => {
				const facts: Fact[] = [...input.history];
				return remembered(loop(model, input, signal, facts), facts);
			})
	};
}

type Ended = Extract<AgentEvent, { type: 'run-ended' }>;

async function* loop(
	model: Model,
	input: AgentInput,
	signal: AbortSignal,
	facts: readonly Fact[]
): AgentEvents<Ended> {
	const bench = new Workbench(input, signal);
	const specs = tools
		.filter(({ spec }) => input.runTests || spec.name !== 'run_tests')
		.map(({ spec }) => spec);
	const turns: Turn[] = [];
	let silences = 0;
	for (let step = 0; step < input.limits.steps; step++) {
		const messages: Message[] = [{ role: 'system', text: SYSTEM }, ...messagesOf(facts, input.issue)];
		const reply = await model.reply(messages, specs, { signal });
		signal.throwIfAborted();
		yield* said(reply, step, model.name);
		if (reply.calls.length === 0) {
			silences += 1;
			if (silences >= SILENCES) return stuck(`${SILENCES} replies in a row called no tool`);
			continue;
		}
		silences = 0;
		for (const { tool, input: given } of reply.calls) {
			const result = yield* bench.call(step, { tool, input: given });
			if (result.submitted) return { type: 'run-ended', reason: 'submitted' };
			const action = JSON.stringify([tool, given]);
			turns.push({ action, observation: result.output, failed: result.exitCode !== 0 });
		}
		const why = whyStuck(turns);
		if (why) return stuck(why);
	}
	return { type: 'run-ended', reason: 'out-of-steps', message: `The limit is ${input.limits.steps} steps` };
}

function stuck(why: string): Ended {
	return { type: 'run-ended', reason: 'stuck', message: `Stopped because ${why}` };
}

function* said({ text, usage }: Reply, step: number, model: string): Generator<AgentEvent, void, Answer> {
	if (usage) yield { type: 'model-replied', step, model, ...usage };
	if (text.trim()) yield { type: 'thought', step, text };
}
