import { createServer, connect } from 'node:net';
import { once } from 'node:events';
import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';

const server = createServer(async (socket) => {
	let text = '';
	for await (const chunk of socket.setEncoding('utf8')) text += chunk;
	console.log('server', text);
	server.close();
});
server.listen(0);
await once(server, 'listening');
await pipeline(Readable.from(['one ', 'two ', 'three']), connect(server.address().port).resume());
console.log('sent');
await once(server, 'close');
console.log('closed');
