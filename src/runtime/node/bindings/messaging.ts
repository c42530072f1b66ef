/** MessagePort and structured clone over the browser's own; wrapped, because Node's ports hold the process and deliver in its loop. */
import type { Internals } from '../internals.ts';
import type { BindingFactory, Context } from '../context.ts';
import type { Native } from '../native.ts';
import { sharedSymbol } from '../shapes.ts';

type Inner = {
	port: MessagePort;
	queue: MessageEvent[];
	referenced: boolean;
	started: boolean;
	closed: boolean;
	/** Moved to another realm: nobody hears of it here again. */
	moved: boolean;
};
type Emit = (this: object, data: unknown, ports: unknown[], type: string) => void;

const inner = new WeakMap<object, Inner>();
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
function portClass({ loop, native }: Context, emit: () => Emit) {
	const onclose = sharedSymbol('handle_onclose');
	class MessagePort {
		constructor(given: symbol, port: globalThis.MessagePort) {
			if (given !== key)
				throw Object.assign(new TypeError('Illegal constructor'), { code: 'ERR_CONSTRUCT_CALL_INVALID' });
			inner.set(this, { port, queue: [], referenced: false, started: false, closed: false, moved: false });
			const oninit: unknown = Reflect.get(this, sharedSymbol('oninit'));
			if (typeof oninit === 'function') Reflect.apply(oninit, this, []);
			// The realm has Node's EventTarget, so a browser's port has no addEventListener.
			Reflect.set(port, 'onclose', () => loop.enqueue(() => finish(this)));
		}
		postMessage(value: unknown, transfer: Transferable[] | { transfer?: Transferable[] } = []): void {
			const state = stateOf(this);
			if (state.closed) return;
			const list = (Array.isArray(transfer) ? transfer : (transfer.transfer ?? [])).map((item: object) => {
				const other = inner.get(item);
				if (!other) return item as Transferable;
				other.moved = true;
				if (other.referenced) loop.unref();
				other.referenced = false;
				return other.port;
			});
			const hasPorts = list.some((item) => item instanceof native.MessagePort);
			state.port.postMessage(hasPorts ? swapPorts(value, (item) => inner.get(item)?.port) : value, list);
		}
		start(): void {
			const state = stateOf(this);
			if (state.started) return;
			state.started = true;
			state.port.onmessage = (event) => {
				state.queue.push(event);
				loop.enqueue(() => deliver(this));
			};
		}
		close(callback?: () => void): void {
			const state = inner.get(this);
			if (!state || state.closed) return;
			state.port.onmessage = null;
			state.port.close();
			loop.enqueue(() => {
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
	function wrap(port: globalThis.MessagePort): MessagePort {
		return new MessagePort(key, port);
	}
	function received({ data, ports }: MessageEvent): [data: unknown, ports: unknown[]] {
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
		const closing: unknown = Reflect.get(port, onclose);
		if (typeof closing === 'function') Reflect.apply(closing, port, []);
	}
	return { MessagePort, wrap, received, stateOf };
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
		const { MessagePort, wrap, received, stateOf } = portClass(context, () => (emitMessage ??= loadEmit()));
		ports.wrap = wrap;
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
				const channel = new native.MessageChannel();
				this.port1 = wrap(channel.port1);
				this.port2 = wrap(channel.port2);
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
			drainMessagePort() {},
			receiveMessageOnPort(port: object) {
				const event = stateOf(port).queue.shift();
				return event ? received(event)[0] : sharedSymbol('no_message_symbol');
			},
			moveMessagePortToContext: (port: object) => port,
			broadcastChannel: () => wrap(new native.MessageChannel().port1)
		};
	};
