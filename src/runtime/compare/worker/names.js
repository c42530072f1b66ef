// Threads have numbers of the whole process, names, and tell how much they worked.
const { Worker, isMainThread, threadId, threadName, parentPort, workerData } = require('node:worker_threads');
const { attempt } = require('../help.cjs');
const said = (worker) => new Promise((resolve) => worker.once('message', resolve));
const ended = (worker) => new Promise((resolve) => worker.once('exit', resolve));
if (isMainThread) {
	(async () => {
		console.log(threadId, JSON.stringify(threadName));
		const first = new Worker(__filename, { workerData: 1, name: ' a name ' });
		console.log(first.threadId, first.threadName);
		console.log(await said(first));
		const second = new Worker(__filename);
		console.log(second.threadId, JSON.stringify(second.threadName), await said(second));
		attempt('name', () => new Worker(__filename, { name: 5 }));
		const { user, system } = await second.cpuUsage();
		console.log(user > 0, system >= 0);
		const more = await second.cpuUsage({ user, system });
		console.log(more.user >= 0, more.user < user + 1e9);
		for (const given of [5, { user: -1, system: 0 }, { user: 1, system: 'x' }])
			attempt('usage', () => second.cpuUsage(given));
		console.log(Object.keys(await second.getHeapStatistics()));
		const { idle, active, utilization } = second.performance.eventLoopUtilization();
		console.log(idle >= 0, active > 0, utilization > 0 && utilization <= 1);
		first.postMessage('end');
		second.postMessage('end');
		console.log(await Promise.all([ended(first), ended(second)]));
		console.log(first.threadId, first.threadName, first.performance.eventLoopUtilization());
		for (const what of ['cpuUsage', 'getHeapStatistics'])
			await second[what]().catch(({ code, message }) => console.log(code, message));
	})();
} else if (workerData === 1) {
	const inner = new Worker(__filename, { workerData: 2 });
	inner.on('message', (message) => parentPort.postMessage([threadId, threadName, message]));
	parentPort.once('message', () => inner.postMessage('end'));
} else {
	parentPort.postMessage([threadId, threadName]);
	parentPort.once('message', () => {});
}
