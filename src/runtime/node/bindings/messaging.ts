/** MessagePort and structured clone over the browser's own; wrapped, because Node's ports hold the process and deliver in its loop. */
import type { Internals } from '../internals.ts';
import type { BindingFactory, Context } from '../context.ts';
import type { Native } from '../native.ts';
import { sharedSymbol } from '../shapes.ts';

type Inner = {
	port: MessagePort;
	queue: Message[];
	referenced: boolean;
	started: boolean;
	closed: boolean;
	/** Moved to another realm: nobody hears of it here again. */
	moved: boolean;
	/** The other end, as long as both are in this realm: what is posted is there at once. */
	partner: object | null;
	/** Who waits for its end. */
	waiting: (() => void)[];
};
type Message = { data: unknown; ports: readonly MessagePort[] };
type Emit = (this: object, data: unknown, ports: unknown[], type: string) => void;

const inner = new WeakMap<object, Inner>();
/** Taken before the realm hides what Node's MessagePort does not have. */
const setOnClose = Reflect.getOwnPropertyDescriptor(globalThis.MessagePort.prototype, 'onclose')?.set;
/** Milliseconds until a port that holds no process hears that the other end was closed: one that is done ends before. */
const UNHEARD = 20;
/** Milliseconds after which a farewell that was sent is taken for lost. */
const LOST = 2000;
/** The last message of a port that is closed. */
const CLOSED = '\0port closed';
/** Only this file makes ports. */
const key = Symbol('key');

/** `value` with every port replaced by `swap`; looks into plain objects and arrays. */
function swapPorts(
	value: unknown,
	swap: (port: object) => unknown,
	seen = new Map<unknown, unknown>()
): unknown {
	if (typeof value !== 'object' || value === null) return value;
	const swapped = swap(value);
	if (swapped) return swapped;
	if (seen.has(value)) return seen.get(value);
	if (Array.isArray(value)) {
		const list: unknown[] = [];
		seen.set(value, list);
		for (const item of value) list.push(swapPorts(item, swap, seen));
		return list;
	}
	const prototype = Reflect.getPrototypeOf(value);
	if (prototype !== Object.prototype && prototype !== null) return value;
	const object: Record<string, unknown> = {};
	seen.set(value, object);
	for (const [name, item] of Object.entries(value)) object[name] = swapPorts(item, swap, seen);
	return object;
}

// eslint-disable-next-line max-lines-per-function -- a class that closes over its process; its methods are short
function portClass(context: Context, emit: () => Emit, asNode: (post: () => void) => void) {
	const { loop, native } = context;
	const onclose = sharedSymbol('handle_onclose');
	/** Ports of this thread, to end when it does. */
	const known = new Set<WeakRef<globalThis.MessagePort>>();
	class MessagePort {
		constructor(given: symbol, port: globalThis.MessagePort) {
			if (given !== key)
				throw Object.assign(new TypeError('Illegal constructor'), { code: 'ERR_CONSTRUCT_CALL_INVALID' });
			inner.set(this, {
				port,
				queue: [],
				referenced: false,
				started: false,
				closed: false,
				moved: false,
				partner: null,
				waiting: []
			});
			if (context.start.thread && port instanceof native.MessagePort) known.add(new WeakRef(port));
			const oninit: unknown = Reflect.get(this, sharedSymbol('oninit'));
			if (typeof oninit === 'function') Reflect.apply(oninit, this, []);
			// The realm has Node's EventTarget, so a browser's port has no addEventListener.
			setOnClose?.call(port, () => loop.enqueue(() => finish(this)));
		}
		postMessage(value: unknown, transfer: Transferable[] | { transfer?: Transferable[] } = []): boolean {
			const state = stateOf(this);
			if (state.closed) return true;
			const list = (Array.isArray(transfer) ? transfer : (transfer.transfer ?? [])).map((item: object) => {
				const other = inner.get(item);
				if (!other) return item as Transferable;
				separate(other);
				other.moved = true;
				if (other.referenced) loop.unref();
				other.referenced = false;
				return other.port;
			});
			const hasPorts = list.some((item) => item instanceof native.MessagePort);
			const sent = hasPorts ? swapPorts(value, (item) => inner.get(item)?.port) : value;
			asNode(() => {
				if (state.partner) deliverHere(state.partner, sent, list);
				else state.port.postMessage(sent, list);
			});
			return true;
		}
		start(): void {
			const state = stateOf(this);
			if (state.started) return;
			state.started = true;
			for (let waiting = state.queue.length; waiting > 0; waiting--) loop.enqueue(() => deliver(this));
			state.port.onmessage = (event: MessageEvent<unknown>) => {
				if (event.data === CLOSED) return loop.enqueue(() => finish(this));
				state.queue.push(event);
				loop.enqueue(() => deliver(this));
			};
		}
		close(callback?: () => void): void {
			const state = inner.get(this);
			if (!state || state.closed) return;
			const { partner } = state;
			if (partner) state.partner = stateOf(partner).partner = null;
			state.port.onmessage = null;
			if (!partner) state.port.postMessage(CLOSED);
			state.port.close();
			// The other end hears of it, but does not live for it.
			if (partner && !stateOf(partner).referenced)
				native.setTimeout(() => loop.enqueue(() => finish(partner)), UNHEARD);
			loop.enqueue(() => {
				if (partner && stateOf(partner).referenced) finish(partner);
				finish(this);
				if (typeof callback === 'function') callback();
			});
		}
		drain(): void {}
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
		hasRef(): boolean {
			return stateOf(this).referenced;
		}
	}
	function stateOf(port: object): Inner {
		const state = inner.get(port);
		if (!state) throw new TypeError('Illegal invocation');
		return state;
	}
	/** A message to a port of this realm. */
	function deliverHere(port: object, value: unknown, transfer: Transferable[]): void {
		const state = stateOf(port);
		const ports = transfer.filter((item) => item instanceof native.MessagePort);
		const [data, moved] = native.structuredClone([value, ports] as const, { transfer });
		state.queue.push({ data, ports: moved });
		if (state.started) loop.enqueue(() => deliver(port));
	}
	/** One end leaves this realm, and takes with it what it has not read. */
	function separate(state: Inner): void {
		const partner = state.partner && stateOf(state.partner);
		if (!partner) return;
		state.partner = partner.partner = null;
		for (const { data, ports } of state.queue.splice(0)) partner.port.postMessage(data, [...ports]);
	}
	function wrap(port: globalThis.MessagePort): MessagePort {
		return new MessagePort(key, port);
	}
	function received({ data, ports }: Message): [data: unknown, ports: unknown[]] {
		const wrapped: unknown[] = [];
		if (ports.length === 0) return [data, wrapped];
		const unwrapped = swapPorts(data, (item) => {
			if (!(item instanceof native.MessagePort)) return undefined;
			const port = wrap(item);
			wrapped.push(port);
			return port;
		});
		return [unwrapped, wrapped];
	}
	function deliver(port: object): void {
		const state = stateOf(port);
		const event = state.queue.shift();
		if (event && !state.closed) emit().call(port, ...received(event), 'message');
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
		for (let waiting = stateOf(port).queue.length; waiting > 0; waiting--) deliver(port);
	}
	function makeChannel(): [object, object] {
		const channel = new native.MessageChannel();
		const [one, other] = [wrap(channel.port1), wrap(channel.port2)];
		stateOf(one).partner = other;
		stateOf(other).partner = one;
		return [one, other];
	}
	return { MessagePort, wrap, received, stateOf, makeChannel, whenClosed, closeAll, drain };
}

/** With Node's DOMException, and without the browser's words about who was called. */
function throwingAsNode<T>(native: Native, NodeException: typeof DOMException, clone: () => T): T {
	try {
		return clone();
	} catch (error) {
		if (!(error instanceof native.DOMException)) throw error;
		throw new NodeException(error.message.replace(/^Failed to execute .*?: /, ''), error.name);
	}
}

export const messaging =
	({ compile, domException, ports, primordials }: Internals): BindingFactory =>
	(context) => {
		const { native } = context;
		let emitMessage: Emit | undefined;
		const { MessagePort, wrap, received, stateOf, makeChannel, whenClosed, closeAll, drain } = portClass(
			context,
			() => (emitMessage ??= loadEmit()),
			(post) => throwingAsNode(native, domException() as typeof DOMException, post)
		);
		Object.assign(ports, { wrap, whenClosed, closeAll });
		function loadEmit(): Emit {
			const exports: { emitMessage?: Emit } = {};
			compile('internal/per_context/messageport')(exports, primordials(), {}, {});
			if (!exports.emitMessage) throw new Error('Cannot deliver messages: the library has no emitMessage');
			return exports.emitMessage;
		}
		class MessageChannel {
			readonly port1: object;
			readonly port2: object;
			constructor() {
				context.requireBuiltin('internal/worker/io');
				[this.port1, this.port2] = makeChannel();
			}
		}
		return {
			MessageChannel,
			MessagePort,
			JSTransferable: class JSTransferable {},
			DOMException: domException(),
			structuredClone: (value: unknown, options?: StructuredSerializeOptions) =>
				throwingAsNode(native, domException() as typeof DOMException, () =>
					native.structuredClone(value, options)
				),
			exposeLazyDOMExceptionProperty(target: object) {
				Object.defineProperty(target, 'DOMException', {
					value: domException(),
					configurable: true,
					writable: true,
					enumerable: false
				});
			},
			setDeserializerCreateObjectFunction() {},
			stopMessagePort(port: object) {
				const state = stateOf(port);
				state.port.onmessage = null;
				state.started = false;
			},
			checkMessagePort: (port: object) => inner.has(port),
			drainMessagePort(port: object | undefined) {
				if (port && inner.has(port)) drain(port);
			},
			receiveMessageOnPort(port: object) {
				const event = stateOf(port).queue.shift();
				return event ? received(event)[0] : sharedSymbol('no_message_symbol');
			},
			moveMessagePortToContext: (port: object) => port,
			/** Between the threads of one process. */
			broadcastChannel: (name: string) =>
				wrap(new native.BroadcastChannel(`${context.start.pid} ${name}`) as unknown as globalThis.MessagePort)
		};
	};
