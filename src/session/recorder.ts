/** The single writer of a trajectory: stamps each fact, stores it, then shows it. Nobody else appends. */
import type { AgentEvent, AgentEvents } from '#agent/agent.ts';
import type { EndReason, Fact, TrajectoryEvent } from '#model/event.ts';
import type { BlobId } from '#model/tree.ts';

export type RecorderOptions = {
	/** Makes an event last; nothing is shown that could be lost. */
	append: (event: TrajectoryEvent) => Promise<void>;
	/** Makes the contents behind these ids last, before the event that names them. */
	keep: (ids: readonly BlobId[]) => Promise<void>;
	show: (event: TrajectoryEvent) => void;
	/** Milliseconds, monotonic. */
	now: () => number;
	/** Where to go on in a trajectory that has events already: its length, and its last event's `at`. */
	from?: { seq: number; at: number };
};

/** What stands between an agent and its record. */
export type Gate = {
	/** What to record in place of what the agent is about to do or say; null = leave the agent here. */
	before: (fact: AgentEvent) => Promise<AgentEvent | null>;
	/** Whether the agent goes on; else it is left here. */
	after: (fact: AgentEvent) => Promise<boolean>;
};

export class Recorder {
	readonly #options: RecorderOptions;
	/** `now()` at the start of the run. */
	readonly #started: number;
	#seq: number;
	#last: Promise<void> = Promise.resolve();

	constructor(options: RecorderOptions) {
		this.#options = options;
		this.#seq = options.from?.seq ?? 0;
		this.#started = options.now() - (options.from?.at ?? 0);
	}

	/** Facts are stored in the order of the calls. */
	record(fact: Fact): Promise<void> {
		this.#last = this.#last.then(() => this.#record(fact));
		return this.#last;
	}

	/**
	 * Records what an agent does until it ends, and an end if the agent gives none. The agent is answered with what was
	 * recorded, and stands still while the gate is waited for.
	 * @returns null where the gate left the agent: the run has no end yet
	 */
	async follow(events: AgentEvents, gate: Gate): Promise<EndReason | null> {
		let reason: EndReason | null = null;
		let failure: unknown = null;
		try {
			let next = await events.next();
			while (!next.done) {
				const fact = await gate.before(next.value);
				if (!fact) return await leave(events);
				await this.record(fact);
				if (fact.type === 'run-ended') reason = fact.reason;
				if (!(await gate.after(fact)) && !reason) return await leave(events);
				next = await events.next(fact);
			}
		} catch (error) {
			failure = error;
		}
		if (reason) return reason;
		const stopped = failure instanceof DOMException && failure.name === 'AbortError';
		const end: Fact = {
			type: 'run-ended',
			reason: stopped ? 'stopped' : 'failed',
			...(stopped ? {} : { message: describe(failure) })
		};
		await this.record(end);
		return end.reason;
	}

	async #record(fact: Fact): Promise<void> {
		const { append, keep, show, now } = this.#options;
		const event: TrajectoryEvent = { ...fact, seq: this.#seq, at: Math.round(now() - this.#started) };
		if (fact.type === 'files-changed')
			await keep(fact.patch.flatMap(({ before, after }) => [before, after]).filter((id) => id !== null));
		await append(event);
		this.#seq += 1;
		show(event);
	}
}

/** What the agent still has to tidy up, it does. */
async function leave(events: AgentEvents): Promise<null> {
	await events.return();
	return null;
}

function describe(failure: unknown): string {
	if (failure === null) return 'The agent stopped without saying why';
	return messageOf(failure);
}

/** Also of errors of another page's realm, which are no Error here. */
export function messageOf(error: unknown): string {
	const text = typeof error === 'object' && error !== null && 'message' in error ? error.message : error;
	return String(text);
}
