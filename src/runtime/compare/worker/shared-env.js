// SHARE_ENV: what a thread sets the others see; without it each has its own copy.
const { Worker, SHARE_ENV } = require('node:worker_threads');
process.env.BEFORE = 'main';
const source =
	'process.env.AFTER = "thread"; delete process.env.GONE; require("worker_threads").parentPort.postMessage([process.env.BEFORE, process.env.GONE])';
process.env.GONE = 'x';
new Worker(source, { eval: true })
	.on('message', (seen) => console.log('copy', seen))
	.on('exit', () => {
		console.log(process.env.AFTER, process.env.GONE);
		new Worker(source, { eval: true, env: SHARE_ENV })
			.on('message', (seen) => console.log('shared', seen))
			.on('exit', () => console.log(process.env.AFTER, process.env.GONE));
	});
