const net = require('node:net');
const server = net
	.createServer((socket) => socket.end('x'.repeat(25)))
	.listen(0, () => {
		const sizes = [];
		const client = net.connect({
			port: server.address().port,
			onread: {
				buffer: Buffer.alloc(10),
				callback(count, buffer) {
					sizes.push(count, buffer.length);
					return true;
				}
			}
		});
		client.on('data', () => console.log('never'));
		client.on('end', () => {
			console.log(sizes, client.bytesRead);
			server.close();
		});
	});
