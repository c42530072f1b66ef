// process.exit in a thread goes no further: nothing is caught, nothing is cleaned up.
const { Worker, isMainThread, workerData } = require('node:worker_threads');

if (isMainThread) {
	const marks = new Int32Array(new SharedArrayBuffer(16));
	const worker = new Worker(__filename, { workerData: marks });
	worker.on('exit', (code) => {
		console.log('exit', code);
		console.log('caught', marks[0], 'cleaned up', marks[1], 'told', marks[2], 'later', marks[3]);
	});
} else {
	process.on('exit', (code) => {
		workerData[2] = code;
		Promise.resolve().then(() => (workerData[3] = 1));
	});
	try {
		process.exit(3);
		throw new Error('not reached');
	} catch {
		workerData[0] = 1;
	} finally {
		workerData[1] = 1;
	}
}
