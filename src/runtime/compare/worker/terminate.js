// Ending threads from outside: loops, waits, timers, before they began.
const { Worker } = require('node:worker_threads');
const sources = {
	timer: 'setInterval(() => {}, 1000); require("node:worker_threads").parentPort.postMessage("up")',
	loop: 'require("node:worker_threads").parentPort.postMessage("up"); for (;;);',
	wait: 'require("node:worker_threads").parentPort.postMessage("up"); Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)',
	handler:
		'process.on("exit", () => console.log("never shown")); require("node:worker_threads").parentPort.once("message", () => {}).postMessage("up")'
};
(async () => {
	for (const [name, source] of Object.entries(sources)) {
		const worker = new Worker(source, { eval: true });
		await new Promise((up) => worker.once('message', up));
		const events = [];
		worker.on('exit', (code) => events.push(code)).on('error', (error) => events.push(error.message));
		const returned = await worker.terminate();
		console.log(name, returned, events, worker.threadId, await worker.terminate());
	}
	const early = new Worker('console.log("maybe")', { eval: true, stdout: true });
	console.log('early', await early.terminate());
	early.postMessage('to nobody');
	const worker = new Worker('setInterval(() => {}, 1000)', { eval: true });
	worker.unref();
	worker.on('online', () => {
		console.log('online');
		worker.terminate().then((code) => console.log('last', code));
	});
	worker.ref();
})();
