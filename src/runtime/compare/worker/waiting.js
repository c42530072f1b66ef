// A thread that waits for its orders without a listener, and one whose parent polls.
const { Worker, isMainThread, parentPort, receiveMessageOnPort, workerData } = require('node:worker_threads');

if (isMainThread) {
	const signal = new Int32Array(new SharedArrayBuffer(4));
	const worker = new Worker(__filename, { workerData: signal });
	worker.on('message', (text) => {
		console.log(text);
		if (text !== 'ready') return;
		for (const order of ['one', { two: 2 }, 'end']) worker.postMessage(order);
		Atomics.store(signal, 0, 1);
		Atomics.notify(signal, 0);
	});
	worker.on('exit', (code) => console.log('exit', code));
} else {
	const nothing = () => {};
	parentPort.on('message', nothing);
	parentPort.off('message', nothing);
	parentPort.postMessage('ready');
	Atomics.wait(workerData, 0, 0);
	for (let order = receiveMessageOnPort(parentPort); order; order = receiveMessageOnPort(parentPort))
		parentPort.postMessage(order.message);
}
