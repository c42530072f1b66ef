/** MessagePort (../messages/ports.ts) and structured clone over the browser's own. */
import type { Internals } from '../internals.ts';
import type { BindingFactory, Context } from '../context.ts';
import { coded } from '../coded.ts';
import type { Letters } from '../messages/letters.ts';
import { broadcastRooms } from '../messages/broadcast.ts';
import type { Emit } from '../messages/arrivals.ts';
import { isPort, portClass } from '../messages/ports.ts';
import type { Native } from '../native.ts';
import { sharedSymbol } from '../shapes.ts';

/** With Node's DOMException, and without the browser's words about who was called. */
function throwingAsNode<T>(native: Native, NodeException: typeof DOMException, clone: () => T): T {
	try {
		return clone();
	} catch (error) {
		if (!(error instanceof native.DOMException)) throw error;
		throw new NodeException(error.message.replace(/^Failed to execute .*?: /, ''), error.name);
	}
}

function cloner(native: Native, letters: Letters, asNode: <T>(clone: () => T) => T) {
	return (value: unknown, { transfer: list = [] }: { transfer?: unknown[] } = {}): unknown => {
		const { letter, transfer } = letters.write(value, list);
		const { body, guests, own } = letter;
		const cloned = asNode(() => native.structuredClone({ body, guests }, { transfer }));
		return letters.read({ ...cloned, own })[0];
	};
}

function portOf(value: unknown): object {
	if (typeof value === 'object' && value !== null && isPort(value)) return value;
	throw coded(new TypeError('The "port" argument must be a MessagePort instance'), 'ERR_INVALID_ARG_TYPE');
}

const NEEDS_NEW = 'Cannot call constructor without `new`';
const NOT_CALLED = 'Constructor cannot be called';
const closedError = () =>
	coded(new Error('Cannot send data on closed MessagePort'), 'ERR_CLOSED_MESSAGE_PORT');

/** A class whose call without `new` is an error with a code. */
function refusingCalls<C extends abstract new (...args: never[]) => object>(
	{ Proxy }: Native,
	made: C,
	code: string,
	text: string
): C {
	const refusing = new Proxy(made, {
		apply() {
			throw coded(new TypeError(text), code);
		}
	});
	Object.defineProperty(made.prototype, 'constructor', {
		value: refusing,
		writable: true,
		configurable: true
	});
	return refusing;
}

function channelClass({ native, requireBuiltin }: Context, makeChannel: () => [object, object]) {
	class MessageChannel {
		readonly port1: object;
		readonly port2: object;
		constructor() {
			requireBuiltin('internal/worker/io');
			[this.port1, this.port2] = makeChannel();
		}
	}
	return refusingCalls(native, MessageChannel, 'ERR_CONSTRUCT_CALL_REQUIRED', NEEDS_NEW);
}

/** Where a message is made into Node's event. */
function loadEmit({ compile, primordials }: Internals): Emit {
	const exports: { emitMessage?: Emit } = {};
	compile('internal/per_context/messageport')(exports, primordials(), {}, {});
	if (!exports.emitMessage) throw new Error('Cannot deliver messages: the library has no emitMessage');
	return exports.emitMessage;
}

export const messaging =
	(internals: Internals): BindingFactory =>
	(context) => {
		const { domException, ports, proxies, sharing } = internals;
		const { native } = context;
		let emitMessage: Emit | undefined;
		const join = broadcastRooms(native, () => String(context.start.pid));
		const exception = () => domException() as typeof DOMException;
		const asNode = <T>(clone: () => T): T => throwingAsNode(native, exception(), clone);
		const made = portClass(context, () => (emitMessage ??= loadEmit(internals)), asNode, exception, {
			isProxy: (value) => proxies.has(value),
			isEnvironment: (value) => sharing.isEnvironment(value)
		});
		const { MessagePort, letters, wrap, takeNext, isClosed } = made;
		const { whenClosed, whenTold, closeAll } = made;
		Object.assign(ports, { wrap, whenClosed, whenTold, closeAll });
		return {
			MessageChannel: channelClass(context, made.makeChannel),
			MessagePort: refusingCalls(native, MessagePort, 'ERR_CONSTRUCT_CALL_INVALID', NOT_CALLED),
			JSTransferable: class JSTransferable {},
			DOMException: domException(),
			structuredClone: cloner(native, letters, asNode),
			exposeLazyDOMExceptionProperty(target: object) {
				Object.defineProperty(target, 'DOMException', {
					value: domException(),
					configurable: true,
					writable: true,
					enumerable: false
				});
			},
			setDeserializerCreateObjectFunction(create: (info: string) => object) {
				letters.creator = create;
			},
			stopMessagePort: made.stop,
			checkMessagePort: isPort,
			drainMessagePort(port: object | undefined) {
				if (port && isPort(port)) made.drain(port);
			},
			receiveMessageOnPort(port: unknown) {
				const message = takeNext(portOf(port));
				return message ? letters.read(message)[0] : sharedSymbol('no_message_symbol');
			},
			moveMessagePortToContext(port: object) {
				if (isClosed(portOf(port))) throw closedError();
				return made.moveToContext(port);
			},
			/** Between the threads of one process. */
			broadcastChannel: (name: string) => wrap(join(name) as unknown as globalThis.MessagePort)
		};
	};
