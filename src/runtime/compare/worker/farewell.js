// What a thread says before it leaves is heard, and its ports are closed.
const { Worker, isMainThread, parentPort, workerData, MessageChannel } = require('node:worker_threads');
if (isMainThread) {
	const left = 5;
	const ended = [];
	for (let round = 0; round < left; round++) {
		const { port1, port2 } = new MessageChannel();
		const worker = new Worker(__filename, {
			workerData: { round, port: port2 },
			transferList: [port2],
			stdout: true
		});
		const seen = [];
		worker.stdout.on('data', (piece) => seen.push(`stdout ${piece}`));
		worker.on('message', (message) => seen.push(message));
		worker.on('error', (error) => seen.push(error.message));
		port1.on('message', (message) => seen.push(`port ${message}`));
		port1.on('close', () => seen.push('port closed'));
		worker.on('exit', (code) => {
			ended.push([round, code, seen]);
			if (ended.length < left) return;
			setTimeout(() => {
				for (const [round, code, seen] of ended.sort()) console.log(round, code, seen.sort());
			}, 300);
		});
	}
} else {
	const { round, port } = workerData;
	console.log('said');
	for (let at = 0; at < 3; at++) parentPort.postMessage(`message ${at}`);
	port.postMessage('last words');
	if (round === 1) process.exit(3);
	if (round === 2) throw new Error('at the end');
	if (round === 3) (parentPort.postMessage('x'.repeat(10)), process.exit(0));
	port.unref();
}
