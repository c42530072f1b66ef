/** Node's MessagePort over the browser's; wrapped, because Node's ports hold the process and deliver in its loop. */
import { coded } from '../coded.ts';
import type { Context } from '../context.ts';
import { Arrivals, CLOSED, MAIL, PARCEL, type Emit, type Parcel } from './arrivals.ts';
import { isPlain } from './plain.ts';
import { sharedSymbol } from '../shapes.ts';
import { Letters, type BoxMemory, type Envelope, type Kinds } from './letters.ts';
import { areBytes } from './bytes.ts';
import { contextPortClass } from './context-port.ts';
import { LostEnds, NOBODY } from './lost-ends.ts';
import { Mailbox, makeMailbox } from './mailbox.ts';
import { address, isGone, newInner, type Inner } from './port-state.ts';
import { transferList } from './transfer-list.ts';

const inner = new WeakMap<object, Inner>();
/** Taken before the realm hides what Node's MessagePort does not have. */
const setOnClose = Reflect.getOwnPropertyDescriptor(globalThis.MessagePort.prototype, 'onclose')?.set;
/** Milliseconds after which a farewell that was sent is taken for lost. */
const LOST = 2000;
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
	const arrivals = new Arrivals({
		loop,
		native,
		stateOf,
		read: (letter, port) => letters.read(letter, port instanceof ContextPort),
		emit,
		finish
	});
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
			arrivals.listen(this);
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
		if (state.partner) return arrivals.hand(state.partner, letter, transfer);
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
		takeNext: arrivals.takeNext.bind(arrivals),
		stop: arrivals.stop.bind(arrivals),
		makeChannel,
		moveToContext,
		isClosed,
		whenClosed,
		whenTold: lost.whenTold.bind(lost),
		closeAll,
		drain: arrivals.drain.bind(arrivals)
	};
}
