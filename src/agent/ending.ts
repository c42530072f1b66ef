/** How a run ends when it does not end by itself: stopped by a person, out of time, or by a refusal below it. */
import { CodedError } from '#model/coded-error.ts';
import type { AgentEvent, AgentEvents, AgentInput } from './agent.ts';
import { Clock } from './clock.ts';

type Ended = Extract<AgentEvent, { type: 'run-ended' }>;

/**
 * Runs `work` under the task's time limit and closes it with exactly one 'run-ended' event. A bug in the agent
 * (an error without a code) is thrown after that event. `left` says how many milliseconds there are still.
 */
export async function* withEnding(
	input: AgentInput,
	work: (signal: AbortSignal, left: () => number) => AgentEvents<Ended>
): AgentEvents {
	const clock = new Clock(input.limits.time);
	const signal = AbortSignal.any([input.signal, clock.signal]);
	try {
		yield yield* timed(
			work(signal, () => clock.left),
			clock
		);
	} catch (error) {
		if (input.signal.aborted) yield { type: 'run-ended', reason: 'stopped' };
		else if (clock.signal.aborted) yield { type: 'run-ended', reason: 'out-of-time' };
		else {
			const message = error instanceof Error ? error.message : String(error);
			const code = error instanceof CodedError ? { code: error.code } : {};
			yield { type: 'run-ended', reason: 'failed', message, ...code };
			if (!(error instanceof CodedError)) throw error;
		}
	}
}

/** The clock stands while an event is looked at. */
async function* timed(events: AgentEvents<Ended>, clock: Clock): AgentEvents<Ended> {
	try {
		clock.go();
		let next = await events.next();
		while (!next.done) {
			clock.stop();
			const answer = yield next.value;
			clock.go();
			next = await events.next(answer);
		}
		return next.value;
	} finally {
		clock.stop();
		await events.return(undefined as never);
	}
}
