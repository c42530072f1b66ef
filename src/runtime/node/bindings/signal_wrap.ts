import type { BindingFactory } from '../context.ts';
import { signalName } from '../streams/stdio.ts';

const UNCATCHABLE = new Set(['SIGKILL', 'SIGSTOP']);

export const signal_wrap: BindingFactory = (context) => {
	const { events, sync, loop, resources } = context;
	const handlers = new Map<string, (number: number) => void>();
	const numbers = new Map<string, number>();
	events.signal = (name) => loop.enqueue(() => handlers.get(name)?.(numbers.get(name) ?? 0), null);

	class Signal {
		#name = '';

		constructor() {
			resources.open(this, 'SIGNALWRAP');
		}
		onsignal: ((number: number) => void) | undefined;
		start(number: number) {
			this.#name = signalName(context, number);
			if (UNCATCHABLE.has(this.#name)) return context.errno('EINVAL');
			numbers.set(this.#name, number);
			handlers.set(this.#name, (given) => resources.run(this, () => this.onsignal?.(given)));
			// At once: a message would be overtaken by a process.kill that follows.
			sync.catchSignal(this.#name, true);
			return 0;
		}
		stop() {
			handlers.delete(this.#name);
			sync.catchSignal(this.#name, false);
			return 0;
		}
		close() {
			this.stop();
			resources.close(this);
		}
		ref() {}
		unref() {}
		hasRef() {
			return false;
		}
		getAsyncId() {
			return context.resources.idOf(this);
		}
	}
	return { Signal };
};
