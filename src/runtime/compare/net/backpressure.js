const net = require('node:net');
const server = net.createServer((socket) => {
	socket.pause();
	setTimeout(() => {
		let total = 0;
		socket.on('data', (chunk) => (total += chunk.length)).resume();
		socket.on('end', () => {
			console.log('read', total === written, total > 1_000_000);
			server.close();
		});
	}, 100);
});
let written = 0;
server.listen(0, () => {
	const client = net.connect(server.address().port);
	const chunk = Buffer.alloc(65_536, 'x');
	let stalls = 0;
	const more = () => {
		while (written < 40_000_000) {
			written += chunk.length;
			if (!client.write(chunk)) {
				stalls++;
				client.once('drain', more);
				return;
			}
		}
		console.log('stalled', stalls > 0);
		client.end();
	};
	more();
});
