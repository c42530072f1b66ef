import { expect, it } from 'vitest';
import { makeMemory } from '../protocol/file-table.ts';
import type { Endpoint } from '../protocol/network.ts';
import type { Description } from '../protocol/syscalls.ts';
import { Files } from './files.ts';
import { Network } from './network.ts';
import type { Arrival, Listener } from './socket.ts';

function makeNetwork() {
	const files = new Files(makeMemory());
	files.format();
	files.mkdir('/tmp', 0o777, true);
	const changes: [number, boolean][] = [];
	return { files, changes, network: new Network(files, (port, open) => changes.push([port, open])) };
}

const tcp = (address: string, port: number) => ({ address, port });
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const bytes = (value: string) => new TextEncoder().encode(value);

/** What the listening side is given for the next connection. */
async function nextOf(listener: Listener): Promise<Arrival> {
	let arrival: Arrival | undefined;
	await listener.accept((next) => {
		arrival = next;
		return { description: 0 as Description, local: next.local, peer: next.peer };
	}, {});
	if (!arrival) throw new Error('Cannot accept: nobody came');
	return arrival;
}

it.each<[string, string, boolean]>([
	['127.0.0.1', '127.0.0.1', true],
	['127.0.0.1', '127.0.0.2', false],
	['0.0.0.0', '127.0.0.1', true],
	['::', '127.0.0.1', true],
	['::', '::1', true],
	['::1', '127.0.0.1', false],
	['0.0.0.0', '::1', false]
])('a second listener: %s and %s on one port collide: %s', (first, second, collide) => {
	const { network } = makeNetwork();
	network.listen(tcp(first, 3000), {});
	const listenAgain = () => network.listen(tcp(second, 3000), {});
	if (collide) expect(listenAgain).toThrow(expect.objectContaining({ code: 'EADDRINUSE' }));
	else expect(listenAgain().at).toEqual(tcp(second, 3000));
});

it.each<[Endpoint, string]>([
	[tcp('127.0.0.1', 9), 'ECONNREFUSED'],
	[tcp('::1', 9), 'ECONNREFUSED'],
	[tcp('93.184.216.34', 80), 'EBLOCKED'],
	[tcp('2606:2800::1', 80), 'EBLOCKED'],
	[{ path: '/tmp/none.sock' }, 'ENOENT']
])('connecting to %o is refused with %s', (to, code) => {
	expect(() => makeNetwork().network.connect(to, null)).toThrow(expect.objectContaining({ code }));
});

it('an address of another machine can not be listened at', () => {
	expect(() => makeNetwork().network.listen(tcp('8.8.8.8', 0), {})).toThrow(
		expect.objectContaining({ code: 'EADDRNOTAVAIL' })
	);
});

it('port 0 is a free one, another each time; opening and closing are told once', () => {
	const { network, changes } = makeNetwork();
	const [one, other] = [network.listen(tcp('::1', 0), {}), network.listen(tcp('::1', 0), {})];
	const [a, b] = [one, other].map(({ at }) => ('port' in at ? at.port : 0));
	expect(a).not.toBe(b);
	const beside = network.listen(tcp('127.0.0.1', a ?? 0), {});
	one.listener.close();
	beside.listener.close();
	expect(changes).toEqual([
		[a, true],
		[b, true],
		[a, false]
	]);
});

it('bytes cross in order, and the end comes after them', async () => {
	const { network } = makeNetwork();
	const { listener } = network.listen(tcp('::', 3000), {});
	const client = network.connect(tcp('127.0.0.1', 3000), null);
	const server = await nextOf(listener);
	expect(server.peer).toMatchObject({ address: '::ffff:127.0.0.1' });
	await client.end.write(bytes('one '));
	await client.end.write(bytes('two'));
	client.end.shutdown();
	expect(text(await server.end.read(100))).toBe('one two');
	expect((await server.end.read(100)).length).toBe(0);
	await server.end.write(bytes('still open'));
	expect(text(await client.end.read(100))).toBe('still open');
});

it('a side that closes with something unread resets the other', async () => {
	const { network } = makeNetwork();
	const { listener } = network.listen(tcp('::', 3000), {});
	const client = network.connect(tcp('127.0.0.1', 3000), null);
	const server = await nextOf(listener);
	await client.end.write(bytes('nobody reads this'));
	server.end.close();
	expect(() => client.end.read(100)).toThrow(expect.objectContaining({ code: 'ECONNRESET' }));
	expect(() => client.end.write(bytes('x'))).toThrow(expect.objectContaining({ code: 'EPIPE' }));
});

it('a Unix socket has a name among the files for as long as somebody listens', () => {
	const { network, files } = makeNetwork();
	const { listener } = network.listen({ path: '/tmp/a.sock' }, {});
	expect(files.stat(files.lookup('/tmp/a.sock', true)).mode & 0o170000).toBe(0o140000);
	expect(() => network.listen({ path: '/tmp/a.sock' }, {})).toThrow(
		expect.objectContaining({ code: 'EADDRINUSE' })
	);
	expect(network.connect({ path: '/tmp/a.sock' }, null).peer).toEqual({ path: '/tmp/a.sock' });
	listener.close();
	expect(files.find('/tmp/a.sock', true)).toBe(0);
});
