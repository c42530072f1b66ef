// The global WebSocket against a server that speaks frames by hand.
import http from 'node:http';
import crypto from 'node:crypto';
const server = http.createServer();
server.on('upgrade', (request, socket) => {
	const accept = crypto
		.createHash('sha1')
		.update(`${request.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`)
		.digest('base64');
	socket.write(
		`HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n${request.headers['sec-websocket-protocol'] ? 'Sec-WebSocket-Protocol: two\r\n' : ''}\r\n`
	);
	const frame = (opcode, data) =>
		socket.write(Buffer.concat([Buffer.from([0x80 | opcode, data.length]), data]));
	frame(1, Buffer.from('hello'));
	frame(2, Buffer.from([1, 2, 3]));
	socket.on('data', (bytes) => {
		const opcode = bytes[0] & 15;
		const length = bytes[1] & 127;
		const mask = bytes.subarray(2, 6);
		const data = bytes.subarray(6, 6 + length).map((byte, at) => byte ^ mask[at % 4]);
		if (opcode === 1) frame(1, Buffer.from(`echo ${data}`));
		if (opcode === 8) {
			frame(8, data);
			socket.end();
		}
	});
	socket.on('error', () => {});
});
await new Promise((up) => server.listen(0, '127.0.0.1', up));
const socket = new WebSocket(`ws://127.0.0.1:${server.address().port}/x`, ['one', 'two']);
console.log(socket.readyState, socket.binaryType, WebSocket.OPEN, socket.bufferedAmount);
socket.binaryType = 'arraybuffer';
socket.onopen = () => {
	console.log('open', socket.readyState, socket.protocol, socket.extensions);
	socket.send('from here');
};
socket.onmessage = ({ data, type }) => {
	console.log(type, typeof data === 'string' ? data : new Uint8Array(data));
	if (String(data).startsWith('echo')) socket.close(4000, 'enough');
};
await new Promise(
	(done) =>
		(socket.onclose = ({ code, reason, wasClean }) => {
			console.log('close', code, reason, wasClean, socket.readyState);
			done();
		})
);
server.close();
const refused = new WebSocket('ws://127.0.0.1:1');
await new Promise((done) => (refused.onerror = ({ type }) => done(console.log('error', type))));
for (const url of ['http://a.test:1', 'ftp://x', 'nonsense'])
	try {
		new WebSocket(url).onerror = () => {};
		console.log('made');
	} catch (error) {
		console.log(error.name, error.code, error.message);
	}
