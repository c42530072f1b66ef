// Broadcast channels of one thread and of several: each hears the others, and nobody ends with another.
const { BroadcastChannel, Worker, isMainThread, receiveMessageOnPort } = require('node:worker_threads');
const { attempt } = require('../help.cjs');
if (isMainThread) {
	const [one, two, three] = ['room', 'room', 'room'].map((name) => new BroadcastChannel(name));
	const other = new BroadcastChannel('other');
	one.postMessage({ from: 'one' });
	console.log(receiveMessageOnPort(two), receiveMessageOnPort(two), receiveMessageOnPort(one));
	console.log(receiveMessageOnPort(three), receiveMessageOnPort(other));
	attempt('symbol', () => one.postMessage(Symbol('x')));
	one.close();
	attempt('closed', () => one.postMessage(1));
	two.postMessage('after');
	console.log(receiveMessageOnPort(three));
	const heard = [];
	for (const channel of [two, three])
		channel.onmessage = ({ data }) => {
			heard.push(data);
			if (heard.length === 2) two.postMessage('to the thread');
			if (data !== 'from the thread, leaving') return;
			channel.close();
			if (channel === three) console.log(heard.sort());
		};
	new Worker(__filename).on('exit', (code) => {
		console.log('exit', code);
		other.close();
	});
} else {
	const mine = new BroadcastChannel('room');
	const silent = new BroadcastChannel('room');
	silent.close();
	mine.onmessage = ({ data }) => {
		mine.postMessage('from the thread, leaving');
		mine.close();
	};
	mine.postMessage('from the thread');
}
