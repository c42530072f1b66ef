/** The person as the agent: the same tools, the same limits, the same record. */
import type { Agent, AgentEvent, AgentEvents, AgentInput } from './agent.ts';
import { withEnding } from './ending.ts';
import type { Person } from './person.ts';
import { Workbench } from './workbench.ts';

type Ended = Extract<AgentEvent, { type: 'run-ended' }>;

export function humanAgent(person: Person): Agent {
	return { name: 'person', run: (input) => withEnding(input, (signal) => work(person, input, signal)) };
}

async function* work(person: Person, input: AgentInput, signal: AbortSignal): AgentEvents<Ended> {
	const bench = new Workbench(input, signal);
	let step = 0;
	while (step < input.limits.steps) {
		const wish = await person.next(signal);
		signal.throwIfAborted();
		if (wish === null) return { type: 'run-ended', reason: 'stopped', message: 'The person left' };
		if ('say' in wish) {
			yield { type: 'thought', step, text: wish.say };
			continue;
		}
		const result = yield* bench.call(step, { ...wish.act, by: 'person' });
		step += 1;
		if (result.submitted) return { type: 'run-ended', reason: 'submitted' };
	}
	return { type: 'run-ended', reason: 'out-of-steps', message: `The limit is ${input.limits.steps} steps` };
}
