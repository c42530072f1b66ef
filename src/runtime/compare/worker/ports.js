// Both ends of a channel in one thread: what is posted can be taken at once.
const { MessageChannel, MessagePort, receiveMessageOnPort } = require('worker_threads');
const { port1, port2 } = new MessageChannel();
port1.postMessage({ hello: 'world' });
port1.postMessage([1, new Map([[1, { deep: new Set(['x']) }]])]);
console.log(receiveMessageOnPort(port2), receiveMessageOnPort(port2), receiveMessageOnPort(port2));
const inner = new MessageChannel();
inner.port1.postMessage('kept');
port1.postMessage({ port: inner.port2 }, [inner.port2]);
const { message } = receiveMessageOnPort(port2);
console.log(message.port instanceof MessagePort);
const bytes = new Uint8Array([1, 2, 3]);
port2.postMessage(bytes, [bytes.buffer]);
console.log(bytes.length, receiveMessageOnPort(port1).message);
const shared = new Int32Array(new SharedArrayBuffer(8));
port2.postMessage(shared);
Atomics.store(receiveMessageOnPort(port1).message, 1, 7);
console.log(shared);
for (const value of [() => {}, Symbol('s'), { inside: () => {} }])
	try {
		port1.postMessage(value);
	} catch (error) {
		console.log(error.name, error.code, error.message);
	}
message.port.once('message', (text) => {
	console.log(text);
	inner.port1.close();
});
port2.on('message', (value) => {
	console.log('later', value);
	port1.close();
});
port2.on('close', () => console.log('closed'));
port1.postMessage('soon');
console.log('end of main');
