const net = require('node:net');
const attempts = [
	{ port: 1, host: '127.0.0.1' },
	{ port: 1, host: '::1' },
	{ port: 1, host: 'localhost' }
];
function next() {
	const options = attempts.shift();
	if (!options) return;
	const socket = net.connect(options);
	socket.on('connect', () => console.log('connected'));
	socket.on('error', ({ message, code, errno, syscall, address, port }) =>
		console.log(message, code, errno, syscall, address, port)
	);
	socket.on('close', (hadError) => {
		console.log('close', options.host, hadError);
		next();
	});
}
next();
