// The working directory is the whole process's, also where a thread opens files.
const { Worker, isMainThread, parentPort, workerData } = require('node:worker_threads');
const { existsSync } = require('node:fs');
if (isMainThread) {
	process.chdir(__dirname);
	const worker = new Worker(__filename, { workerData: 1 });
	worker.on('message', (seen) => {
		console.log(seen);
		if (seen.length > 2) return;
		process.chdir('..');
		worker.postMessage('changed');
	});
} else {
	const look = () => [existsSync('directory.js'), existsSync('worker/directory.js')];
	if (workerData === 2) {
		parentPort.postMessage(look());
		parentPort.once('message', () => parentPort.postMessage(look()));
	} else {
		const inner = new Worker(__filename, { workerData: 2 });
		inner.once('message', (seen) => {
			parentPort.postMessage([look(), seen]);
			parentPort.once('message', () => {
				inner.postMessage('changed');
				inner.once('message', (again) => {
					process.title = 'x';
					process.debugPort++;
					parentPort.postMessage([look(), again, process.title === 'x', process.debugPort]);
				});
			});
		});
	}
}
