import { createHash } from 'node:crypto';
import { createServer, type Server, type Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import type { SocketCommand, SocketEvent } from '../../protocol/preview.ts';
import { SocketCarrier } from './sockets.ts';

const servers: Server[] = [];
afterEach(() => servers.splice(0).forEach((server) => server.close()));

/** A server that shakes hands and then says `bytes`; what it hears after the head comes to `heard`. */
async function opened(bytes: number[], headers: string[] = [], protocols: string[] = []) {
	const heard: Buffer[] = [];
	const sockets: Socket[] = [];
	const server = createServer((socket) => {
		sockets.push(socket);
		socket.once('data', (head) => {
			const key = /Sec-WebSocket-Key: (.*)\r\n/.exec(String(head))?.[1] ?? '';
			const accept = createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');
			const lines = [
				'Upgrade: websocket',
				'Connection: Upgrade',
				`Sec-WebSocket-Accept: ${accept}`,
				...headers
			];
			socket.write(`HTTP/1.1 101 Switching Protocols\r\n${lines.join('\r\n')}\r\n\r\n`);
			socket.write(Buffer.from(bytes));
			socket.on('data', (part) => heard.push(part));
		});
	});
	servers.push(server);
	await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
	const { port1, port2 } = new MessageChannel();
	const events: SocketEvent[] = [];
	const over = new Promise<void>((resolve) => {
		port1.onmessage = ({ data }: MessageEvent<SocketEvent>) => {
			events.push(data);
			if (data.type === 'closed') resolve();
		};
	});
	const carrier = new SocketCarrier(port2);
	void carrier.carry(await wireTo(server), {
		path: '/',
		host: 'localhost:3000',
		origin: 'http://localhost:3000',
		userAgent: 'test',
		protocols,
		cookie: '',
		setCookie: () => {}
	});
	const say = (command: SocketCommand) => port1.postMessage(command);
	return { events, over, say, heard, sockets };
}

async function wireTo(server: Server) {
	const { connect } = await import('node:net');
	const address = server.address();
	const socket = connect(typeof address === 'object' && address ? address.port : 0, '127.0.0.1');
	const parts = socket[Symbol.asyncIterator]();
	return {
		send: (bytes: Uint8Array) => new Promise<void>((done) => socket.write(bytes, () => done())),
		receive: async () => ((await parts.next()).value as Buffer | undefined) ?? new Uint8Array(),
		close: () => void socket.destroy()
	};
}

const closed = (problem: string): SocketEvent => ({ type: 'closed', code: 1006, reason: '', problem });
const open: SocketEvent = { type: 'open', protocol: '' };

test.for([
	['a masked frame', [0x81, 0x80, 0, 0, 0, 0], 1002, 'a frame of the server is masked'],
	['a reserved bit', [0xc1, 0], 1002, 'a reserved bit is set'],
	['an unknown opcode', [0x83, 0], 1002, 'there is no opcode 3'],
	['a ping in parts', [0x09, 0], 1002, 'a control frame is too long or in parts'],
	['a part of nothing', [0x80, 0], 1002, 'a message begins within another, or goes on before it begins'],
	[
		'a message within another',
		[0x01, 0, 0x81, 0],
		1002,
		'a message begins within another, or goes on before it begins'
	],
	['a text that is not UTF-8', [0x81, 1, 0xff], 1007, 'a text is not UTF-8'],
	['a close of one byte', [0x88, 1, 3], 1002, 'the code of a close has one byte'],
	['a message too long', [0x82, 127, 0, 0, 0, 1, 0, 0, 0, 0], 1009, 'a message has more than 268435456 bytes']
] as const)('%s ends the connection, and the server hears why', async ([, bytes, code, problem]) => {
	const { events, over, heard, sockets } = await opened([...bytes]);
	await over;
	expect(events).toEqual([open, closed(problem)]);
	await new Promise((gone) => sockets[0]?.on('close', gone).resume());
	const [head = 0, length = 0, ...rest] = Buffer.concat(heard);
	expect([head, length]).toEqual([0x88, 0x82]);
	expect((((rest[0] ?? 0) ^ (rest[4] ?? 0)) << 8) | ((rest[1] ?? 0) ^ (rest[5] ?? 0))).toBe(code);
});

test.for([
	['an extension', ['Sec-WebSocket-Extensions: permessage-deflate'], 'nobody asked for an extension'],
	['a protocol', ['Sec-WebSocket-Protocol: three'], 'nobody asked for the protocol "three"']
] as const)(
	'%s that nobody asked for ends the connection before it is open',
	async ([, headers, problem]) => {
		const { events, over } = await opened([], [...headers], ['one']);
		await over;
		expect(events).toEqual([closed(problem)]);
	}
);

test('a server that ends without a close has broken the connection', async () => {
	const { events, over, sockets } = await opened([0x81, 2, 0x68, 0x69]);
	await expect.poll(() => events.length).toBe(2);
	sockets[0]?.end();
	await over;
	expect(events).toEqual([
		open,
		{ type: 'message', data: 'hi' },
		closed('the server ended it without a close')
	]);
});

test('a close of the page is said to the server, and ends when that answers', async () => {
	const { events, over, say, heard, sockets } = await opened([]);
	await expect.poll(() => events).toEqual([open]);
	say({ type: 'close', code: 4000, reason: 'x' });
	await expect.poll(() => Buffer.concat(heard).length).toBe(9);
	sockets[0]?.write(Buffer.from([0x88, 3, 0x0f, 0xa0, 0x78]));
	await over;
	expect(events).toEqual([open, { type: 'closed', code: 4000, reason: 'x', problem: '' }]);
});
