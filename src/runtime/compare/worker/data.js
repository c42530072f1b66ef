// workerData and environment data are copies, with their kinds.
const {
	Worker,
	isMainThread,
	workerData,
	parentPort,
	threadId,
	setEnvironmentData,
	getEnvironmentData
} = require('node:worker_threads');
if (isMainThread) {
	const cyclic = { name: 'ring' };
	cyclic.self = cyclic;
	class Point {
		x = 1;
		get far() {
			return 9;
		}
	}
	setEnvironmentData('colour', { red: 1 });
	setEnvironmentData('gone', 1);
	setEnvironmentData('gone');
	const worker = new Worker(__filename, {
		argv: ['one', 'two'],
		env: { ONLY: 'this' },
		name: 'named',
		workerData: {
			cyclic,
			point: new Point(),
			map: new Map([['a', { b: 1 }]]),
			bytes: new Uint8Array([1, 2]),
			part: new Uint8Array([1, 2, 3, 4]).subarray(1, 3),
			error: Object.assign(new RangeError('far', { cause: 'reason' }), { extra: 1 }),
			nothing: undefined,
			holes: [1, , 3],
			big: 10n,
			box: Object('x')
		}
	});
	const said = [];
	worker.on('message', (value) => said.push(value));
	worker.on('exit', (code) => setImmediate(() => console.log(said, 'exit', code, worker.threadId)));
	console.log(threadId, workerData, parentPort, worker.threadId);
} else {
	const { error, cyclic, ...rest } = workerData;
	console.log(
		rest,
		cyclic.self === cyclic,
		error instanceof RangeError,
		error.message,
		error.cause,
		error.extra
	);
	parentPort.postMessage([process.argv.slice(2), Object.keys(process.env), process.env.ONLY, threadId]);
	parentPort.postMessage([getEnvironmentData('colour'), getEnvironmentData('gone')]);
	process.env.NEW = 'x';
	parentPort.postMessage(Object.keys(process.env).sort());
}
