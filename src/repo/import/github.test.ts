/** GitHub's answers, over a server on loopback that gives them as documented: https://docs.github.com/en/rest */
import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { importGithub } from './github.ts';

type Answer = { status?: number; headers?: Record<string, string>; body: unknown };
const tree = 't'.repeat(40);
const commit: Answer = { body: { sha: 'c'.repeat(40), commit: { tree: { sha: tree } } } };
const blobId = (text: string) => createHash('sha1').update(`blob ${text.length}\0${text}`).digest('hex');
const entry = (path: string, text: string, mode = '100644') => ({
	...{ path, mode, type: 'blob', sha: blobId(text), size: text.length }
});
const listed = (entries: object[], truncated = false): Answer => ({
	body: { sha: tree, truncated, tree: entries }
});

let answers: Record<string, Answer> = {};
let server: Server;
let address = '';
beforeAll(async () => {
	server = createServer(({ url = '' }, response) => {
		const {
			status = 200,
			headers = {},
			body
		} = answers[url.split('?')[0] ?? ''] ?? {
			status: 404,
			body: { message: 'Not Found', status: '404' }
		};
		response.writeHead(status, headers).end(typeof body === 'string' ? body : JSON.stringify(body));
	});
	await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
	const bound = server.address();
	address = `http://127.0.0.1:${typeof bound === 'object' && bound ? bound.port : 0}`;
});
afterAll(() => {
	server.close();
});

function bring(given: Record<string, Answer>) {
	answers = given;
	const services = { githubApi: `${address}/api`, githubRaw: `${address}/raw`, registry: '' };
	return importGithub(
		{ owner: 'o', name: 'n', ref: 'v1' },
		{ services, signal: new AbortController().signal }
	);
}
const at = { commit: '/api/repos/o/n/commits/v1', tree: `/api/repos/o/n/git/trees/${tree}` };
const raw = (path: string) => `/raw/o/n/${'c'.repeat(40)}/${path}`;

test('files and links of a commit are fetched; submodules are not', async () => {
	const { sha, tree: files } = await bring({
		[at.commit]: commit,
		[at.tree]: listed([
			entry('a b.js', 'one'),
			entry('link', 'a b.js', '120000'),
			{ path: 'lib', mode: '040000', type: 'tree', sha: tree },
			{ path: 'module', mode: '160000', type: 'commit', sha: tree }
		]),
		[raw('a%20b.js')]: { body: 'one' },
		[raw('link')]: { body: 'a b.js' }
	});
	expect(sha).toBe('c'.repeat(40));
	expect([...files]).toEqual([
		['a b.js', { bytes: new TextEncoder().encode('one') }],
		['link', { symlink: 'a b.js' }]
	]);
});

const used = { 'x-ratelimit-limit': '60', 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1893456000' };
const message = (text: string) => ({ message: text, documentation_url: 'https://docs.github.com/rest' });

test.each<[string, Record<string, Answer>, RegExp]>([
	['that is not there', {}, /there is nothing of that name, or it is not public$/],
	[
		'without that ref',
		{ [at.commit]: { status: 422, body: message('No commit found for SHA: v1') } },
		/^Cannot import "o\/n@v1": it has no branch, tag or commit "v1"$/
	],
	[
		'that is empty',
		{ [at.commit]: { status: 409, body: message('Git Repository is empty.') } },
		/the repository is empty$/
	],
	[
		'beyond the limit of an hour',
		{ [at.commit]: { status: 403, headers: used, body: message('API rate limit exceeded') } },
		/GitHub answers 60 questions an hour without an account, and they are used up\. Try again at \d\d:\d\d/
	],
	[
		'beyond the secondary limit',
		{ [at.commit]: { status: 429, headers: { 'retry-after': '60' }, body: message('secondary rate limit') } },
		/Try again at \d\d:\d\d:\d\d, or drop its zip here/
	],
	[
		'that is too large for one answer',
		{ [at.commit]: commit, [at.tree]: listed([entry('a', 'a')], true) },
		/more files than GitHub lists in one answer; drop a folder or a zip of it here$/
	],
	[
		'that is too large for a tab',
		{ [at.commit]: commit, [at.tree]: listed([{ ...entry('a', 'a'), size: 200e6 }]) },
		/it has 1 files of 200 MB, more than a tab should hold$/
	],
	[
		'whose link leads out',
		{
			[at.commit]: commit,
			[at.tree]: listed([entry('a/link', '../../etc', '120000')]),
			[raw('a/link')]: { body: '../../etc' }
		},
		/the link "a\/link" leads out of it/
	],
	['that answers with a page', { [at.commit]: { body: '<html>' } }, /the answer is not JSON$/],
	[
		'that answers with something else',
		{ [at.commit]: { body: {} } },
		/GitHub answered something else than it documents$/
	],
	['that is down', { [at.commit]: { status: 503, body: '' } }, /127\.0\.0\.1:\d+ answered 503$/]
])('a repository %s is refused in one sentence', async (_, given, sentence) => {
	await expect(bring(given)).rejects.toThrow(sentence);
});
