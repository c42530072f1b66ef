// What comes to a port whose last listener went is kept: for receiveMessageOnPort, and for the next listener.
const {
	MessageChannel,
	Worker,
	receiveMessageOnPort,
	parentPort,
	isMainThread
} = require('node:worker_threads');
const later = () => new Promise((done) => setImmediate(done));
async function listenOnce(port, name) {
	await new Promise((done) => port.once('message', (value) => done(console.log(name, 'heard', value))));
	await later();
	console.log(name, 'taken', receiveMessageOnPort(port)?.message);
	await new Promise((done) => port.once('message', (value) => done(console.log(name, 'heard again', value))));
	await later();
	console.log(name, 'left', receiveMessageOnPort(port)?.message, receiveMessageOnPort(port));
}
if (isMainThread) {
	const { port1, port2 } = new MessageChannel();
	for (const number of [1, 2, 3, 4]) port2.postMessage(number);
	listenOnce(port1, 'here').then(() => {
		port1.close();
		const worker = new Worker(__filename);
		for (const number of [5, 6, 7, 8]) {
			const { port1: moved } = new MessageChannel();
			worker.postMessage({ number, moved }, [moved]);
		}
	});
} else {
	const hear = (label) =>
		new Promise((done) => parentPort.once('message', ({ number }) => done(console.log(label, number))));
	(async () => {
		await hear('heard');
		await later();
		console.log('taken', receiveMessageOnPort(parentPort)?.message.number);
		await hear('heard again');
		await later();
		console.log('left', receiveMessageOnPort(parentPort)?.message.number, receiveMessageOnPort(parentPort));
	})();
}
