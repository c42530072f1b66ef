/** Ports whose other end was in a thread that has ended: they end too, once what it sent is there. */
import type { Native } from '../native.ts';
import type { Mailbox } from './mailbox.ts';
import type { Boxes } from './port-state.ts';

/** In the place of a thread. */
export const NOBODY = -1;

/** Milliseconds between two looks, and how many there are before what was sent is taken for lost. */
const [PAUSE, LOOKS] = [20, 100];

export class LostEnds {
	readonly #native: Native;
	readonly #ownThread: () => number;
	readonly #isThere: (threadId: number) => Promise<boolean>;
	readonly #finish: (port: object, done: () => void) => void;
	readonly #ports = new Map<WeakRef<object>, Boxes>();

	/** How many ports a thread that has ended still had, and who waits for their end. */
	readonly #ending = new Map<number, { ports: number; waiting: (() => void)[] }>();

	constructor(
		native: Native,
		threads: { own(): number; isThere(threadId: number): Promise<boolean> },
		finish: (port: object, done: () => void) => void
	) {
		this.#native = native;
		this.#ownThread = () => threads.own();
		this.#isThere = (threadId) => threads.isThere(threadId);
		this.#finish = finish;
	}

	/** A port of this thread whose other end may be in another. */
	watch(port: object, boxes: Boxes): void {
		boxes.inbox.reader = this.#ownThread();
		this.#ports.set(new WeakRef(port), boxes);
		void this.#ask(boxes.outbox.reader);
	}
	/** A thread may have ended while a port was on its way here: nobody tells of that again. */
	async #ask(threadId: number): Promise<void> {
		if (threadId === NOBODY || threadId === this.#ownThread()) return;
		if (!(await this.#isThere(threadId))) this.threadGone(threadId);
	}

	threadGone(threadId: number): void {
		for (const [reference, { inbox, outbox }] of this.#ports) {
			const port = reference.deref();
			if (port && outbox.reader !== threadId) continue;
			this.#ports.delete(reference);
			if (port) this.#end(port, inbox, threadId);
		}
	}
	/** Calls back once the ports of a thread that has ended are told so. */
	whenTold(threadId: number, callback: () => void): void {
		const ending = this.#ending.get(threadId);
		if (ending) ending.waiting.push(callback);
		else callback();
	}

	#end(port: object, inbox: Mailbox, threadId: number): void {
		const ending = this.#ending.get(threadId) ?? { ports: 0, waiting: [] };
		this.#ending.set(threadId, ending);
		ending.ports++;
		const done = () => {
			if (--ending.ports > 0) return;
			this.#ending.delete(threadId);
			for (const callback of ending.waiting) callback();
		};
		const look = (left: number): unknown =>
			inbox.isComplete || left === 0
				? this.#finish(port, done)
				: this.#native.setTimeout(() => look(left - 1), PAUSE);
		look(LOOKS);
	}
}
