import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { packageTree } from './sources.mjs';

let server: Server;
let registry = '';
const tarball = gzipSync(Buffer.alloc(1024));
const integrityOf = (bytes: Buffer) => `sha512-${createHash('sha512').update(bytes).digest('base64')}`;

beforeAll(async () => {
	server = createServer((request, response) => {
		if (request.url?.endsWith('.tgz')) return response.end(tarball);
		if (!request.url?.startsWith('/tampered')) return response.writeHead(404).end('{}');
		const dist = { tarball: `${registry}tampered/-/tampered-1.0.0.tgz`, integrity: integrityOf(tarball) };
		const versions = { '1.0.0': { name: 'tampered', version: '1.0.0', dist } };
		return response.end(JSON.stringify({ name: 'tampered', 'dist-tags': { latest: '1.0.0' }, versions }));
	});
	await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
	const address = server.address();
	registry = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/`;
});
afterAll(() => {
	server.close();
});

const wanted = integrityOf(Buffer.from('the one that was pinned'));

test('a tarball that is not there is named', async () => {
	await expect(packageTree('nowhere-to-be-found', '1.2.3', wanted, registry)).rejects.toThrow(
		/^Cannot get the tarball of nowhere-to-be-found@1\.2\.3: .*404/
	);
});

test('a tarball with another hash than the pinned one is named and refused', async () => {
	await expect(packageTree('tampered', '1.0.0', wanted, registry)).rejects.toThrow(
		/^Cannot get the tarball of tampered@1\.0\.0: .*integrity/i
	);
});
