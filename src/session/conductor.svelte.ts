/** Holds a live agent where a person wants to look: between two events, before a step, where a breakpoint becomes true. */
import type { AgentEvent } from '#agent/agent.ts';
import { Watchman } from '#debugger/breakpoints.ts';
import type { Change } from '#debugger/change.ts';
import type { Breakpoint } from '#debugger/debugger.ts';
import type { Surroundings } from '#debugger/moment.ts';
import { apply, type Run } from '#model/run.ts';
import type { Gate } from './recorder.ts';

/** How far to go before the agent is held again. */
export type Going =
	| { until: 'end' }
	| { until: 'next-event' }
	/** The first word or action of a later step. */
	| { until: 'next-step' }
	/** The first call of another tool. */
	| { until: 'other-tool' }
	/** The first word or action of that step or a later one, from 0. */
	| { until: 'step'; step: number };

/** What an agent is left for: it goes on from what was recorded, with this changed. */
export type Takeover = { change: Change; agent: string | null };

export type Held = {
	reason: string;
	/** What the agent is about to do or say, or what came back: not recorded yet, and can be changed. */
	pending: AgentEvent | null;
};

type Answer = { fact: AgentEvent | null };

export class Conductor {
	readonly #breakpoints: () => readonly Breakpoint[];
	readonly #surroundings: (breakpoints: readonly Breakpoint[]) => Promise<Surroundings>;
	#held = $state.raw<Held | null>(null);
	#pausing = $state(false);
	#going: Going & { from: number; tool: string | null } = { until: 'end', from: -1, tool: null };
	#release: ((answer: Answer) => void) | null = null;
	#takeover: Takeover | null = null;
	#watchman: { of: readonly Breakpoint[]; watchman: Watchman } | null = null;

	/** `surroundings`: at the latest moment; the suspicious files, which take seconds, only where asked for. */
	constructor(
		breakpoints: () => readonly Breakpoint[],
		surroundings: (withHeat: boolean) => Promise<Surroundings>
	) {
		this.#breakpoints = breakpoints;
		this.#surroundings = (asking) =>
			surroundings(asking.some(({ enabled, expression }) => enabled && expression.includes('suspicious')));
	}

	/** What the agent stands before; null = it works. */
	get held(): Held | null {
		return this.#held;
	}
	/** Whether it is held, or will be at its next event. */
	get paused(): boolean {
		return this.#pausing || this.#held !== null;
	}

	/** Holds the agent at its next event. */
	pause(): void {
		if (this.#held) return;
		this.#pausing = true;
		this.#going = { until: 'next-event', from: -1, tool: null };
	}

	/** Lets it go on; `fact` = what to record in place of what is pending. */
	go(going: Going, run: Run, fact: AgentEvent | null = this.#held?.pending ?? null): void {
		const step = run.steps.at(-1);
		this.#going = { ...going, from: step?.index ?? -1, tool: step?.calls.at(-1)?.tool ?? null };
		this.#pausing = false;
		this.#let({ fact });
	}

	/** Leaves the agent where it is held: what it was about to do never happens. */
	leave(takeover: Takeover): void {
		this.#takeover = takeover;
		this.#going = { until: 'end', from: -1, tool: null };
		this.#pausing = false;
		this.#let({ fact: null });
	}

	/** Ends all holding; the run is over or is being stopped. */
	reset(): void {
		this.#going = { until: 'end', from: -1, tool: null };
		this.#pausing = false;
		this.#let({ fact: this.#held?.pending ?? null });
		this.#watchman = null;
	}

	/** What the agent was left for, once. */
	takeover(): Takeover | null {
		const takeover = this.#takeover;
		this.#takeover = null;
		return takeover;
	}

	/** `run` = what is recorded. */
	gate(run: () => Run): Gate {
		let before = run();
		return {
			before: async (fact) => {
				before = run();
				const reason =
					this.#reason(fact) ?? (fact.type === 'tool-called' ? await this.#hit(fact, before) : null);
				return reason === null ? fact : (await this.#hold({ reason, pending: fact })).fact;
			},
			after: async (fact) => {
				const reason = fact.type === 'tool-called' ? null : await this.#hit(fact, before, run());
				if (reason !== null) await this.#hold({ reason, pending: null });
				return this.#takeover === null;
			}
		};
	}

	#reason(fact: AgentEvent): string | null {
		const going = this.#going;
		const step = 'step' in fact ? fact.step : null;
		const begins = step !== null && (fact.type === 'thought' || fact.type === 'tool-called');
		switch (going.until) {
			case 'end':
				return null;
			case 'next-event':
				return 'At the next event';
			case 'next-step':
				return begins && step > going.from ? `Before step ${step + 1}` : null;
			case 'other-tool':
				return fact.type === 'tool-called' && fact.tool !== going.tool ? `Before ${fact.tool}` : null;
			case 'step':
				return begins && step >= going.step ? `Before step ${step + 1}` : null;
			default:
				return going satisfies never;
		}
	}

	async #hit(fact: AgentEvent, before: Run, after?: Run): Promise<string | null> {
		const breakpoints = this.#breakpoints();
		if (this.#watchman?.of !== breakpoints) {
			const watchman = new Watchman(breakpoints, await this.#surroundings(breakpoints));
			await watchman.arm({ fact: null, before, after: before });
			this.#watchman = { of: breakpoints, watchman };
		}
		const then = after ?? apply(before, { ...fact, seq: 0, at: before.duration });
		const hit = await this.#watchman.watchman.see({ fact, before, after: then });
		return hit.length > 0 ? `Breakpoint: ${hit.map(({ expression }) => expression).join('; ')}` : null;
	}

	#hold(held: Held): Promise<Answer> {
		this.#held = held;
		return new Promise((resolve) => (this.#release = resolve));
	}

	#let(answer: Answer): void {
		this.#held = null;
		this.#release?.(answer);
		this.#release = null;
	}
}
