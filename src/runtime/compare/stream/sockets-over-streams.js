/** A socket over any stream of JavaScript: what the library calls JSStreamSocket, reached by its old public name. */
process.removeAllListeners('warning').on('warning', () => {});
const { Duplex } = require('node:stream');
const http = require('node:http');
const StreamWrap = require('_stream_wrap');
const { attempt } = require('../help.cjs');

/** Two streams, each of which reads what the other is written. */
function pair() {
	/** @type {Duplex[]} */
	const sides = [0, 1].map(
		(side) =>
			new Duplex({
				read() {},
				write(chunk, _encoding, done) {
					sides[1 - side]?.push(chunk);
					done();
				},
				final(done) {
					sides[1 - side]?.push(null);
					done();
				}
			})
	);
	return sides;
}

/** @param {(done: () => void) => void} step */
const waits = (step) => new Promise((resolve) => step(() => resolve(undefined)));

async function talk() {
	const [near, far] = pair();
	const socket = new StreamWrap(near);
	console.log(socket.constructor.name, socket instanceof require('node:net').Socket, socket.readable);
	/** @type {string[]} */
	const heard = [];
	far.on('data', (/** @type {Buffer} */ chunk) => heard.push(chunk.toString('hex')));
	await waits((done) => socket.write('tëxt', done));
	await waits((done) => socket.write('tëxt', 'latin1', done));
	await waits((done) => socket.write('tëxt', 'utf16le', done));
	socket.cork();
	socket.write('several ');
	socket.write(Buffer.from('pieces'));
	process.nextTick(() => socket.uncork());
	await waits((done) => socket.write(' at once', done));
	console.log(heard, socket.bytesWritten);
	socket.setEncoding('utf8');
	socket.on('data', (/** @type {string} */ text) => console.log('read', text));
	socket.on('end', () => console.log('end'));
	socket.on('close', () => console.log('close', socket.bytesRead));
	far.on('end', () => console.log('far end'));
	far.write('answer');
	await waits((done) => setTimeout(done, 20));
	far.end('last');
	socket.end();
	await waits((done) => socket.once('close', done));
}

async function refuse() {
	for (const options of [{ objectMode: true }, { encoding: 'ascii' }]) {
		const stream = new Duplex({ read() {}, write() {}, ...options });
		const wrap = new StreamWrap(stream);
		const error = waits((done) =>
			wrap.once('error', (/** @type {Error & {code: string}} */ e) => {
				console.log(e.code, e.message);
				done();
			})
		);
		stream.push(options.objectMode ? {} : 'text');
		await error;
	}
}

/** The server's parser takes what such a socket reads. */
async function serve() {
	const [near, far] = pair();
	const server = http.createServer((request, response) => response.end(`you asked ${request.url}`));
	server.emit('connection', new StreamWrap(near));
	let text = '';
	far.on('data', (/** @type {Buffer} */ chunk) => (text += chunk));
	far.write('GET /place HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n');
	await waits((done) => far.once('end', done));
	console.log(text.replace(/Date: .*\r\n/, '').split('\r\n'));
	far.end();
}

async function types() {
	const net = require('node:net');
	const server = net.createServer().listen(0);
	await waits((done) => server.once('listening', done));
	const client = net.connect(/** @type {{port: number}} */ (server.address()).port);
	await waits((done) => client.once('connect', done));
	attempt('text as a buffer', () => client.write('broken', /** @type {BufferEncoding} */ ('buffer')));
	client.destroy();
	server.close();
}

void talk().then(refuse).then(serve).then(types);
