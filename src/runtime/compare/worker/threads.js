// A thread: what it is given, what it says, ports that move, and how it ends.
const { Worker, MessageChannel, isMainThread, threadId } = require('worker_threads');
console.log(isMainThread, threadId);
const code = `
const { parentPort, threadId, isMainThread, workerData } = require('worker_threads');
parentPort.postMessage([threadId > 0, isMainThread, workerData, process.argv.slice(2), process.env.X]);
parentPort.once('message', ({ port }) => {
	port.on('message', (message) => {
		port.postMessage('got ' + message);
		if (message === 'last') port.close();
	});
});`;
const worker = new Worker(code, { eval: true, workerData: { a: 1 }, env: { X: 'y' }, argv: ['p', 'q'] });
const { port1, port2 } = new MessageChannel();
port1.postMessage('queued before it moved');
worker.once('message', (first) => {
	console.log(first);
	port1.on('message', (message) => console.log(message));
	port1.on('close', () => console.log('closed'));
	worker.postMessage({ port: port2 }, [port2]);
	port1.postMessage('last');
});
worker.on('exit', (exitCode) => {
	console.log('exit', exitCode);
	const failing = new Worker('throw new TypeError("from inside")', { eval: true });
	failing.on('error', (error) => console.log(error.name, error.message));
	failing.on('exit', (exitCode) => console.log('exit', exitCode));
});
