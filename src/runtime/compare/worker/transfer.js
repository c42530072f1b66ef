// What is moved is gone on this side; what can not be cloned is refused.
const {
	Worker,
	MessageChannel,
	markAsUntransferable,
	isMarkedAsUntransferable
} = require('node:worker_threads');
const { attempt } = require('../help.cjs');
const worker = new Worker(
	`const { parentPort } = require('node:worker_threads');
	parentPort.on('message', (value) => {
		if (value === 'end') return parentPort.close();
		if (value.port) return value.port.postMessage('through the port'), value.port.close();
		new Uint8Array(value)[0] = 9;
		parentPort.postMessage(value, [value]);
	});`,
	{ eval: true }
);
const moved = new Uint8Array([1, 2, 3]).buffer;
worker.postMessage(moved, [moved]);
console.log(moved.byteLength);
worker.once('message', (back) => {
	console.log(back);
	const copied = new Uint8Array([4, 5]).buffer;
	worker.postMessage(copied);
	worker.once('message', (other) => {
		console.log(copied, other);
		const { port1, port2 } = new MessageChannel();
		port1.on('message', (text) => console.log(text)).on('close', () => worker.postMessage('end'));
		worker.postMessage({ port: port2 }, [port2]);
	});
});
worker.on('exit', (code) => console.log('exit', code));
attempt('function', () => worker.postMessage(() => {}));
attempt('symbol', () => worker.postMessage(Symbol('x')));
attempt('twice', () => {
	const twice = new ArrayBuffer(1);
	worker.postMessage(0, [twice, twice]);
});
attempt('list', () => worker.postMessage(0, 5));
attempt('plain thing', () => worker.postMessage(0, [{}]));
const kept = new ArrayBuffer(2);
markAsUntransferable(kept);
console.log(isMarkedAsUntransferable(kept));
attempt('kept', () => worker.postMessage(kept, [kept]));
const { port1 } = new MessageChannel();
attempt('port without moving', () => port1.postMessage(port1));
attempt('itself', () => port1.postMessage(null, [port1]));
port1.close();
attempt('pooled', () => {
	const small = Buffer.from('pooled');
	port1.postMessage(small, [small.buffer]);
});
