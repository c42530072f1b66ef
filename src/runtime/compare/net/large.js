const net = require('node:net');
const { createHash } = require('node:crypto');
const body = Buffer.alloc(3_000_000);
for (let at = 0; at < body.length; at++) body[at] = at * 31;
const digest = (bytes) => createHash('sha256').update(bytes).digest('hex').slice(0, 16);
const server = net.createServer((socket) => {
	socket.pipe(socket);
	socket.on('close', () => server.close());
});
server.listen(0, '127.0.0.1', () => {
	const client = net.connect(server.address().port, '127.0.0.1');
	const parts = [];
	client.on('data', (chunk) => parts.push(chunk));
	client.on('end', () => {
		const whole = Buffer.concat(parts);
		console.log(whole.length, digest(whole) === digest(body), client.bytesRead, client.bytesWritten);
	});
	console.log(client.write(body), client.writableNeedDrain);
	client.on('drain', () => console.log('drain'));
	client.end();
});
