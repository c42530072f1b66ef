// What one read gets: all that has arrived; into a buffer of the program's, or into the next that it names.
const net = require('node:net');
const { once } = require('node:events');

async function waitingBytes() {
	const server = net.createServer((socket) => {
		for (let at = 0; at < 300; at++) socket.write('x'.repeat(100));
		socket.end();
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const client = net.connect(server.address().port, '127.0.0.1').pause();
	await once(client, 'connect');
	await new Promise((resolve) => setTimeout(resolve, 100));
	const sizes = [];
	client.on('data', (chunk) => sizes.push(chunk.length)).resume();
	await once(client, 'end');
	console.log(
		sizes.length < 20,
		Math.max(...sizes) > 10_000,
		sizes.reduce((sum, size) => sum + size, 0)
	);
	server.close();
}

async function buffersInTurns() {
	const server = net.createServer((socket) => socket.end('hello world'));
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const buffers = [Buffer.alloc(2), Buffer.alloc(3)];
	let asked = 0;
	const parts = [];
	const client = net.connect({
		port: server.address().port,
		host: '127.0.0.1',
		onread: {
			buffer: () => buffers[asked++ % buffers.length],
			callback: (length, buffer) => {
				parts.push([buffers.indexOf(buffer), buffer.toString('latin1', 0, length)]);
				return true;
			}
		}
	});
	await once(client, 'close');
	console.log(JSON.stringify(parts), asked);
	server.close();
}

waitingBytes().then(buffersInTurns);
