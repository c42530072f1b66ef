// receiveMessageOnPort takes what has come, without turning the loop.
const { MessageChannel, receiveMessageOnPort, Worker } = require('node:worker_threads');
const { attempt } = require('../help.cjs');
const { port1, port2 } = new MessageChannel();
console.log(receiveMessageOnPort(port1));
port2.postMessage({ a: 1 });
port2.postMessage(undefined);
port2.postMessage([new Map([[1, new Set([2])]]), new Date(0), /x/g, 5n, new Error('told')]);
console.log(receiveMessageOnPort(port1), receiveMessageOnPort(port1));
const { message } = receiveMessageOnPort(port1);
console.log(message[0], message[1], message[2], message[3], message[4].message, receiveMessageOnPort(port1));
attempt('no port', () => receiveMessageOnPort({}));
attempt('nothing', () => receiveMessageOnPort());
const shared = new Int32Array(new SharedArrayBuffer(4));
const channel = new MessageChannel();
const worker = new Worker(
	`const { workerData, parentPort } = require('node:worker_threads');
	parentPort.on('message', (text) => {
		if (text === 'end') return parentPort.close();
		workerData.port.postMessage(text.toUpperCase());
		Atomics.store(workerData.shared, 0, 1);
		Atomics.notify(workerData.shared, 0);
	});`,
	{ eval: true, workerData: { port: channel.port2, shared }, transferList: [channel.port2] }
);
function ask(text) {
	worker.postMessage(text);
	Atomics.wait(shared, 0, 0);
	Atomics.store(shared, 0, 0);
	return receiveMessageOnPort(channel.port1).message;
}
console.log(ask('first'), ask('second'), ask('third'));
worker.postMessage('end');
worker.on('exit', (code) => {
	console.log('exit', code);
	channel.port1.close();
	port1.close();
});
