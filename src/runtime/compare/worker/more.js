const {
	Worker,
	isMainThread,
	threadId,
	parentPort,
	workerData,
	resourceLimits,
	SHARE_ENV,
	setEnvironmentData,
	getEnvironmentData
} = require('node:worker_threads');
if (isMainThread) {
	setEnvironmentData('k', { v: 1 });
	const worker = new Worker(__filename, {
		workerData: { list: [1, new Map([[1, 2]])], buffer: new Uint8Array(3) },
		stdout: true,
		argv: ['x'],
		env: { ONLY: 'this' },
		name: 'named'
	});
	let out = '';
	worker.stdout.on('data', (piece) => (out += piece));
	worker.on('message', (message) => console.log('message', message));
	worker.on('messageerror', () => console.log('messageerror'));
	worker.on('error', (error) =>
		console.log('error', error.name, error.message, error instanceof TypeError, error.code)
	);
	worker.on('exit', (code) => {
		console.log('exit', code, JSON.stringify(out), worker.threadId);
		const evaluated = new Worker(
			'require("worker_threads").parentPort.once("message", (m) => { m.x = 1; process.exit(5) })',
			{ eval: true }
		);
		const moved = new ArrayBuffer(8);
		evaluated.postMessage({ moved }, [moved]);
		console.log(moved.byteLength);
		evaluated.on('exit', (code) => {
			console.log(code);
			const endless = new Worker('while (true);', { eval: true });
			endless.on('online', () => endless.terminate().then((code) => console.log('terminated', code)));
			try {
				worker.postMessage(() => {});
			} catch (error) {
				console.log(error.name, error.code);
			}
		});
	});
} else {
	console.log(
		'in the worker',
		process.argv.slice(2),
		process.env.ONLY,
		Object.keys(process.env).length,
		threadId > 0
	);
	parentPort.postMessage({ workerData, data: getEnvironmentData('k') });
	try {
		process.chdir('/');
	} catch (error) {
		parentPort.postMessage(error.code);
	}
	try {
		process.abort();
	} catch (error) {
		parentPort.postMessage(error.code);
	}
	setTimeout(() => {
		throw Object.assign(new TypeError('uncaught there'), { code: 'OWN' });
	}, 10);
}
