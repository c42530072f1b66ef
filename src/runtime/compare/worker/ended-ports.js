// Ports whose other end was in a thread that is ended: they hear all that was sent, then that it is over, and hold nobody.
const { MessageChannel, Worker } = require('node:worker_threads');
const source = `
	const { parentPort, workerData } = require('worker_threads');
	parentPort.once('message', ({ port }) => {
		for (let at = 0; at < 3; at++) port.postMessage(at);
		port.postMessage(new SharedArrayBuffer(8));
		port.on('message', () => {});
		parentPort.postMessage('sent');
		if (workerData === 'exit') process.exit(3);
		if (workerData === 'throw') throw new Error('on purpose');
	});`;
const tried = (workerData) =>
	new Promise((resolve) => {
		const { port1, port2 } = new MessageChannel();
		const worker = new Worker(source, { eval: true, workerData });
		const seen = [];
		worker.on('error', ({ message }) => seen.push(message));
		worker.on('message', () => workerData === 'terminate' && worker.terminate());
		port1.on('message', (value) => seen.push(typeof value));
		const over = [];
		const done = () => over.push(1) === 2 && resolve(seen.sort());
		port1.on('close', done);
		worker.on('exit', done);
		worker.postMessage({ port: port2 }, [port2]);
	});
(async () => {
	for (const end of ['terminate', 'exit', 'throw']) console.log(end, await tried(end));
	// A port between two threads.
	const { port1, port2 } = new MessageChannel();
	const listening = new Worker(
		`require('worker_threads').parentPort.once('message', ({ port }) => {
			port.on('message', () => {});
			port.on('close', () => console.log('the thread heard of it'));
		});`,
		{ eval: true }
	);
	const sending = new Worker(source, { eval: true, workerData: 'stay' });
	listening.postMessage({ port: port1 }, [port1]);
	sending.postMessage({ port: port2 }, [port2]);
	sending.once('message', () => setTimeout(() => sending.terminate(), 300));
	listening.on('exit', (code) => console.log('exit', code));
})();
