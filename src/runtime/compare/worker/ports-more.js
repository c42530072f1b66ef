// Message ports: order, events, ref and unref, both kinds of listeners.
const {
	MessageChannel,
	MessagePort,
	moveMessagePortToContext,
	receiveMessageOnPort
} = require('node:worker_threads');
const vm = require('node:vm');
const { attempt } = require('../help.cjs');
const { port1, port2 } = new MessageChannel();
console.log(port1 instanceof MessagePort, port1 instanceof EventTarget, port1.hasRef());
port1.on('message', (value) => console.log('on', value));
console.log(port1.hasRef());
port1.addEventListener('message', (event) =>
	console.log('event', event.data, event.target === port1, event.ports, event.constructor.name)
);
port1.once('message', (value) => console.log('once', value));
port1.onmessage = (event) => console.log('property', event.data, event.type);
port2.postMessage(1);
port2.postMessage(2);
process.nextTick(() => console.log('tick'));
setImmediate(() => {
	console.log('immediate');
	port1.unref();
	console.log(port1.hasRef());
	port1.ref();
	port2.on('close', () => {
		console.log('other closed');
		inContext();
	});
	port1.close(() => {
		console.log('closed');
		attempt('after close', () => port1.postMessage('x'));
		attempt('ref', () => port1.ref());
	});
});
attempt('constructor', () => new MessagePort());
const third = new MessageChannel();
third.port1.postMessage('kept');
third.port2.on('message', (value) => {
	console.log(value);
	third.port2.removeAllListeners('message');
	third.port2.close();
});
console.log(receiveMessageOnPort(third.port1));
function inContext() {
	const told = (text) => {
		console.log(text);
		channel.port2.close();
	};
	const context = vm.createContext({ told });
	const channel = new MessageChannel();
	context.port = moveMessagePortToContext(channel.port1, context);
	vm.runInContext(
		'port.onmessage = ({ data }) => told(`${data instanceof Object} ${data.a}`); port.start()',
		context
	);
	channel.port2.postMessage({ a: 1 });
}
