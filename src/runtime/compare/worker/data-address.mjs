// Threads from data addresses and from text that is a module.
import { Worker } from 'node:worker_threads';
const once = (worker) =>
	new Promise((resolve) => {
		const seen = [];
		worker.on('message', (value) => seen.push(value));
		worker.on('error', (error) => seen.push(error.message.split('\n')[0]));
		worker.on('exit', (code) => resolve([code, ...seen]));
	});
const source =
	'import { parentPort } from "node:worker_threads"; parentPort.postMessage(import.meta.url.slice(0, 16)); await 0; parentPort.postMessage("after await");';
console.log(await once(new Worker(new URL(`data:text/javascript,${encodeURIComponent(source)}`))));
console.log(
	await once(
		new Worker('await 1; throw new Error("in a module")', { eval: true, execArgv: ['--input-type=module'] })
	)
);
console.log(
	await once(
		new Worker('require("node:worker_threads").parentPort.postMessage(typeof require)', { eval: true })
	)
);
