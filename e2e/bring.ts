/** What the specs of "Bring your own" share: a small repository with a bug, and ways to hand it over. */
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { Page } from '@playwright/test';
import { zipSync } from 'fflate';

export const repository: Record<string, string> = {
	'package.json': '{"name":"adder","license":"MIT","scripts":{"test":"node --test"}}',
	'add.js': 'exports.add = (a, b) => a - b;\nexports.twice = (a) => 2 * a;\n',
	'test/add.test.js': `const { test } = require('node:test');
const assert = require('node:assert');
const { add, twice } = require('../add.js');
test('adds', () => assert.strictEqual(add(2, 3), 5));
test('adds nothing', () => assert.strictEqual(add(2, 0), 2));
test('doubles', () => assert.strictEqual(twice(4), 8));
`
};

/** As git counts a blob. */
export const sha1 = (text: string) =>
	createHash('sha1')
		.update(`blob ${Buffer.byteLength(text)}\0${text}`)
		.digest('hex');

export const zip = (files: Record<string, string>) =>
	Buffer.from(
		zipSync(Object.fromEntries(Object.entries(files).map(([path, text]) => [path, Buffer.from(text)])))
	);

export const dropFile = (page: Page, name: string, buffer: Buffer) =>
	page.getByLabel('Choose a file').setInputFiles({ name, mimeType: 'application/octet-stream', buffer });

export const alert = (page: Page) => page.getByRole('alert');

/** A server on loopback that answers for one repository, "o/adder", as GitHub's API and its raw files do. */
export async function openGithub(files: Record<string, string>) {
	const [commit, root] = ['c'.repeat(40), 't'.repeat(40)];
	const tree = Object.entries(files).map(([path, text]) => ({
		...{ path, mode: '100644', type: 'blob', sha: sha1(text), size: Buffer.byteLength(text) }
	}));
	const answers: Record<string, string> = {
		'/api/repos/o/adder/commits/v1': JSON.stringify({ sha: commit, commit: { tree: { sha: root } } }),
		[`/api/repos/o/adder/git/trees/${root}`]: JSON.stringify({ sha: root, truncated: false, tree }),
		...Object.fromEntries(
			Object.entries(files).map(([path, text]) => [`/raw/o/adder/${commit}/${path}`, text])
		)
	};
	const server = createServer(({ url = '' }, response) => {
		const body = answers[url.split('?')[0] ?? ''];
		response.writeHead(body === undefined ? 404 : 200, { 'access-control-allow-origin': '*' });
		response.end(body ?? '{"message":"Not Found","status":"404"}');
	});
	await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
	const bound = server.address();
	const address = `http://127.0.0.1:${typeof bound === 'object' && bound ? bound.port : 0}`;
	return {
		services: { githubApi: `${address}/api`, githubRaw: `${address}/raw` },
		close: () => server.close()
	};
}
