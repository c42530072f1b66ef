// A cluster of two: messages, environment, ends.
const cluster = require('node:cluster');
if (cluster.isPrimary) {
	console.log(cluster.isMaster, cluster.isWorker, cluster.worker, cluster.settings);
	cluster.setupPrimary({ args: ['given'] });
	const seen = [];
	for (const number of [1, 2]) cluster.fork({ NUMBER: number });
	cluster.on('message', (worker, message) => {
		seen.push(message);
		worker.disconnect();
	});
	let left = 2;
	cluster.on('exit', (worker, code, signal) => {
		seen.push(['exit', worker.id, code, signal, worker.exitedAfterDisconnect]);
		if (--left === 0) console.log(seen.map(String).sort(), Object.keys(cluster.workers));
	});
} else {
	process.send([process.env.NUMBER, process.argv.at(-1), cluster.worker.id, cluster.isWorker]);
}
