/** A process does not end while WebAssembly is compiled: the browser's work counts as Node's own. */
import type { EventLoop } from './context.ts';
import { native } from './native.ts';

type Slow = (...args: unknown[]) => Promise<unknown>;

export function waitForWebAssembly(loop: EventLoop): void {
	const { WebAssembly } = native;
	for (const name of ['compile', 'instantiate'] as const) {
		const kept = new native.Proxy(WebAssembly[name] as Slow, {
			apply(target, receiver: unknown, args: unknown[]) {
				const result = Reflect.apply(target, receiver, args);
				const done = loop.holdEnd();
				result.then(done, done);
				return result;
			}
		});
		Object.defineProperty(WebAssembly, name, {
			value: kept,
			configurable: true,
			writable: true,
			enumerable: true
		});
	}
}
