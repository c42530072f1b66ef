// What a parent has asked to read, but was not told of, belongs to the child that it hands the stream to.
const { spawn, fork } = require('node:child_process');
const fs = require('node:fs');
const net = require('node:net');
const path = require('node:path');
const { tree } = require('../help.cjs');

const size = 1024 * 1024;

/** cat FILE | grep x | wc -c, each a child of its own. */
function chain() {
	const text = Buffer.alloc(size, 'x');
	for (let at = 1024; at < size; at += 1024) text.write('\n', at);
	const file = path.join(tree(), 'data.txt');
	fs.writeFileSync(file, text);
	const cat = spawn('cat', [file]);
	const grep = spawn('grep', ['x'], { stdio: [cat.stdout, 'pipe', 'inherit'] });
	const count = spawn('wc', ['-c'], { stdio: [grep.stdout, 'pipe', 'inherit'] });
	count.stdout.on('data', (bytes) => console.log('counted', String(bytes).trim()));
	return Promise.all([cat, grep, count].map((child) => new Promise((ended) => child.on('exit', ended))));
}

/** A child that is given what another has written for a while. */
async function late() {
	const writer = spawn(process.execPath, ['-e', `process.stdout.write('y'.repeat(${size}))`]);
	writer.stdout.pause();
	await new Promise((resolve) => setTimeout(resolve, 100));
	const heard = writer.stdout.readableLength;
	const count = spawn('wc', ['-c'], { stdio: [writer.stdout, 'pipe', 'inherit'] });
	count.stdout.on('data', (bytes) => console.log('all of it', Number(bytes) + heard === size));
	await new Promise((ended) => count.on('close', ended));
}

/** A connection on which something has come already. */
async function sent() {
	const child = fork(__filename, ['child']);
	const server = net.createServer({ pauseOnConnect: true }, (socket) => {
		child.send('socket', socket);
		server.close();
	});
	server.listen(0, '127.0.0.1', () => {
		const { port } = /** @type {net.AddressInfo} */ (server.address());
		const client = net.connect(port, '127.0.0.1');
		client.end('written before it was sent');
		client.on('data', (bytes) => console.log('client:', String(bytes)));
	});
	await new Promise((ended) => child.on('close', ended));
}

if (process.argv[2] === 'child')
	process.on('message', (_, socket) => {
		const client = /** @type {net.Socket} */ (socket);
		let text = '';
		client.on('data', (bytes) => (text += bytes));
		client.on('end', () => {
			client.end(`child read: ${text}`);
			process.disconnect();
		});
	});
else
	chain()
		.then((codes) => console.log('ended', codes))
		.then(late)
		.then(sent);
