// reusePort: several may listen on one port, if all of them say so.
const net = require('node:net');

const listen = (options) =>
	new Promise((resolve) => {
		const server = net.createServer((socket) => socket.end('hello'));
		server.on('error', (error) => resolve(error));
		server.listen({ host: '127.0.0.1', ...options }, () => resolve(server));
	});
const told = (server) => server.code ?? 'listens';
const ask = (port) =>
	new Promise((resolve) => {
		const socket = net.connect(port, '127.0.0.1');
		let text = '';
		socket.on('data', (data) => (text += data));
		socket.on('error', (error) => resolve(error.code));
		socket.on('close', () => resolve(text));
	});

(async () => {
	const first = await listen({ port: 0, reusePort: true });
	const { port } = first.address();
	const second = await listen({ port, reusePort: true });
	console.log('with it:', told(first), told(second));
	console.log('without it:', told(await listen({ port })));
	console.log(await ask(port), await ask(port), await ask(port));
	first.close();
	console.log(await ask(port));
	second.close();
	const plain = await listen({ port: 0 });
	console.log('the first without it:', told(await listen({ port: plain.address().port, reusePort: true })));
	plain.close();
})();
