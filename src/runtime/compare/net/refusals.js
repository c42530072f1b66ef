// What the system refuses: writing to a handle that is closed, a local port where somebody listens; and who may use a socket's file.
const fs = require('node:fs');
const net = require('node:net');
const os = require('node:os');
const path = require('node:path');
const { once } = require('node:events');

async function listening(...args) {
	const server = net.createServer().listen(...args);
	await once(server, 'listening');
	return server;
}

async function closedHandle() {
	const server = await listening(0, '127.0.0.1');
	const client = net.connect(server.address().port, '127.0.0.1');
	await once(client, 'connect');
	client._handle.close();
	client.write('foo');
	const [{ code, message }] = await once(client, 'error');
	console.log(code, message);
	server.close();
}

async function usedPort() {
	const [one, other] = [await listening(0, '127.0.0.1'), await listening(0, '127.0.0.1')];
	for (const localAddress of ['127.0.0.1', '0.0.0.0']) {
		const client = net.connect({
			port: one.address().port,
			host: '127.0.0.1',
			localAddress,
			localPort: other.address().port
		});
		const [{ code }] = await once(client, 'error');
		console.log(localAddress, code);
	}
	one.close();
	other.close();
}

async function modes() {
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'modes-'));
	for (const options of [
		{},
		{ readableAll: true },
		{ writableAll: true },
		{ readableAll: true, writableAll: true }
	]) {
		const server = await listening({ path: path.join(folder, 'socket'), ...options });
		console.log(
			Object.keys(options).join() || 'none',
			(fs.statSync(server.address()).mode & 0o777).toString(8)
		);
		server.close();
		await once(server, 'close');
	}
	fs.rmdirSync(folder);
}

closedHandle().then(usedPort).then(modes);
