// What a thread is told about itself, and what it may not do.
const {
	Worker,
	isMainThread,
	parentPort,
	threadId,
	resourceLimits,
	SHARE_ENV
} = require('node:worker_threads');
const { attempt } = require('../help.cjs');
if (isMainThread) {
	console.log(threadId, resourceLimits, typeof SHARE_ENV);
	process.env.BEFORE = '1';
	const worker = new Worker(__filename, {
		resourceLimits: { maxOldGenerationSizeMb: 64, stackSizeMb: 2 },
		env: SHARE_ENV,
		execArgv: ['--no-warnings'],
		stdout: true
	});
	const [said, printed] = [[], []];
	worker.stdout.on('data', (text) => printed.push(text));
	worker.on('message', (value) => said.push(value));
	worker.on('exit', () => console.log(said, printed.join(''), 'set in the thread', process.env.AFTER));
	const usage = worker.performance.eventLoopUtilization();
	console.log(Object.keys(usage));
} else {
	attempt('chdir', () => process.chdir('/'));
	attempt('umask read', () => process.umask() === require('node:process').umask());
	attempt('umask', () => process.umask(0));
	attempt('title', () => (process.title = 'x'));
	attempt('setuid', () => typeof process.setuid);
	attempt('abort', () => process.abort());
	attempt('signals', () => process.on('SIGUSR1', () => {}) === process);
	process.env.AFTER = '2';
	parentPort.postMessage([
		resourceLimits.maxOldGenerationSizeMb,
		resourceLimits.stackSizeMb,
		process.execArgv,
		process.env.BEFORE
	]);
	parentPort.postMessage([require.main === module, process.stdin.readable, module.parent]);
	parentPort.postMessage([process.channel, process.connected, process.send]);
}
