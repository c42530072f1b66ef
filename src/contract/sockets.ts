/** A server that speaks WebSocket by hand, and what a previewed page does with it: statement 51. */

/** For `.on('upgrade')` of a server of node:http: says what it was asked with, echoes text and bytes, ends after "bye". */
export const upgrade = `(request, socket) => {
	if (request.url === '/refused') return socket.end('HTTP/1.1 403 Forbidden\\r\\n\\r\\n');
	const { host, origin, cookie = '' } = request.headers;
	const accept = require('crypto').createHash('sha1').update(request.headers['sec-websocket-key'] + '258EAFA5-E914-47DA-95CA-C5AB0DC85B11').digest('base64');
	socket.write('HTTP/1.1 101 Switching Protocols\\r\\nUpgrade: websocket\\r\\nConnection: Upgrade\\r\\nSec-WebSocket-Accept: ' + accept + '\\r\\nSec-WebSocket-Protocol: two\\r\\n\\r\\n');
	const send = (opcode, data, last = 0x80) => { const long = data.length > 125; const head = Buffer.alloc(long ? 10 : 2); head[0] = last | opcode; head[1] = long ? 127 : data.length; if (long) head.writeBigUInt64BE(BigInt(data.length), 2); socket.write(Buffer.concat([head, data])); };
	send(1, Buffer.from(host + ' ' + origin + ' '), 0); send(9, Buffer.from('p')); send(0, Buffer.from(cookie.includes('seen=1') && cookie.includes('secret=2') ? 'cookies' : 'none'));
	let bytes = Buffer.alloc(0); socket.on('error', () => {}); socket.on('data', (part) => { bytes = Buffer.concat([bytes, part]); for (;;) {
		if (bytes.length < 2) return; const short = bytes[1] & 127; const extra = short === 126 ? 2 : short === 127 ? 8 : 0; if (bytes.length < 2 + extra) return;
		const length = extra === 2 ? bytes.readUInt16BE(2) : extra === 8 ? Number(bytes.readBigUInt64BE(2)) : short; const from = 6 + extra; if (bytes.length < from + length) return;
		const data = Buffer.from(bytes.subarray(from, from + length)).map((byte, at) => byte ^ bytes[from - 4 + (at & 3)]); const opcode = bytes[0] & 15; bytes = bytes.subarray(from + length);
		if (opcode === 8) { send(8, data); socket.end(); return; } if (opcode === 10) send(1, Buffer.from('pong ' + data));
		else if (opcode === 1 && String(data) === 'bye') send(8, Buffer.concat([Buffer.from([0x0f, 0xa1]), Buffer.from('later')])); else send(opcode, data); } }); }`;

/** In a previewed page: `live`, what an exchange gave; `ours`, a close of the page's; `refusals`, those that never open. */
export const socketClient = `const base = location.origin.replace('http', 'ws');
	const ended = (socket, got = []) => new Promise((resolve) => { socket.onerror = () => got.push('error'); socket.onclose = ({ code, reason, wasClean }) => resolve([...got, code, reason, wasClean, socket.readyState]); });
	const socket = new WebSocket(base + '/live', ['one', 'two']); const got = [socket.readyState, socket.binaryType]; socket.binaryType = 'arraybuffer';
	socket.onopen = () => got.push(socket.protocol); const speak = () => { socket.send('\\u00e9'); socket.send(Uint8Array.of(1, 2, 3).subarray(1)); socket.send(new Blob([new Uint8Array(70000).fill(5)])); socket.send('bye'); };
	socket.addEventListener('message', speak, { once: true });
	socket.addEventListener('message', ({ data }) => got.push(typeof data === 'string' ? data : [...new Uint8Array(data.slice(-2)), data.byteLength]));
	out.live = await ended(socket, got); const other = new WebSocket('ws://localhost:3000/live', 'two'); other.onmessage = () => other.close(4000, 'enough'); out.ours = await ended(other);
	out.refusals = []; for (const url of [base + '/refused', 'ws://localhost:1/', 'wss://example.com/']) out.refusals.push(await ended(new WebSocket(url)));
	out.kinds = [new WebSocket(base + '/live') instanceof WebSocket, WebSocket.OPEN, WebSocket.name]; try { new WebSocket('ftp://x/'); } catch ({ name }) { out.kinds.push(name); }`;

export const socketsTold = {
	live: [
		0,
		'blob',
		'two',
		'localhost:3000 http://localhost:3000 cookies',
		'pong p',
		'é',
		[2, 3, 2],
		[5, 5, 70_000],
		4001,
		'later',
		true,
		3
	],
	ours: [4000, 'enough', true, 3],
	refusals: Array.from({ length: 3 }, () => ['error', 1006, '', false, 3]),
	kinds: [true, 1, 'WebSocket', 'SyntaxError']
};
