/** Node's MessagePort over the browser's; wrapped, because Node's ports hold the process and deliver in its loop. */
import { coded } from '../coded.ts';
import type { Context } from '../context.ts';
import { isPlain } from './plain.ts';
import { sharedSymbol } from '../shapes.ts';
import { Letters, type BoxMemory, type Envelope, type Kinds, type Letter } from './letters.ts';
import { areBytes } from './bytes.ts';
import { contextPortClass } from './context-port.ts';
import { LostEnds, NOBODY } from './lost-ends.ts';
import { Mailbox, makeMailbox } from './mailbox.ts';
import { address, isGone, newInner, type Inner } from './port-state.ts';
import { transferList } from './transfer-list.ts';

export type Emit = (this: object, data: unknown, ports: unknown[], type: string) => void;

/** What is sent where more than a value is. */
type Parcel = { [PARCEL]: Pick<Letter, 'body' | 'guests'> };
const inner = new WeakMap<object, Inner>();
/** Taken before the realm hides what Node's MessagePort does not have. */
const setOnClose = Reflect.getOwnPropertyDescriptor(globalThis.MessagePort.prototype, 'onclose')?.set;
/** Milliseconds after which a farewell that was sent is taken for lost. */
const LOST = 2000;
/** The last message of a port that is closed. */
const CLOSED = '\0port closed';
const PARCEL = '\0parcel';
/** Something lies in the mailbox. */
const MAIL = '\0mail';
export const isPort = (value: object): boolean => inner.has(value);
/** Only this file makes ports. */
const key = Symbol('key');

// eslint-disable-next-line max-lines-per-function -- a class that closes over its process; its methods are short
export function portClass(
	context: Context,
	emit: () => Emit,
	asNode: (post: () => void) => void,
	Exception: () => typeof DOMException,
	kinds: Kinds
) {
	const { loop, native, resources } = context;
	const onclose = sharedSymbol('handle_onclose');
	/** Ports of this thread, to end when it does. */
	const known = new Set<WeakRef<globalThis.MessagePort>>();
	const lost = new LostEnds(
		native,
		{ own: () => context.start.thread?.threadId ?? 0, isThere: (id) => context.calls.hasThread(id) },
		(port, done) =>
			loop.enqueueUnreferenced(() => {
				finish(port);
				done();
			}, port)
	);
	context.events.threadGone = (threadId) => lost.threadGone(threadId);
	const room = {
		is: isPort,
		isDetached: (port: object) => isGone(stateOf(port)),
		detach,
		attach,
		attachToContext
	};
	const letters = new Letters(context, room, Exception, kinds);
	class MessagePort {
		constructor(given: symbol, port: globalThis.MessagePort) {
			if (given !== key)
				throw coded(new TypeError('Constructor cannot be called'), 'ERR_CONSTRUCT_CALL_INVALID');
			inner.set(this, newInner(port));
			resources.open(this, 'MESSAGEPORT');
			if (context.start.thread && port instanceof native.MessagePort) known.add(new WeakRef(port));
			const oninit: unknown = Reflect.get(this, sharedSymbol('oninit'));
			if (typeof oninit === 'function') Reflect.apply(oninit, this, []);
			// The realm has Node's EventTarget, so a browser's port has no addEventListener.
			if (port instanceof native.MessagePort)
				setOnClose?.call(port, () => loop.enqueueUnreferenced(() => finish(this), this));
		}
		postMessage(value: unknown, transfer?: unknown): true | undefined {
			const state = stateOf(this);
			const list = transferList(transfer);
			const losesOther = state.partner !== null && list.includes(state.partner);
			const envelope = letters.write(value, list, this);
			if (isGone(state) || loop.hasStopped) return undefined;
			if (losesOther) return lose(this, envelope.transfer);
			for (const sent of list) address(inner.get(sent as object), state);
			asNode(() => post(state, envelope));
			return true;
		}
		start(): void {
			const state = stateOf(this);
			if (state.started) return;
			state.started = true;
			hear(this);
			for (let waiting = state.queue.length; waiting > 0; waiting--) loop.enqueue(() => deliver(this), this);
			state.boxes?.inbox.listen((data) => {
				queuePlain(state, data);
				// A port that lies between threads comes after those that are posted to here and now.
				native.queueMicrotask(() => loop.enqueue(() => deliver(this), this));
			});
		}
		close(callback?: () => void): void {
			const state = inner.get(this);
			if (!state || isGone(state)) return;
			state.closing = true;
			const { partner } = state;
			if (partner) state.partner = stateOf(partner).partner = null;
			state.port.onmessage = null;
			if (!partner && state.port instanceof native.MessagePort) state.port.postMessage(CLOSED);
			state.port.close();
			// The other end hears of it, but does not live for it.
			if (partner) loop.enqueueUnreferenced(() => finish(partner), partner);
			loop.enqueueClose(() => {
				finish(this);
				if (typeof callback === 'function') callback();
			}, this);
		}
		ref(): void {
			const state = stateOf(this);
			if (state.referenced || state.closed) return;
			state.referenced = true;
			loop.ref();
		}
		unref(): void {
			const state = stateOf(this);
			if (state.referenced) loop.unref();
			state.referenced = false;
		}
		hasRef(): boolean | undefined {
			const state = stateOf(this);
			return state.closed ? undefined : state.referenced;
		}
	}
	// Its name is said in errors, and a bundler shortens names.
	Object.defineProperty(MessagePort, 'name', { value: 'MessagePort', configurable: true });
	const ContextPort = contextPortClass(MessagePort.prototype);
	/** The other end was posted to it. */
	function lose(port: MessagePort, transfer: Transferable[]): true {
		native.structuredClone(null, { transfer });
		const { emitWarning } = context.process as { emitWarning(text: string): void };
		emitWarning('The target port was posted to itself, and the communication channel was lost');
		port.close();
		return true;
	}
	const isClosed = (port: object): boolean => isGone(stateOf(port));
	function stateOf(port: object): Inner {
		const state = inner.get(port);
		if (!state) throw new TypeError('Illegal invocation');
		return state;
	}
	function post(state: Inner, { letter, transfer }: Envelope): void {
		if (state.partner) return deliverHere(state.partner, letter, transfer);
		const { boxes } = state;
		const data =
			letter.guests.length > 0 ? ({ [PARCEL]: letters.seal(letter) } satisfies Parcel) : letter.body;
		if (boxes && areBytes(transfer) && isPlain(data) && boxes.outbox.put(data)) {
			if (transfer.length > 0) native.structuredClone(null, { transfer });
			if (boxes.outbox.mustCall()) state.port.postMessage(MAIL);
			return;
		}
		state.port.postMessage(data, transfer);
		boxes?.outbox.countSent();
	}
	/** A message to a port of this realm. */
	function deliverHere(port: object, { body, guests, own }: Letter, transfer: Transferable[]): void {
		const state = stateOf(port);
		state.queue.push({ ...native.structuredClone({ body, guests }, { transfer }), own });
		if (state.started) loop.enqueue(() => deliver(port), port);
	}
	function queuePlain(state: Inner, data: unknown): void {
		state.queue.push(opened(data));
	}
	/** What the browser hands over is kept, in the order of its sending among what lies in the mailbox. */
	function hear(port: object): void {
		const state = stateOf(port);
		if (state.hears) return;
		state.hears = true;
		state.port.onmessage = (event: MessageEvent<unknown>) => {
			const before = state.queue.length;
			const { inbox } = state.boxes ?? {};
			inbox?.answer((data) => queuePlain(state, data));
			if (event.data !== CLOSED && event.data !== MAIL) {
				state.queue.push(opened(event.data));
				inbox?.countReceived();
				inbox?.take((data) => queuePlain(state, data));
			}
			if (state.started)
				for (let at = before; at < state.queue.length; at++) loop.enqueue(() => deliver(port), port);
			if (event.data === CLOSED) loop.enqueueUnreferenced(() => finish(port), port);
		};
	}
	function opened(data: unknown): Letter {
		const parcel =
			typeof data === 'object' && data !== null && PARCEL in data ? (data as Parcel)[PARCEL] : null;
		return { ...(parcel ?? { body: data, guests: [] }), own: [] };
	}
	/** Nobody listens any more: what comes in is kept. */
	function stop(port: object): void {
		const state = stateOf(port);
		state.started = false;
		state.boxes?.inbox.leave();
	}
	/** What is next, without waiting for a turn of the browser's. */
	function takeNext(port: object): Letter | undefined {
		const state = stateOf(port);
		if (state.closed) return undefined;
		if (!state.partner) {
			hear(port);
			state.boxes?.inbox.take((data) => queuePlain(state, data));
		}
		return state.queue.shift();
	}
	/** One end leaves this realm, and takes with it what it has not read. */
	function separate(state: Inner): void {
		const other = state.partner;
		if (!other) return;
		const partner = stateOf(other);
		state.partner = partner.partner = null;
		const [there, back] = [new Mailbox(makeMailbox()), new Mailbox(makeMailbox())];
		partner.boxes = { inbox: back, outbox: there };
		state.boxes = { inbox: there, outbox: back };
		lost.watch(other, partner.boxes);
		if (partner.started) back.listen(() => {});
		for (const letter of state.queue.splice(0)) {
			const ports = letter.guests.flatMap((guest) => (guest.is === 'port' ? [guest.port] : []));
			post(partner, { letter, transfer: ports });
		}
	}
	function wrap(port: globalThis.MessagePort, thread: number | null = null): MessagePort {
		const made = new MessagePort(key, port);
		stateOf(made).thread = thread;
		return made;
	}
	/** The native port under one of ours, which is of no more use here, and its mailboxes. */
	function detach(port: object): [globalThis.MessagePort, BoxMemory | null] {
		const state = stateOf(port);
		separate(state);
		state.boxes?.inbox.leave();
		if (state.boxes) state.boxes.inbox.reader = NOBODY;
		state.moved = true;
		if (state.referenced) loop.unref();
		state.referenced = false;
		resources.close(port);
		return [state.port, state.boxes && [state.boxes.inbox.memory, state.boxes.outbox.memory]];
	}
	function attach(moved: globalThis.MessagePort, memory: BoxMemory | null, made = MessagePort): MessagePort {
		const port = Reflect.construct(MessagePort, [key, moved], made) as MessagePort;
		if (!memory) return port;
		const boxes = { inbox: new Mailbox(memory[0]), outbox: new Mailbox(memory[1]) };
		stateOf(port).boxes = boxes;
		lost.watch(port, boxes);
		return port;
	}
	/** From here on it is one of a context of vm. */
	function moveToContext(port: object): object {
		return attachToContext(...detach(port));
	}
	function attachToContext(moved: globalThis.MessagePort, memory: BoxMemory | null): object {
		const port = attach(moved, memory, ContextPort as typeof MessagePort);
		port.ref();
		return port;
	}
	/** `forced`: to one that has no listener any more too. What came in for one that was stopped meanwhile is kept. */
	function deliver(port: object, forced = false): void {
		const state = stateOf(port);
		if (!state.started && !forced) return;
		const letter = state.queue.shift();
		if (!letter || state.closed) return;
		let message: ReturnType<typeof letters.read>;
		try {
			message = letters.read(letter, port instanceof ContextPort);
		} catch (error) {
			return emit().call(port, error, [], 'messageerror');
		}
		emit().call(port, ...message, 'message');
	}
	function finish(port: object): void {
		const state = stateOf(port);
		if (state.closed || state.moved) return;
		state.closed = true;
		if (state.referenced) loop.unref();
		state.referenced = false;
		for (const callback of state.waiting.splice(0)) callback();
		const closing: unknown = Reflect.get(port, onclose);
		if (typeof closing === 'function') Reflect.apply(closing, port, []);
		resources.close(port);
	}
	function whenClosed(port: object, callback: () => void): void {
		const state = stateOf(port);
		if (state.closed) return callback();
		let isCalled = false;
		const once = () => {
			if (!isCalled) callback();
			isCalled = true;
		};
		state.waiting.push(once);
		native.setTimeout(once, LOST);
	}
	function closeAll(): void {
		for (const port of known) port.deref()?.postMessage(CLOSED);
	}
	/** What has arrived is delivered now. */
	function drain(port: object): void {
		for (let waiting = stateOf(port).queue.length; waiting > 0; waiting--) deliver(port, true);
	}
	function makeChannel(): [object, object] {
		const channel = new native.MessageChannel();
		const [one, other] = [wrap(channel.port1), wrap(channel.port2)];
		stateOf(one).partner = other;
		stateOf(other).partner = one;
		return [one, other];
	}
	return {
		MessagePort,
		letters,
		wrap,
		takeNext,
		stop,
		makeChannel,
		moveToContext,
		isClosed,
		whenClosed,
		whenTold: lost.whenTold.bind(lost),
		closeAll,
		drain
	};
}
