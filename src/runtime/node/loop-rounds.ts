/** The phases of libuv's loop that are left in a browser, one callback at a time. https://docs.libuv.org/en/v1.x/design.html#the-i-o-loop */
import { COUNT, HAS_OUTSTANDING, type LoopHooks } from './loop-hooks.ts';
import type { PollQueue } from './loop-queue.ts';
import type { LoopTimer } from './loop-timer.ts';

type Phase = 'timers' | 'poll' | 'check' | 'close';
const FOLLOWING: Record<Phase, Phase> = { timers: 'poll', poll: 'check', check: 'close', close: 'timers' };

type Parts = {
	hooks: LoopHooks;
	queue: PollQueue;
	/** Callbacks of handles that close. */
	closing: (() => void)[];
	/** What the system does in the next check phase, before the immediates; nothing lives for it. */
	checks: (() => void)[];
	timer: LoopTimer;
	now: () => number;
	isAlive: () => boolean;
	/** Runs a callback and the ticks that it makes; false = it threw. */
	call: (callback: () => void) => boolean;
};

export class LoopRounds {
	readonly #parts: Parts;
	#phase: Phase = 'timers';
	/** Whether something kept the process when this round began: libuv does not begin one else. null = none has begun. */
	#lives: boolean | null = null;
	/** When the round began. */
	#time = 0;

	constructor(parts: Parts) {
		this.#parts = parts;
	}

	/** The first round begins. */
	begin(): void {
		this.#time = this.#parts.now();
	}

	/**
	 * Runs the next callback in libuv's order; false = there is none now. Up to the checks of the next round: those of a round that began
	 * with nothing to live for are passed over, and nothing else would come back for what was set meanwhile.
	 */
	step(): boolean {
		this.#lives ??= this.#parts.isAlive();
		for (let visited = 0; visited < 7; visited++) {
			if (this.#runPhase()) return true;
			this.#next();
		}
		return false;
	}

	#next(): void {
		this.#phase = FOLLOWING[this.#phase];
		if (this.#phase === 'timers') {
			this.#time = this.#parts.now();
			this.#lives = this.#parts.isAlive();
		}
		if (this.#phase === 'poll') this.#parts.queue.begin(this.#lives === true);
	}

	/** One callback of the current phase; false = the phase is over. */
	#runPhase(): boolean {
		switch (this.#phase) {
			case 'timers':
				return this.#runTimer();
			case 'poll':
				return this.#run(this.#parts.queue.next());
			case 'check':
				return this.#runImmediate();
			case 'close':
				return this.#run(this.#parts.closing.pop());
			default:
				return this.#phase satisfies never;
		}
	}

	#run(callback: (() => void) | undefined): boolean {
		if (callback) this.#parts.call(callback);
		return callback !== undefined;
	}

	#runTimer(): boolean {
		const { hooks, timer, call } = this.#parts;
		const now = this.#time;
		if (!this.#lives || !timer.isDue(now)) return false;
		timer.forget();
		const isDone = call(() => {
			const next = hooks.processTimers(now);
			// Before the ticks: one may ask for an earlier timer.
			if (next !== 0) timer.set(Math.abs(next), now);
		});
		if (!isDone) timer.set(now, now);
		return true;
	}

	#runImmediate(): boolean {
		const { hooks, call, checks } = this.#parts;
		const { immediateInfo } = hooks;
		if (!this.#lives) return false;
		// Not between immediates of one round: what came up since waits for the next.
		if (checks.length > 0 && !immediateInfo[HAS_OUTSTANDING]) return this.#run(checks.shift());
		if (!immediateInfo[COUNT] && !immediateInfo[HAS_OUTSTANDING]) return false;
		call(() => hooks.processImmediate());
		// The rest of this round runs in turns of its own; immediates made meanwhile wait for the next round.
		if (!immediateInfo[HAS_OUTSTANDING]) this.#next();
		return true;
	}
}
