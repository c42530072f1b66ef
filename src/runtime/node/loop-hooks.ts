/** What the event loop and Node's library know of one another. */

/** Shared with Node's library: typed arrays of the timers and task_queue bindings, and the functions that it registers. */
export type LoopHooks = {
	/** [tick scheduled, rejection to warn about] */
	tickInfo: Uint8Array | Int32Array;
	/** [count, referenced, has outstanding] */
	immediateInfo: Uint32Array;
	/** [referenced timers] */
	timeoutInfo: Int32Array;
	processTicks(): void;
	processImmediate(): void;
	/** Runs one due timer (patched); returns when the next one is due: 0 = none, negative = not referenced. */
	processTimers(now: number): number;
	/** Hands an uncaught error to Node. */
	fatal(error: unknown): void;
	/** Nothing is left to wait for: the process hears of it, and may bring new work. */
	beforeExit(): void;
	/** There was none: the process hears 'exit'. */
	exit(): void;
	/** Ends the process. */
	leave(): void;
};

/** Of tickInfo. */
export const [TICK_SCHEDULED, REJECTION_TO_WARN] = [0, 1];
/** Of immediateInfo. */
export const [COUNT, REFERENCED, HAS_OUTSTANDING] = [0, 1, 2];
