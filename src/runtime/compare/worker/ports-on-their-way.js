// The other end of a port that a thread was sent closes when the thread ends, whether it has come to read it or not.
const { once } = require('node:events');
const { MessageChannel, Worker } = require('node:worker_threads');

async function lose(label, code, when) {
	const worker = new Worker(code, { eval: true });
	const { port1, port2 } = new MessageChannel();
	const closed = once(port1, 'close');
	port1.ref();
	if (when) await once(worker, when);
	worker.postMessage(port2, [port2]);
	void worker.terminate();
	await Promise.all([closed, once(worker, 'exit')]);
	console.log(label, 'closed');
}
(async () => {
	await lose('before it began', '', null);
	await lose('busy', 'for (;;);', 'online');
	await lose('not listening', 'setInterval(() => {}, 1000)', 'online');
	await lose('listening', "require('node:worker_threads').parentPort.on('message', () => {})", 'online');
})();
