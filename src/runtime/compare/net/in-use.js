const net = require('node:net');
const first = net.createServer().listen(0, '127.0.0.1', () => {
	const { port } = first.address();
	const second = net.createServer();
	second.on('error', (error) => {
		console.log(
			error.message.replace(port, 'PORT'),
			error.code,
			error.syscall,
			error.address,
			error.port === port
		);
		console.log(second.listening, second.address());
		const third = net.createServer().listen(port, '127.0.0.2', () => {
			console.log('another address', third.address().address);
			third.close();
			first.close(() => {
				second.listen(port, '127.0.0.1', () => {
					console.log('free again', second.address().port === port);
					second.close();
				});
			});
		});
	});
	second.listen(port, '127.0.0.1');
});
