/** What comes in at a port: kept in the order of its sending, and delivered in turns of the loop. */
import type { EventLoop } from '../context.ts';
import type { Native } from '../native.ts';
import type { Letter } from './letters.ts';
import type { Inner } from './port-state.ts';

export type Emit = (this: object, data: unknown, ports: unknown[], type: string) => void;

export const PARCEL = '\0parcel';
/** What is sent where more than a value is. */
export type Parcel = { [PARCEL]: Pick<Letter, 'body' | 'guests'> };
/** The last message of a port that is closed. */
export const CLOSED = '\0port closed';
/** Something lies in the mailbox. */
export const MAIL = '\0mail';

type Parts = {
	loop: EventLoop;
	native: Native;
	stateOf: (port: object) => Inner;
	/** The value and the ports in it, as `port` gets them. */
	read: (letter: Letter, port: object) => [data: unknown, ports: unknown[]];
	emit: () => Emit;
	/** The other end is closed. */
	finish: (port: object) => void;
};

export class Arrivals {
	readonly #parts: Parts;

	constructor(parts: Parts) {
		this.#parts = parts;
	}

	/** The port begins to deliver, what waits for it first. */
	listen(port: object): void {
		const { loop, native, stateOf } = this.#parts;
		const state = stateOf(port);
		this.#hear(port);
		for (let waiting = state.queue.length; waiting > 0; waiting--)
			loop.enqueue(() => this.#deliver(port), port);
		state.boxes?.inbox.listen((data) => {
			keep(state, data);
			// A port that lies between threads comes after those that are posted to here and now.
			native.queueMicrotask(() => loop.enqueue(() => this.#deliver(port), port));
		});
	}

	/** A message to a port of this realm. */
	hand(port: object, { body, guests, own }: Letter, transfer: Transferable[]): void {
		const { loop, native, stateOf } = this.#parts;
		const state = stateOf(port);
		state.queue.push({ ...native.structuredClone({ body, guests }, { transfer }), own });
		if (state.started) loop.enqueue(() => this.#deliver(port), port);
	}

	/** Nobody listens any more: what comes in is kept. */
	stop(port: object): void {
		const state = this.#parts.stateOf(port);
		state.started = false;
		state.boxes?.inbox.leave();
	}

	/** What is next, without waiting for a turn of the browser's. */
	takeNext(port: object): Letter | undefined {
		const state = this.#parts.stateOf(port);
		if (state.closed) return undefined;
		if (!state.partner) {
			this.#hear(port);
			state.boxes?.inbox.take((data) => keep(state, data));
		}
		return state.queue.shift();
	}

	/** What has arrived is delivered now. */
	drain(port: object): void {
		for (let waiting = this.#parts.stateOf(port).queue.length; waiting > 0; waiting--)
			this.#deliver(port, true);
	}

	/** What the browser hands over is kept, in the order of its sending among what lies in the mailbox. */
	#hear(port: object): void {
		const { loop, stateOf, finish } = this.#parts;
		const state = stateOf(port);
		if (state.hears) return;
		state.hears = true;
		state.port.onmessage = (event: MessageEvent<unknown>) => {
			const before = state.queue.length;
			const { inbox } = state.boxes ?? {};
			inbox?.answer((data) => keep(state, data));
			if (event.data !== CLOSED && event.data !== MAIL) {
				keep(state, event.data);
				inbox?.countReceived();
				inbox?.take((data) => keep(state, data));
			}
			if (state.started)
				for (let at = before; at < state.queue.length; at++) loop.enqueue(() => this.#deliver(port), port);
			if (event.data === CLOSED) loop.enqueueUnreferenced(() => finish(port), port);
		};
	}

	/** `forced`: to one that has no listener any more too. What came in for one that was stopped meanwhile is kept. */
	#deliver(port: object, forced = false): void {
		const { stateOf, read, emit } = this.#parts;
		const state = stateOf(port);
		if (!state.started && !forced) return;
		const letter = state.queue.shift();
		if (!letter || state.closed) return;
		let message: ReturnType<typeof read>;
		try {
			message = read(letter, port);
		} catch (error) {
			return emit().call(port, error, [], 'messageerror');
		}
		emit().call(port, ...message, 'message');
	}
}

function keep(state: Inner, data: unknown): void {
	const isParcel = typeof data === 'object' && data !== null && PARCEL in data;
	state.queue.push({ ...(isParcel ? (data as Parcel)[PARCEL] : { body: data, guests: [] }), own: [] });
}
