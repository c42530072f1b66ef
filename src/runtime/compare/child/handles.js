// Sockets and servers that go to another process with a message.
const { fork } = require('node:child_process');
const { once } = require('node:events');
const net = require('node:net');

if (process.argv[2] === 'child') {
	process.on('message', (message, handle) => {
		if (message === 'socket') {
			handle.setEncoding('utf8');
			handle.on('data', (text) => handle.end(`child heard ${text}`));
			process.send('got it');
		} else if (message === 'server') {
			handle.on('connection', (socket) => socket.end('child serves'));
			process.send('serving');
		} else if (message === 'leave') process.exit(3);
		else process.send([message, handle === undefined]);
	});
	return;
}

/** What the other side says until it ends. */
async function heard(socket, words) {
	let text = '';
	socket.setEncoding('utf8').on('data', (more) => (text += more));
	if (words) socket.write(words);
	await once(socket, 'end');
	socket.destroy();
	return text;
}

async function passSocket(child, options) {
	const server = net.createServer(options).listen(0, '127.0.0.1');
	await once(server, 'listening');
	const client = net.connect(server.address().port, '127.0.0.1');
	const [socket] = await once(server, 'connection');
	child.send('socket', socket, (error) => error && console.log(error));
	console.log('destroyed', socket.destroyed, 'handle', socket._handle, await once(child, 'message'));
	console.log(await heard(client, 'hello'));
	server.close();
}

async function passServer(child) {
	const server = net.createServer((socket) => socket.end('parent serves')).listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address();
	child.send('server', server);
	await once(child, 'message');
	server.close();
	for (let i = 0; i < 3; i++) console.log(await heard(net.connect(port, '127.0.0.1')));
}

async function main() {
	for (const serialization of ['json', 'advanced']) {
		const child = fork(__filename, ['child'], { serialization });
		await passSocket(child, { pauseOnConnect: serialization === 'json' });
		await passServer(child);
		child.send('nothing');
		console.log(await once(child, 'message'));
		child.send('leave');
		console.log(await once(child, 'exit'));
	}
}
main();
