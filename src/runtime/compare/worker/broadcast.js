// BroadcastChannel between the threads of a process.
const { Worker, BroadcastChannel } = require('worker_threads');
const channel = new BroadcastChannel('news');
const other = new BroadcastChannel('elsewhere');
other.onmessage = () => console.log('never');
channel.onmessage = ({ data }) => {
	console.log(data);
	channel.postMessage('bye');
	channel.close();
	other.close();
};
new Worker(
	`const { BroadcastChannel } = require('worker_threads');
const channel = new BroadcastChannel('news');
channel.onmessage = ({ data }) => { console.log(data); channel.close(); };
channel.postMessage({ from: 'thread' });`,
	{ eval: true }
).on('exit', (exitCode) => console.log('exit', exitCode));
try {
	channel.postMessage(() => {});
} catch (error) {
	console.log(error.name);
}
