// A pool of threads with AsyncResource, as libraries build it.
const { Worker, isMainThread, parentPort } = require('node:worker_threads');
const { AsyncResource, AsyncLocalStorage } = require('node:async_hooks');
const { EventEmitter, once } = require('node:events');
if (!isMainThread) {
	parentPort.on('message', ({ id, number }) => {
		if (number < 0) throw new Error(`no root of ${number}`);
		parentPort.postMessage({ id, result: Math.sqrt(number) });
	});
} else {
	class Pool extends EventEmitter {
		#free = [];
		#queue = [];
		#all = new Set();
		constructor(size) {
			super();
			while (size--) this.#add();
		}
		#add() {
			const worker = new Worker(__filename);
			this.#all.add(worker);
			worker.on('message', ({ result }) => this.#end(worker, null, result));
			worker.on('error', (error) => {
				this.#all.delete(worker);
				worker.task.run(error);
				this.#add();
			});
			this.#free.push(worker);
			this.#next();
		}
		#end(worker, error, result) {
			worker.task.run(error, result);
			this.#free.push(worker);
			this.#next();
		}
		#next() {
			if (this.#free.length === 0 || this.#queue.length === 0) return;
			const worker = this.#free.pop();
			worker.task = this.#queue.shift();
			worker.postMessage(worker.task.what);
		}
		run(what) {
			return new Promise((resolve, reject) => {
				const resource = new AsyncResource('Task');
				const run = (error, result) =>
					resource.runInAsyncScope(() => (error ? reject(error) : resolve(result)));
				this.#queue.push({ what, run });
				this.#next();
			});
		}
		async close() {
			return Promise.all([...this.#all].map((worker) => worker.terminate()));
		}
	}
	(async () => {
		const pool = new Pool(2);
		const store = new AsyncLocalStorage();
		const numbers = [4, 9, 16, -1, 25, 36];
		const results = await Promise.allSettled(
			numbers.map((number, id) =>
				store.run(id, async () => [await pool.run({ id, number }), store.getStore()])
			)
		);
		for (const { status, value, reason } of results) console.log(status, value ?? reason.message);
		console.log(await pool.close());
		await once(
			new EventEmitter().on('x', () => {}),
			'y',
			{ signal: AbortSignal.abort() }
		).catch((error) => console.log(error.name));
	})();
}
