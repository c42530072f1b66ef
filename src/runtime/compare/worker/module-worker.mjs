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
	const source =
		'import { parentPort } from "node:worker_threads"; parentPort.postMessage(import.meta.url.slice(0, 16)); await 0; parentPort.postMessage("after await");';
	console.log(await once(new Worker(new URL(`data:text/javascript,${encodeURIComponent(source)}`))));
	console.log(
		await once(
			new Worker('await 1; throw new Error("in a module")', { eval: true, execArgv: ['--input-type=module'] })
		)
	);
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
