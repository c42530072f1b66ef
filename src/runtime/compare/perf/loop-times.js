// Milestones of a process and how busy its loop is, seen from within, from a thread, and from outside of that.
const { execFileSync } = require('node:child_process');
const { performance } = require('node:perf_hooks');
const { isMainThread, parentPort, Worker } = require('node:worker_threads');

const NAMES = /** @type {const} */ ([
	'nodeStart',
	'v8Start',
	'environment',
	'bootstrapComplete',
	'loopStart'
]);
/** Whatever made it, and however long that was ready. */
const JUST_BEGUN =
	'[performance.now(), process.uptime() * 1000, process.cpuUsage().user / 1000].every((time) => time >= 0 && time < 1500)';
/** @param {typeof performance.eventLoopUtilization} utilization */
const share = (utilization) => {
	const { idle, active, utilization: part } = utilization();
	return [idle >= 0 && idle < 60_000, active > 0 && active < 60_000, part > 0 && part <= 1];
};
const times = () => {
	const at = NAMES.map((name) => performance.nodeTiming[name]);
	const inOrder = at.every((time, index) => index === 0 || at[index - 1] <= time);
	return [
		at.every((time) => time >= 0 && time < performance.now()),
		inOrder,
		performance.nodeTiming.loopExit
	];
};
const busy = () => {
	for (const until = performance.now() + 5; performance.now() < until;);
};

if (isMainThread) {
	console.log(performance.eventLoopUtilization(), performance.nodeTiming.loopStart);
	console.log(Math.abs(performance.timeOrigin + performance.now() - Date.now()) < 1000);
	console.log(
		'of a process that has just begun',
		execFileSync(process.execPath, ['-p', JUST_BEGUN], { encoding: 'utf8' })
	);
	setTimeout(() => {
		busy();
		console.log('within', share(performance.eventLoopUtilization), times());
		const worker = new Worker(__filename);
		worker.once('message', () => {
			console.log(
				'from outside',
				share(() => worker.performance.eventLoopUtilization())
			);
			worker.postMessage('end');
		});
	}, 5);
	process.once('exit', () => console.log('exit', performance.nodeTiming.loopExit > 0));
} else
	setTimeout(() => {
		busy();
		console.log('thread', share(performance.eventLoopUtilization));
		parentPort?.once('message', () => {});
		parentPort?.postMessage('busy');
	}, 5);
