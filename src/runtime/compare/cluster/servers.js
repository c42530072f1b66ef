// Workers of a cluster share a server's port; those that leave take nothing with them.
const cluster = require('node:cluster');
const http = require('node:http');
const { once } = require('node:events');

if (!cluster.isPrimary) {
	const server = http.createServer((request, response) => {
		response.end(`${request.url} ${cluster.worker.id}`);
		if (request.url === '/leave') cluster.worker.disconnect();
	});
	server.listen(0, '127.0.0.1');
	return;
}

const ask = (port, path) =>
	new Promise((resolve, reject) => {
		const request = http.get({ port, host: '127.0.0.1', path, agent: false }, async (response) => {
			let text = '';
			for await (const chunk of response.setEncoding('utf8')) text += chunk;
			resolve(text);
		});
		request.on('error', reject);
	});

async function main() {
	const ports = new Set();
	for (let i = 0; i < 2; i++) {
		cluster.fork();
		const [, { address, port }] = await once(cluster, 'listening');
		console.log(address);
		ports.add(port);
	}
	console.log(ports.size);
	const [port] = ports;
	const answers = [];
	for (let i = 0; i < 4; i++) answers.push(await ask(port, `/${i}`));
	console.log(answers);
	const left = once(cluster, 'exit');
	console.log(await ask(port, '/leave').then((text) => text.slice(0, 6)));
	console.log((await left).slice(1));
	console.log((await ask(port, '/last')).slice(0, 5));
	const ended = once(cluster, 'exit');
	cluster.disconnect(() => console.log('all left'));
	await ended;
}
main();
