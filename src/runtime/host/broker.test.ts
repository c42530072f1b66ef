import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { OutsideRequest, RequestRecord } from '../protocol/broker.ts';
import { Broker } from './broker.ts';

let server: Server;
let base = '';
const seen: { method: string; url: string; names: string[] }[] = [];

beforeAll(async () => {
	server = createServer((request, response) => {
		const { method = '', url = '', headers } = request;
		seen.push({ method, url, names: Object.keys(headers) });
		if (url.startsWith('/site/')) response.setHeader('x-passed-on-to', 'registry');
		response.setHeader('content-type', 'application/json').end(`{"at":"${url}"}`);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});
afterAll(() => void server.close());

const get = (url: string): OutsideRequest => ({ url, method: 'GET', headers: [], body: null });

function makeBroker(registry: string) {
	const records: RequestRecord[] = [];
	return { records, broker: new Broker(registry, new URL('site/', base), (record) => records.push(record)) };
}

async function bodyOf(broker: Broker, id: number): Promise<string> {
	let text = '';
	for (;;) {
		const part = await broker.pull(id);
		if (part.length === 0) return text;
		text += new TextDecoder().decode(part);
	}
}

it('a GET from the registry passes, and is listed', async () => {
	const { broker, records } = makeBroker(`${base}npm/`);
	const { status, headers } = await broker.request(1, get(`${base}npm/left-pad`));
	expect([status, new Map(headers).get('content-type')]).toEqual([200, 'application/json']);
	expect(await bodyOf(broker, 1)).toBe('{"at":"/npm/left-pad"}');
	expect(records).toEqual([{ method: 'GET', url: `${base}npm/left-pad`, outcome: { status: 200 } }]);
});

it('another host is refused without a request, by its name, and is listed', async () => {
	const { broker, records } = makeBroker(`${base}npm/`);
	const before = seen.length;
	await expect(broker.request(1, get('https://example.com/secret'))).rejects.toMatchObject({
		code: 'EBLOCKED',
		message: `Cannot GET "https://example.com/secret": the sandbox may not reach example.com, only the npm registry (${new URL(base).host})`
	});
	expect(seen.length).toBe(before);
	expect(records).toEqual([
		{
			method: 'GET',
			url: 'https://example.com/secret',
			outcome: {
				refused: `the sandbox may not reach example.com, only the npm registry (${new URL(base).host})`
			}
		}
	]);
});

it.each(['other/x', 'npm/../other/x', 'npm'])('below the registry alone: "%s" is refused', async (path) => {
	const { broker } = makeBroker(`${base}npm/`);
	await expect(broker.request(1, get(base + path))).rejects.toMatchObject({ code: 'EBLOCKED' });
});

it.each(['POST', 'PUT', 'DELETE', 'HEAD'])('%s is refused even by the registry', async (method) => {
	const { broker } = makeBroker(`${base}npm/`);
	await expect(
		broker.request(1, { ...get(`${base}npm/left-pad`), method, body: new Uint8Array([1]) })
	).rejects.toMatchObject({ code: 'EBLOCKED' });
});

it('of the headers only accept passes', async () => {
	const { broker } = makeBroker(`${base}npm/`);
	await broker.request(1, {
		...get(`${base}npm/left-pad`),
		headers: [
			['Accept', 'application/json'],
			['authorization', 'Bearer key'],
			['cookie', 'a=b'],
			['x-leak', 'files']
		]
	});
	const names = seen.at(-1)?.names ?? [];
	expect(names).toContain('accept');
	for (const name of ['authorization', 'cookie', 'x-leak']) expect(names).not.toContain(name);
	broker.close();
});

it('a registry that pages cannot reach is reached through the server of the site', async () => {
	const { broker } = makeBroker('http://127.0.0.1:1/npm/');
	await broker.request(1, get('http://127.0.0.1:1/npm/@scope%2fname'));
	expect(await bodyOf(broker, 1)).toBe('{"at":"/site/@scope%2fname"}');
});
