// Ports that come to a thread only after the thread with their other end has ended: they hear what it sent, then that it is over.
const { MessageChannel, Worker } = require('node:worker_threads');
const sender = `
	const { parentPort } = require('worker_threads');
	parentPort.once('message', ({ port }) => {
		for (let at = 0; at < 3; at++) port.postMessage(at);
		port.on('message', () => {});
		parentPort.postMessage('sent');
	});`;
const listener = `
	const { parentPort, workerData } = require('worker_threads');
	const listen = (port) => {
		const seen = [];
		port.on('message', (value) => seen.push(value));
		port.on('close', () => console.log(workerData.name, seen));
	};
	Atomics.wait(workerData.gate, 0, 0);
	parentPort.once('message', ({ port, around }) => {
		if (port) return listen(port);
		around.once('message', ({ port }) => {
			around.close();
			listen(port);
		});
	});`;
const ended = (worker) => new Promise((resolve) => worker.on('exit', resolve));
const sendFrom = async (port) => {
	const worker = new Worker(sender, { eval: true });
	worker.postMessage({ port }, [port]);
	worker.once('message', () => worker.terminate());
	console.log('sent', await ended(worker));
};
async function toOneThatRuns() {
	const gate = new Int32Array(new SharedArrayBuffer(4));
	const worker = new Worker(listener, { eval: true, workerData: { name: 'runs', gate } });
	const { port1, port2 } = new MessageChannel();
	worker.postMessage({ port: port1 }, [port1]);
	await sendFrom(port2);
	Atomics.store(gate, 0, 1);
	Atomics.notify(gate, 0);
	console.log('exit', await ended(worker));
}
async function toOneThatBeginsLater() {
	const gate = new Int32Array(new SharedArrayBuffer(4)).fill(1);
	const [way, { port1, port2 }] = [new MessageChannel(), new MessageChannel()];
	way.port1.postMessage({ port: port1 }, [port1]);
	await sendFrom(port2);
	const worker = new Worker(listener, { eval: true, workerData: { name: 'begins later', gate } });
	worker.postMessage({ around: way.port2 }, [way.port2]);
	console.log('exit', await ended(worker));
}
toOneThatRuns().then(toOneThatBeginsLater);
