const net = require('node:net');
const fs = require('node:fs');
const path = require('node:path');
const os = require('node:os');
const file = path.join(os.tmpdir(), `unix-${process.pid}.sock`);
const hide = (text) => text.replaceAll(file, 'FILE');
const server = net.createServer((socket) => {
	console.log('connection', socket.remoteAddress, socket.address());
	socket.end('bye');
});
server.listen(file, () => {
	console.log(hide(server.address()), fs.existsSync(file), fs.statSync(file).isSocket());
	net
		.createServer()
		.on('error', (error) => {
			console.log(hide(error.message), error.code);
			const client = net.connect(file);
			client.on('data', (bytes) => console.log(String(bytes)));
			client.on('close', () =>
				server.close(() => {
					console.log(fs.existsSync(file));
					net
						.connect(file)
						.on('error', ({ message, code, errno }) => console.log(hide(message), code, errno));
				})
			);
		})
		.listen(file);
});
