// Ports that are closed, posted to themselves, or given what they cannot take.
const {
	MessageChannel,
	MessagePort,
	markAsUncloneable,
	moveMessagePortToContext,
	receiveMessageOnPort
} = require('node:worker_threads');
const { inspect } = require('node:util');
const { attempt } = require('../help.cjs');
process.on('warning', ({ name, message }) => console.log(name, message));
attempt('call', () => MessagePort());
attempt('new', () => new MessagePort());
attempt('channel', () => MessageChannel());
const { port1, port2 } = new MessageChannel();
console.log(port1.constructor === MessagePort, port1 instanceof MessagePort);
const buffer = new ArrayBuffer(10);
attempt('itself', () => port1.postMessage(null, [port1]));
for (const transfer of [
	null,
	0,
	{},
	{ [Symbol.iterator]: () => ({}) },
	{ [Symbol.iterator]: () => ({ next: 42 }) },
	{ [Symbol.iterator]: () => ({ next: () => 1 }) },
	[buffer].values()
])
	attempt('transfer', () => [port1.postMessage(1, { transfer }), buffer.byteLength]);
console.log(inspect(port1).includes('active: true'), port1.hasRef());
port1.close(() => {
	console.log('closed');
	setImmediate(later);
});
const kept = new ArrayBuffer(10);
attempt('closed one', () => port2.postMessage(null, [kept, port1]));
attempt('into another context', () => moveMessagePortToContext(port1, {}));
attempt('to a closed one', () => port1.postMessage('x'));
console.log(kept.byteLength);
function later() {
	console.log(inspect(port1).includes('active: false'));
	const own = new MessageChannel();
	const gone = new ArrayBuffer(10);
	own.port2.onmessage = () => console.log('never');
	own.port2.on('close', () => console.log('lost'));
	attempt('the other end', () => [own.port2.postMessage(null, [own.port1, gone]), gone.byteLength]);
}
const parent = {};
markAsUncloneable(parent);
attempt('uncloneable', () => structuredClone(parent));
attempt('its child', () => structuredClone(Object.create(parent)));
markAsUncloneable(kept);
attempt('memory', () => structuredClone(kept).byteLength);
const third = new MessageChannel();
third.port1.postMessage('left');
third.port1.close();
attempt('left', () => receiveMessageOnPort(third.port2));
