import type { Internals } from '../internals.ts';
import type { BindingFactory } from '../context.ts';

export const timers =
	({ loop, hooks }: Internals): BindingFactory =>
	({ process }, shape) => {
		hooks.immediateInfo = shape['immediateInfo'] as Uint32Array;
		hooks.timeoutInfo = shape['timeoutInfo'] as Int32Array;
		return {
			setupTimers(processImmediate: () => void, processTimers: (now: number) => number) {
				hooks.processImmediate = processImmediate.bind(process);
				hooks.processTimers = processTimers.bind(process);
			},
			getLibuvNow: () => loop.now(),
			scheduleTimer: (delay: number) => loop.scheduleTimer(delay),
			toggleTimerRef: () => loop.wake(),
			toggleImmediateRef: () => loop.wake()
		};
	};
