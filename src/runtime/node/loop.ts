/**
 * Node's event loop on a browser's: timers, then what came in, then immediates, then closed handles, as libuv orders them.
 * https://nodejs.org/en/learn/asynchronous-work/event-loop-timers-and-nexttick
 *
 * Every callback runs in a macrotask of its own, posted through a MessageChannel (nested browser timeouts are clamped to 4 ms), so
 * the engine runs its microtasks between two callbacks just as Node does. process.nextTick's queue is drained after each.
 */
import type { AsyncContexts } from './async-contexts.ts';
import type { FixedClock } from '../protocol/dial.ts';
import type { EventLoop } from './context.ts';
import { REFERENCED, REJECTION_TO_WARN, TICK_SCHEDULED, type LoopHooks } from './loop-hooks.ts';
import { LoopClock } from './loop-clock.ts';
import { PollQueue } from './loop-queue.ts';
import { LoopRounds } from './loop-rounds.ts';
import { LoopTimer } from './loop-timer.ts';
import type { Native } from './native.ts';

/**
 * How far the end has come, once nothing keeps the loop: a browser task for rejections still to be reported, then beforeExit, then
 * exit; each followed by the microtasks that it brings.
 */
type Stage = 'running' | 'settling' | 'before-exit' | 'exit';

export class Loop implements EventLoop {
	readonly #native: Native;
	readonly #hooks: LoopHooks;
	readonly #contexts: AsyncContexts;
	readonly #channel: MessageChannel;
	readonly #queue = new PollQueue();
	readonly #closing: (() => void)[] = [];
	readonly #checks: (() => void)[] = [];
	/** When the process began, on the browser's performance.now(): a worker may have waited long to be it. */
	bornAt: number;
	/** The main script begins. */
	onBegin: () => void = () => {};
	readonly #clock: FixedClock | null;
	#stage: Stage = 'running';
	#references = 0;
	#engineTasks = 0;
	#scheduled = false;
	#running = false;
	/** Turns to let pass, so that the browser can report an unhandled rejection, before the process may end. */
	#grace = 0;
	readonly #timer: LoopTimer;
	readonly clock: LoopClock;
	hasStopped = false;
	readonly #rounds: LoopRounds;
	/** A callback threw: as in Node, its ticks wait for the end of the next. */
	#hasFailed = false;

	/** `clock`: of a dial, in place of the browser's. */
	constructor(native: Native, hooks: LoopHooks, contexts: AsyncContexts, clock: FixedClock | null) {
		this.#clock = clock;
		this.#native = native;
		this.#hooks = hooks;
		this.#contexts = contexts;
		this.bornAt = native.performance.now();
		const { performance } = native;
		this.clock = new LoopClock(() => (clock ? clock.peek() : performance.timeOrigin + performance.now()));
		this.#timer = new LoopTimer({ native, clock, now: () => this.now(), wake: () => this.wake() });
		this.#rounds = new LoopRounds({
			hooks,
			queue: this.#queue,
			closing: this.#closing,
			checks: this.#checks,
			timer: this.#timer,
			now: () => this.now(),
			isAlive: () => this.isAlive(),
			call: (callback) => this.#call(callback)
		});
		this.#channel = new native.MessageChannel();
		this.#channel.port1.onmessage = () => {
			this.#scheduled = false;
			this.#turn();
			if (!this.#scheduled) this.clock.sleeps();
		};
	}

	/** The main script begins: ticks are drained from here on. */
	begin(): void {
		this.#running = true;
		if (!this.#clock) this.bornAt = this.#native.performance.now();
		this.onBegin();
	}

	/** The main script is done: callbacks run. */
	start(): void {
		this.#grace = 2;
		this.clock.begin();
		this.#rounds.begin();
		this.wake();
	}

	/** No callback runs any more. */
	stop(): void {
		this.#running = false;
		this.hasStopped = true;
		this.#timer.stop();
	}

	/** Milliseconds since the process began, whole, as uv_now. */
	now(): number {
		return Math.trunc(this.#clock ? this.#clock.peek() : this.#native.performance.now() - this.bornAt);
	}

	wake(): void {
		if (this.#scheduled || !this.#running) return;
		this.#scheduled = true;
		this.clock.wakes();
		this.#channel.port2.postMessage(0);
	}

	enqueue(callback: () => void, of?: object | null): void {
		this.#push(this.#contexts.bind(callback, of));
	}

	#push(callback: () => void): void {
		this.#queue.push(callback);
		this.wake();
	}

	enqueueUnreferenced(callback: () => void, of?: object | null): void {
		this.#queue.pushUnreferenced(this.#contexts.bind(callback, of));
		this.wake();
	}

	enqueueCheck(callback: () => void): void {
		this.#checks.push(callback);
		this.wake();
	}

	enqueueClose(callback: () => void, of?: object): void {
		this.#closing.push(this.#contexts.bind(callback, of));
		this.wake();
	}

	holdEnd(): () => void {
		this.#engineTasks++;
		return () => {
			this.#engineTasks--;
			this.wake();
		};
	}

	ref(): void {
		this.#references++;
	}

	unref(): void {
		this.#references--;
		this.wake();
	}

	complete<T>(
		call: Promise<T>,
		callback: (error: Error | null, value?: T) => void,
		keepAlive = true,
		of?: object | null
	): void {
		if (keepAlive) this.ref();
		let outcome: [error: Error | null, value?: T] = [null];
		const run = this.#contexts.bind(() => callback(...outcome), of);
		const done = (...result: [error: Error | null, value?: T]) => {
			outcome = result;
			this.#push(() => {
				if (keepAlive) this.unref();
				run();
			});
		};
		call.then(
			(value) => done(null, value),
			(error: unknown) => done(error instanceof Error ? error : new Error(String(error)))
		);
	}

	/** Node asks for its timers to be looked at in `delay` milliseconds. */
	scheduleTimer(delay: number): void {
		this.#timer.setEarlier(Math.max(1, this.now() + Math.max(0, Math.trunc(delay))));
	}

	/** Runs `callback`; what it throws is Node's uncaught exception; then the tick queue is drained. */
	guard(callback: () => void): void {
		try {
			callback();
		} catch (error) {
			this.#hooks.fatal(error);
		}
		this.#drainTicks();
	}

	/** The same for a callback of a round; false = it threw. */
	#call(callback: () => void): boolean {
		this.#hasFailed = false;
		try {
			callback();
			this.#drainTicks();
		} catch (error) {
			this.#hooks.fatal(error);
			this.#hasFailed = true;
		}
		return !this.#hasFailed;
	}

	#drainTicks(): void {
		const { tickInfo } = this.#hooks;
		while (this.#running && (tickInfo[TICK_SCHEDULED] || tickInfo[REJECTION_TO_WARN])) {
			try {
				this.#hooks.processTicks();
				return;
			} catch (error) {
				this.#hooks.fatal(error);
			}
		}
	}

	#turn(): void {
		if (!this.#running) return;
		this.#contexts.leave();
		if (this.#stage === 'exit') {
			this.#hooks.leave();
			return;
		}
		const { tickInfo } = this.#hooks;
		if (!this.#hasFailed && (tickInfo[TICK_SCHEDULED] || tickInfo[REJECTION_TO_WARN])) {
			this.#drainTicks();
			this.wake();
			return;
		}
		if (this.#grace > 0) {
			this.#grace--;
			this.wake();
			return;
		}
		const worked = this.#rounds.step();
		if (!worked && this.#hasFailed) {
			this.#hasFailed = false;
			return this.wake();
		}
		if (!worked && !this.isAlive()) {
			if (this.#engineTasks === 0) this.#end();
			return;
		}
		this.#stage = 'running';
		if (worked) this.wake();
	}

	isAlive(): boolean {
		const { immediateInfo, timeoutInfo } = this.#hooks;
		return (
			this.#references > 0 ||
			this.#queue.length > 0 ||
			this.#closing.length > 0 ||
			(immediateInfo[REFERENCED] ?? 0) > 0 ||
			(this.#timer.isSet && (timeoutInfo[0] ?? 0) > 0)
		);
	}

	#end(): void {
		switch (this.#stage) {
			case 'running':
				this.#stage = 'settling';
				this.#native.setTimeout(() => this.wake(), 0);
				break;
			case 'settling':
				this.#stage = 'before-exit';
				this.guard(() => this.#hooks.beforeExit());
				this.wake();
				break;
			case 'before-exit':
				this.#stage = 'exit';
				this.clock.onEnd();
				this.guard(() => this.#hooks.exit());
				this.wake();
				break;
			case 'exit':
				break;
			default:
				this.#stage satisfies never;
		}
	}
}
