// Work shared out among threads, and results in order.
const { Worker, isMainThread, parentPort, workerData, threadId } = require('node:worker_threads');
if (isMainThread) {
	const limits = [100, 1000, 5000];
	const results = [];
	let left = limits.length;
	for (const [at, limit] of limits.entries()) {
		const worker = new Worker(__filename, { workerData: limit });
		worker.on('message', ({ primes, thread, main }) => (results[at] = [limit, primes, thread > 0, main]));
		worker.on('error', (error) => console.log(error.message));
		worker.on('exit', () => {
			if (--left === 0) console.log(results);
		});
	}
} else {
	let primes = 0;
	outer: for (let n = 2; n < workerData; n++) {
		for (let d = 2; d * d <= n; d++) if (n % d === 0) continue outer;
		primes++;
	}
	parentPort.postMessage({ primes, thread: threadId, main: require.main === module });
}
