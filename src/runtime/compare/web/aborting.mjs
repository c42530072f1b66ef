// AbortSignal: any, timeout, reasons, listeners; structuredClone and what it refuses.
import help from '../help.cjs';
const control = new AbortController();
const events = [];
control.signal.addEventListener('abort', (event) => events.push(event.type, event.target === control.signal));
control.signal.onabort = () => events.push('property');
control.abort();
control.abort('again');
console.log(
	events,
	control.signal.aborted,
	control.signal.reason.name,
	control.signal.reason.message,
	control.signal.reason.code,
	control.signal.reason instanceof DOMException
);
await help.attemptLater('throw', () => control.signal.throwIfAborted());
await help.attemptLater('own reason', () => AbortSignal.abort('text').throwIfAborted());
await help.attemptLater('constructor', () => new AbortSignal());
const [a, b] = [new AbortController(), new AbortController()];
const any = AbortSignal.any([a.signal, b.signal]);
any.addEventListener('abort', () => console.log('any', any.reason));
b.abort('b did');
a.abort('a did');
console.log(
	any.aborted,
	any.reason,
	AbortSignal.any([]).aborted,
	AbortSignal.any([AbortSignal.abort(1), b.signal]).reason
);
const timeout = AbortSignal.timeout(5);
await new Promise(
	(done) => timeout.addEventListener('abort', done) ?? setTimeout(() => {}, 1000).unref?.() ?? 0,
	setTimeout(() => {}, 50)
);
console.log(timeout.reason.name, timeout.reason.message, timeout.reason.code);
await help.attemptLater('timeout', () => AbortSignal.timeout(-1));
await help.attemptLater('any', () => AbortSignal.any([5]));
const value = {
	map: new Map([[1, { a: 1 }]]),
	set: new Set([1]),
	date: new Date(0),
	re: /x/gi,
	big: 1n,
	bytes: new Uint8Array([1]),
	error: new RangeError('r', { cause: 'c' }),
	nested: [undefined, null, NaN, -0],
	boxed: Object('s')
};
value.self = value;
const clone = structuredClone(value);
console.log(
	clone.self === clone,
	clone.map,
	clone.set,
	clone.date,
	clone.re,
	clone.big,
	clone.bytes,
	clone.error.name,
	clone.error.cause,
	clone.nested,
	clone.boxed
);
class Own {
	x = 1;
	get y() {
		return 2;
	}
	#z = 3;
}
console.log(
	structuredClone(new Own()),
	structuredClone(Object.assign([1], { extra: 2 })),
	structuredClone(Object.create({ inherited: 1 }, { own: { value: 1, enumerable: true } }))
);
const buffer = new ArrayBuffer(4);
console.log(structuredClone(buffer, { transfer: [buffer] }).byteLength, buffer.byteLength, buffer.detached);
for (const [name, bad] of Object.entries({
	function: () => {},
	symbol: Symbol('x'),
	weak: new WeakMap(),
	promise: Promise.resolve(),
	method: { f() {} },
	proxy: new Proxy({ a: 1 }, {}),
	event: new Event('x')
}))
	await help.attemptLater(name, () => structuredClone(bad));
await help.attemptLater('nothing', () => structuredClone());
await help.attemptLater('transfer', () => structuredClone(1, { transfer: [{}] }));
console.log(
	new DOMException('m', 'DataCloneError').code,
	new DOMException('m').name,
	DOMException.ABORT_ERR,
	String(new DOMException('text', 'NotFoundError')),
	structuredClone(new DOMException('d', 'AbortError')) instanceof DOMException
);
console.log(
	typeof URLPattern,
	typeof navigator,
	navigator.hardwareConcurrency > 0,
	navigator.userAgent.split('/')[0],
	typeof localStorage,
	typeof EventSource,
	typeof WebSocket,
	typeof CustomEvent,
	typeof BroadcastChannel,
	typeof CompressionStream
);
queueMicrotask(() => console.log('microtask'));
await help.attemptLater('microtask', () => queueMicrotask('x'));
