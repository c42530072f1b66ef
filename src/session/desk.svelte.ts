/** Where a person sits during a run: what they want next, whether they have taken over, and what waits for their word. */
import type { AgentEvent } from '#agent/agent.ts';
import { editOf } from '#agent/edit-of.ts';
import type { Person, Wish } from '#agent/person.ts';
import type { Watchlist } from './watchlist.svelte.ts';

export type Called = Extract<AgentEvent, { type: 'tool-called' }>;

/** What a person says to an action: as it is, with another input, or no and why. */
export type Decision = { input: Called['input'] } | { refuse: string };

export class Desk implements Person {
	readonly #watchlist: Pick<Watchlist, 'mode'>;
	#heard = $state(false);
	#inControl = $state(false);
	/** The agent is between two turns and hears what is wanted. */
	#listening = $state(false);
	#pending = $state.raw<Called | null>(null);
	#queued = $state.raw<readonly Wish[]>([]);
	#decide: ((decision: Decision) => void) | null = null;
	#wake: (() => void) | null = null;

	constructor(watchlist: Pick<Watchlist, 'mode'>) {
		this.#watchlist = watchlist;
	}

	/** Whether the agent hears what is said and can be taken over; it asks before it acts either way. */
	get heard(): boolean {
		return this.#heard;
	}
	/** The person has taken over, or is the agent. */
	get inControl(): boolean {
		return this.#inControl;
	}
	/** What they do now is done at once. */
	get atWork(): boolean {
		return this.#inControl && this.#listening;
	}
	/** The action that waits for a word. */
	get pending(): Called | null {
		return this.#pending;
	}
	/** What was said or done and not heard yet. */
	get queued(): readonly Wish[] {
		return this.#queued;
	}

	/** An agent sits down that hears the person, or does not. */
	face(hears: boolean): void {
		this.#heard = hears;
	}

	/** From the next turn on the agent waits until handBack(). */
	takeOver(): void {
		this.#inControl = true;
	}

	handBack(): void {
		this.#inControl = false;
		this.#wake?.();
	}

	want(wish: Wish): void {
		this.#queued = [...this.#queued, wish];
		this.#wake?.();
	}

	/** What was written into a file by hand; `before` null = the file is new. */
	edit(path: string, before: string | null, after: string): void {
		const act = editOf(path, before, after);
		if (act) this.want({ act });
	}

	async next(signal: AbortSignal): Promise<Wish | null> {
		for (;;) {
			signal.throwIfAborted();
			const [first, ...rest] = this.#queued;
			this.#queued = rest;
			if (first) {
				this.#listening = false;
				return first;
			}
			if (!this.#inControl) {
				this.#listening = false;
				return null;
			}
			await this.#sleep(signal);
		}
	}

	/** Holds an action of the agent until the person said what is to be of it; the answer is what to record. */
	async allow(fact: AgentEvent, signal: AbortSignal): Promise<AgentEvent> {
		if (fact.type !== 'tool-called' || fact.by || !this.#asksFor(fact)) return fact;
		this.#pending = fact;
		try {
			const decision = await new Promise<Decision>((resolve, reject) => {
				this.#decide = resolve;
				signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
			});
			if ('input' in decision) return { ...fact, input: decision.input };
			const { step, tool } = fact;
			const why = decision.refuse.trim();
			return {
				type: 'human-intervened',
				step,
				what: `Refused ${tool} ${JSON.stringify(fact.input)}${why ? `: ${why}` : ''}`,
				message: `I did not let you run ${tool} with ${JSON.stringify(fact.input)}.${why ? ` ${why}` : ' Do something else.'}`
			};
		} finally {
			this.#pending = null;
			this.#decide = null;
		}
	}

	decide(decision: Decision): void {
		this.#decide?.(decision);
	}

	#asksFor({ tool, input }: Called): boolean {
		const isEdit = tool === 'str_replace_editor' && input['command'] !== 'view';
		const isCommand = tool === 'bash' || tool === 'run_tests';
		const { mode } = this.#watchlist;
		if (mode === 'everything') return isEdit || isCommand;
		return (mode === 'edits' && isEdit) || (mode === 'commands' && isCommand);
	}

	async #sleep(signal: AbortSignal): Promise<void> {
		this.#listening = true;
		try {
			await new Promise<void>((resolve, reject) => {
				this.#wake = resolve;
				signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
			});
		} finally {
			this.#wake = null;
			this.#listening = false;
		}
	}
}
