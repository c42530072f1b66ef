const net = require('node:net');
const server = net
	.createServer((socket) => socket.on('error', () => {}).end('x'))
	.listen(0, () => {
		const early = net.connect(server.address().port);
		early.on('connect', () => console.log('never'));
		early.on('close', (hadError) => console.log('early close', hadError));
		early.destroy();
		const failing = net.connect(server.address().port, () => failing.destroy(new Error('mine')));
		failing.on('error', (error) => console.log('error', error.message));
		failing.on('close', (hadError) => {
			console.log('close', hadError);
			failing.write('late', (error) => console.log(error.code));
			server.close();
		});
	});
