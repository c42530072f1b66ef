const net = require('node:net');
const server = net.createServer((socket) => {
	socket.on('data', () => {});
	socket.on('error', ({ message, code }) => console.log('server error', message, code));
	socket.on('close', (hadError) => {
		console.log('server close', hadError);
		server.close();
	});
});
server.listen(0, () => {
	const client = net.connect(server.address().port, () => {
		client.write('x', () => setTimeout(() => client.resetAndDestroy(), 30));
	});
	client.on('error', (error) => console.log('client error', error.message));
	client.on('close', (hadError) => setTimeout(() => console.log('client close', hadError), 30));
});
