// A thread that sleeps until another has answered, and takes the answer before anything else runs.
const {
	Worker,
	MessageChannel,
	isMainThread,
	receiveMessageOnPort,
	workerData
} = require('node:worker_threads');

if (isMainThread) {
	const signal = new Int32Array(new SharedArrayBuffer(4));
	const { port1, port2 } = new MessageChannel();
	const worker = new Worker(__filename, { workerData: { port: port2, signal }, transferList: [port2] });
	const ask = (question) => {
		const before = Atomics.load(signal, 0);
		worker.postMessage(question);
		Atomics.wait(signal, 0, before);
		return receiveMessageOnPort(port1);
	};
	let isElse = false;
	setImmediate(() => (isElse = true));
	console.log(receiveMessageOnPort(port1));
	for (const question of [
		'hello',
		{ of: [1, 2n, new Map([['a', new Set([null])]])] },
		new Uint8Array([1, 2])
	])
		console.log(ask(question));
	const { message } = ask('fail');
	console.log(message instanceof RangeError, message.message, message.code);
	console.log(ask('x'.repeat(200_000)).message.length);
	// Several, one after the other, and then none.
	console.log(ask('three times'), receiveMessageOnPort(port1), receiveMessageOnPort(port1));
	console.log(receiveMessageOnPort(port1), isElse);
	// What was left is first for who listens then, in the order of its sending.
	ask('three times');
	const heard = [];
	port1.on('message', (text) => {
		heard.push(text);
		if (text !== 'bye') return;
		console.log(heard);
		port1.close();
	});
	worker.postMessage('bye');
	worker.on('exit', (code) => console.log('exit', code));
} else {
	const { parentPort } = require('node:worker_threads');
	const { port, signal } = workerData;
	let count = 0;
	parentPort.on('message', (question) => {
		if (question === 'fail') port.postMessage(Object.assign(new RangeError('too far'), { code: 'FAR' }));
		else if (question === 'three times')
			for (let time = 0; time < 3; time++) port.postMessage(`answer ${++count}`);
		else port.postMessage(question);
		Atomics.add(signal, 0, 1);
		Atomics.notify(signal, 0);
		if (question === 'bye') parentPort.close();
	});
}
