/** How a run ends when it does not end by itself: stopped by a person, out of time, or by a refusal below it. */
import { CodedError } from '#model/coded-error.ts';
import type { AgentEvent, AgentEvents, AgentInput } from './agent.ts';

type Ended = Extract<AgentEvent, { type: 'run-ended' }>;

/**
 * Runs `work` under the task's time limit and closes it with exactly one 'run-ended' event. A bug in the agent
 * (an error without a code) is thrown after that event.
 */
export async function* withEnding(
	input: AgentInput,
	work: (signal: AbortSignal) => AgentEvents<Ended>
): AgentEvents {
	const { time } = input.limits;
	const clock = time > 0 ? AbortSignal.timeout(time) : undefined;
	const signal = clock ? AbortSignal.any([input.signal, clock]) : input.signal;
	try {
		yield yield* work(signal);
	} catch (error) {
		if (input.signal.aborted) yield { type: 'run-ended', reason: 'stopped' };
		else if (clock?.aborted) yield { type: 'run-ended', reason: 'out-of-time' };
		else {
			const message = error instanceof Error ? error.message : String(error);
			const code = error instanceof CodedError ? { code: error.code } : {};
			yield { type: 'run-ended', reason: 'failed', message, ...code };
			if (!(error instanceof CodedError)) throw error;
		}
	}
}
