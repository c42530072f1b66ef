// Without turns a worker gets the socket itself: where somebody listens already, it is the worker that hears of it.
const cluster = require('node:cluster');
const net = require('node:net');

cluster.schedulingPolicy = cluster.SCHED_NONE;
const server = net.createServer();
if (cluster.isPrimary) {
	server.listen(0, () => {
		const worker = cluster.fork({ PORT: server.address().port });
		worker.on('message', (message) => console.log(message));
		worker.on('exit', (code) => {
			console.log('exit', code, server.listening);
			server.close();
		});
	});
} else {
	server.on('error', ({ code, syscall }) => process.send({ code, syscall }, () => process.disconnect()));
	server.listen(process.env.PORT, () => process.send('listens'));
}
