// Threads from URLs: modules, data addresses; nested threads.
import { Worker, isMainThread, parentPort, workerData } from 'node:worker_threads';
if (isMainThread) {
	const once = (worker) =>
		new Promise((resolve) => {
			const seen = [];
			worker.on('message', (value) => seen.push(value));
			worker.on('error', (error) => seen.push(error.message.split('\n')[0]));
			worker.on('exit', (code) => resolve([code, ...seen]));
		});
	console.log(await once(new Worker(new URL(import.meta.url), { workerData: 3 })));
	try {
		new Worker(new URL('https://example.test/worker.js'));
	} catch (error) {
		console.log(error.code);
	}
} else {
	parentPort.postMessage(`level ${workerData}`);
	if (workerData > 1) {
		const inner = new Worker(new URL(import.meta.url), { workerData: workerData - 1 });
		inner.on('message', (value) => parentPort.postMessage(`from below: ${value}`));
	}
}
