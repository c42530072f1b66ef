// Four threads count together; wait and notify go between them.
const { Worker, isMainThread, workerData } = require('node:worker_threads');
if (isMainThread) {
	const shared = new SharedArrayBuffer(16);
	const view = new Int32Array(shared);
	let left = 4;
	for (let number = 0; number < left; number++) {
		const worker = new Worker(__filename, { workerData: { shared, number } });
		worker.on('exit', (code) => {
			if (code) console.log('failed', number);
			if (--left === 0) console.log(view[0], view[1], view[2]);
		});
	}
	setTimeout(() => {
		Atomics.store(view, 3, 1);
		console.log(Atomics.notify(view, 3) <= 4, Object.prototype.toString.call(shared), shared.byteLength);
	}, 50);
} else {
	const view = new Int32Array(workerData.shared);
	Atomics.wait(view, 3, 0);
	for (let turn = 0; turn < 1000; turn++) {
		Atomics.add(view, 0, 1);
		Atomics.add(view, 1, workerData.number);
	}
	for (let turn = 0; turn < 100; turn++) {
		let seen = Atomics.load(view, 2);
		for (;;) {
			const before = Atomics.compareExchange(view, 2, seen, seen + 2);
			if (before === seen) break;
			seen = before;
		}
	}
}
