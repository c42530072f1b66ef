// A line protocol over a socket: partial lines, many clients, ends from both sides.
const net = require('node:net');
const { attempt } = require('../help.cjs');
const server = net.createServer((socket) => {
	let rest = '';
	socket.setEncoding('utf8');
	socket.on('error', () => {}); // one client is destroyed
	socket.write('ready\n');
	socket.on('data', (text) => {
		const lines = (rest + text).split('\n');
		rest = lines.pop();
		for (const line of lines) {
			if (line === 'quit') socket.end('bye\n');
			else socket.write(`${line.length}:${line.toUpperCase()}\n`);
		}
	});
	socket.on('end', () => rest && socket.end(`cut ${rest}\n`));
});
server.listen(0, '127.0.0.1', async () => {
	const { port, address, family } = server.address();
	console.log(address, family, server.listening);
	const talk = (...parts) =>
		new Promise((resolve) => {
			const socket = net.connect({ port, host: '127.0.0.1', allowHalfOpen: true });
			let heard = '';
			socket
				.setEncoding('utf8')
				.on('data', (text) => (heard += text))
				.on('end', () => socket.end())
				.on('close', (hadError) =>
					resolve([heard.split('\n'), hadError, socket.bytesWritten, socket.bytesRead])
				);
			socket.on('connect', async () => {
				for (const part of parts) {
					socket.write(part);
					await new Promise((done) => setTimeout(done, 2));
				}
				if (!parts.includes('quit\n')) socket.end();
			});
		});
	console.log(await talk('hel', 'lo\nwor', 'ld\n', 'quit\n'), await talk('never ended'));
	console.log(
		(await Promise.all(Array.from({ length: 5 }, (_, at) => talk(`client ${at}\n`, 'quit\n')))).map(
			([lines]) => lines[1]
		)
	);
	const socket = net.connect(port, '127.0.0.1', () => {
		console.log(
			socket.remotePort === port,
			socket.remoteAddress,
			socket.remoteFamily,
			socket.localAddress,
			socket.readyState,
			socket.connecting,
			socket.setNoDelay() === socket,
			socket.setKeepAlive(true) === socket,
			socket.timeout
		);
		socket.destroy();
		server.getConnections((error, count) => console.log(error, count >= 0));
		server.close((error) => console.log('closed', error, server.listening));
	});
	attempt('port', () => net.connect(99999));
	attempt('nothing', () => net.connect());
	attempt('options', () => net.connect({}));
	console.log(
		net.isIP('1.2.3.4'),
		net.isIP('::1'),
		net.isIP('x'),
		net.isIPv4('1.2.3'),
		net.isIPv6('::ffff:1.2.3.4'),
		new net.SocketAddress({ address: '1.2.3.4', port: 5 }),
		net.getDefaultAutoSelectFamily()
	);
});
