import { createServer, type Server } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { blobIdOf } from '#sandbox/blobs.ts';
import { encodeTree } from '#sandbox/snapshot.ts';
import { loadTaskPack } from './task-pack.ts';

const files = new Map<string, string | Uint8Array>();
let server: Server;
let base = '';

beforeAll(async () => {
	server = createServer((request, response) => {
		const content = files.get(decodeURIComponent(request.url ?? '').slice(1));
		response.writeHead(content === undefined ? 404 : 200).end(content);
	});
	await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
	const address = server.address();
	base = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/`;
});
afterAll(() => {
	server.close();
});

const text = (value: string) => new TextEncoder().encode(value);

async function addLayer(content: Record<string, string>) {
	const tree = new Map(Object.entries(content).map(([path, value]) => [path, { bytes: text(value) }]));
	const snapshot = encodeTree(tree);
	const id = await blobIdOf(snapshot);
	const packed = gzipSync(snapshot);
	files.set(`${id}.bin`, packed);
	return { id, mountPoint: '', role: 'repo', bytes: packed.length };
}

const task = {
	id: 'tiny',
	title: 'Tiny',
	source: { kind: 'own' },
	environment: null,
	runner: 'plain',
	testCommands: ['node test.js'],
	tests: 'hidden',
	testFiles: ['test.js'],
	tags: [],
	difficulty: 1,
	limits: { steps: 1, testTimeout: 1, time: 1 },
	license: 'MIT',
	problemStatement: 'x',
	hints: [],
	failToPass: ['test.js'],
	passToPass: [],
	flaky: []
};

beforeEach(async () => {
	files.clear();
	const pack = {
		version: 1,
		digest: 'd',
		task,
		base: [await addLayer({ 'a.js': 'old', 'gone.js': 'x' })],
		hiddenTests: await addLayer({ 'test.js': 'test' }),
		deletedTests: [],
		gold: { layer: await addLayer({ 'a.js': 'new' }), deleted: ['gone.js'] },
		walkthrough: null
	};
	files.set('tiny.json', JSON.stringify(pack));
});

const refusal = (id: string) =>
	loadTaskPack(id, { base }).then(
		() => null,
		(error: { code?: string }) => error.code
	);

describe('a task pack', () => {
	test('holds the layers and the gold patch against its base', async () => {
		const heard: number[] = [];
		const pack = await loadTaskPack('tiny', { base, onProgress: ({ loaded }) => heard.push(loaded) });
		const [before, after, gone] = await Promise.all([text('old'), text('new'), text('x')].map(blobIdOf));
		expect(pack.task).toEqual(task);
		expect(pack.gold.patch).toEqual([
			{ path: 'a.js', before, after },
			{ path: 'gone.js', before: gone, after: null }
		]);
		expect(heard).toEqual([...heard].sort((a, b) => a - b));
	});

	test('with a layer whose hash is another one is refused', async () => {
		const [name] = [...files.keys()].filter((key) => key.endsWith('.bin'));
		files.set(name ?? '', gzipSync(encodeTree(new Map([['a.js', { bytes: text('evil') }]]))));
		expect(await refusal('tiny')).toBe('E_PACK_HASH');
	});

	test('with a layer that was cut short is refused', async () => {
		const [name] = [...files.keys()].filter((key) => key.endsWith('.bin'));
		files.set(name ?? '', (files.get(name ?? '') as Uint8Array).slice(0, 30));
		expect(await refusal('tiny')).toBe('E_PACK_HASH');
	});

	test('that is not there, or of another shape, is refused by code', async () => {
		expect(await refusal('nothing')).toBe('E_NO_TASK');
		files.set('tiny.json', '{"version":2}');
		expect(await refusal('tiny')).toBe('E_PACK');
		files.set('tiny.json', '<html>');
		expect(await refusal('tiny')).toBe('E_PACK');
	});
});
