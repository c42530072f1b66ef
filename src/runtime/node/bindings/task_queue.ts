import type { Internals } from '../internals.ts';
import type { BindingFactory } from '../context.ts';

export const task_queue =
	({ loop, hooks, contexts, rejections }: Internals): BindingFactory =>
	({ native, process, fatal }, shape) => {
		hooks.tickInfo = shape['tickInfo'] as Uint8Array;
		return {
			enqueueMicrotask: (callback: () => void) =>
				native.queueMicrotask(() => {
					contexts.leave();
					try {
						callback();
					} catch (error) {
						fatal(error, false);
					}
				}),
			/** The engine runs microtasks between our macrotasks; in the middle of JavaScript nobody can. */
			runMicrotasks() {},
			setTickCallback(processTicks: () => void) {
				hooks.processTicks = processTicks.bind(process);
			},
			setPromiseRejectCallback(callback: (type: number, promise: Promise<unknown>, reason: unknown) => void) {
				rejections.report = callback;
			},
			wake: () => loop.wake()
		};
	};
