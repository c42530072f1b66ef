const net = require('node:net');
const server = net.createServer({ allowHalfOpen: true }, (socket) => {
	let text = '';
	socket.setEncoding('utf8').on('data', (chunk) => (text += chunk));
	socket.on('end', () => {
		console.log('server end', text, socket.writable, socket.readable);
		setTimeout(() => socket.end(`after the end: ${text.length}`), 20);
	});
	socket.on('finish', () => console.log('server finish'));
	socket.on('close', () => server.close());
});
server.listen(0, () => {
	const client = net.connect({ port: server.address().port, allowHalfOpen: true });
	client.setEncoding('utf8');
	client.end('all of it', () => console.log('client finish'));
	client.on('data', (chunk) => console.log('client data', chunk, client.readyState));
	client.on('end', () => console.log('client end'));
	client.on('close', () => console.log('client close'));
});
