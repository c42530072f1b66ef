/** Task folders as SWE-bench 5 lays them out, over a server that answers as GitHub documents. */
import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Tree } from '#model/tree.ts';
import { decodeTree } from '#sandbox/snapshot.ts';
import { packOfFolder, taskFoldersIn } from './task-repo.ts';

const files: Record<string, string> = {
	'package.json': '{"name":"adder","license":"MIT","scripts":{"test":"node --test"}}',
	'add.js': 'exports.add = (a, b) => a - b;\n',
	'test/add.test.js': "require('node:test')('adds', () => {});\n"
};
const sha1 = (text: string) => createHash('sha1').update(`blob ${text.length}\0${text}`).digest('hex');
let server: Server;
let address = '';

beforeAll(async () => {
	server = createServer((request, response) => {
		const url = request.url ?? '';
		const raw = files[url.replace('/raw/o/adder/commit/', '')];
		if (raw !== undefined) return response.end(raw);
		if (url.startsWith('/api/repos/o/adder/commits/'))
			return response.end(JSON.stringify({ sha: 'commit', commit: { tree: { sha: 'tree' } } }));
		if (!url.startsWith('/api/repos/o/adder/git/trees/tree')) return response.writeHead(404).end('{}');
		const tree = Object.entries(files).map(([path, text]) => ({
			...{ path, mode: '100644', type: 'blob', size: text.length },
			sha: sha1(text)
		}));
		return response.end(JSON.stringify({ truncated: false, tree }));
	});
	await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
	const bound = server.address();
	address = `http://127.0.0.1:${typeof bound === 'object' && bound ? bound.port : 0}`;
});
afterAll(() => {
	server.close();
});

const treeOf = (texts: Record<string, string>): Tree =>
	new Map(Object.entries(texts).map(([path, text]) => [path, { bytes: new TextEncoder().encode(text) }]));
const folder = {
	'task.yaml':
		'base_commit: v1\ndatasets:\n- x/y\neval_type: pass_and_fail\nimage: x/y:latest\ninstance_id: o__adder-7\nlog_parser: parse_log_tap\nrepo: o/adder\nsplit: test\nversion: "1.0"\n',
	'tests.json': '{"FAIL_TO_PASS": ["adds"], "PASS_TO_PASS": []}',
	'problem_statement.md': '# Sums are differences\n\nadd(2, 3) is -1.',
	'gold.patch':
		'diff --git a/add.js b/add.js\n--- a/add.js\n+++ b/add.js\n@@ -1 +1 @@\n-exports.add = (a, b) => a - b;\n+exports.add = (a, b) => a + b;\n',
	'test.patch':
		"diff --git a/test/more.test.js b/test/more.test.js\nnew file mode 100644\n--- /dev/null\n+++ b/test/more.test.js\n@@ -0,0 +1 @@\n+require('node:test')('exists', () => require('../add.js'));\n",
	'eval.sh': '#!/bin/bash\n',
	Dockerfile: 'FROM node:22\n',
	'test_assets/test/picture.bin': 'x'
};
const options = () => ({
	services: { githubApi: `${address}/api`, githubRaw: `${address}/raw`, registry: '' },
	signal: new AbortController().signal
});

test('a folder becomes a task: the repository from GitHub, tests from test.patch and test_assets, the fix from gold.patch', async () => {
	const pack = await packOfFolder(treeOf(folder), options());
	expect(pack.task).toMatchObject({
		id: 'o__adder-7',
		title: 'Sums are differences',
		license: 'MIT',
		testFiles: ['test/add.test.js', 'test/more.test.js', 'test/picture.bin'],
		failToPass: ['adds']
	});
	expect([...decodeTree(pack.base[0]?.snapshot ?? new Uint8Array()).keys()].sort()).toEqual([
		...['add.js', 'package.json', 'test/add.test.js', 'test/more.test.js', 'test/picture.bin']
	]);
	expect(pack.gold.patch.map(({ path }) => path)).toEqual(['add.js']);
});

test('a repository of tasks gives its folders; a folder without a column is refused by its name', async () => {
	const all = Object.entries(folder).map(([path, text]) => [`tasks/o__adder-7/${path}`, text]);
	const repository = treeOf({ ...Object.fromEntries(all), 'sweb.yaml': 'datasets: [x/y]' });
	expect(taskFoldersIn(repository)).toHaveLength(1);
	const { 'gold.patch': _, ...without } = folder;
	await expect(packOfFolder(treeOf(without), options())).rejects.toThrow(
		'Cannot import task "o__adder-7": field "patch" of the folder is missing or wrong'
	);
});
