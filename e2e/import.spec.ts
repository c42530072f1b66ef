import { createHash } from 'node:crypto';
import { createServer, type Server, type ServerResponse } from 'node:http';
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { alert, dropFile, repository, sha1, zip } from './bring.ts';
import { tarball } from './npm/registry.ts';
import { samples } from '../src/share/formats/samples.testing.ts';

const green = { ...repository, 'add.js': 'exports.add = (a, b) => a + b;\nexports.twice = (a) => 2 * a;\n' };
/** Answers as GitHub's API and raw files and the npm registry document; `state` makes it misbehave. */
const state = { limited: false, tampered: false };
let server: Server;
let address = '';

function answer(path: string, response: ServerResponse): void {
	const limits = {
		'access-control-allow-origin': '*',
		'access-control-expose-headers':
			'Retry-After, X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Reset',
		'x-ratelimit-limit': '60',
		'x-ratelimit-remaining': state.limited ? '0' : '59',
		'x-ratelimit-reset': String(Math.floor(Date.now() / 1000) + 1800)
	};
	const send = (status: number, body: unknown) => {
		const bytes = Buffer.isBuffer(body) || typeof body === 'string' ? body : JSON.stringify(body);
		response.writeHead(status, limits).end(bytes);
	};
	const commit = 'c'.repeat(40);
	if (state.limited && path.startsWith('/api/'))
		return send(403, { message: 'API rate limit exceeded for 127.0.0.1.' });
	if (path === '/api/repos/o/adder/commits/v1')
		return send(200, { sha: commit, commit: { tree: { sha: 't'.repeat(40) } } });
	if (path.startsWith(`/api/repos/o/adder/git/trees/${'t'.repeat(40)}`))
		return send(200, {
			truncated: false,
			tree: Object.entries(repository).map(([file, text]) => ({
				path: file,
				mode: '100644',
				type: 'blob',
				sha: sha1(text),
				size: text.length
			}))
		});
	const raw = repository[path.replace(`/raw/o/adder/${commit}/`, '')];
	if (raw !== undefined) return send(200, state.tampered ? `${raw}// more` : raw);
	const packed = tarball(green);
	const integrity = `sha512-${createHash('sha512').update(packed).digest('base64')}`;
	if (path === '/npm/adder/1.0.0')
		return send(200, {
			name: 'adder',
			version: '1.0.0',
			dist: { tarball: `${address}/npm/adder/-/adder-1.0.0.tgz`, integrity }
		});
	if (path === '/npm/adder/-/adder-1.0.0.tgz')
		return send(200, state.tampered ? tarball(repository) : packed);
	return send(404, { message: 'Not Found' });
}

test.beforeAll(async () => {
	server = createServer((request, response) => answer(request.url ?? '', response));
	await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
	const bound = server.address();
	address = `http://127.0.0.1:${typeof bound === 'object' && bound ? bound.port : 0}`;
});
test.afterAll(() => {
	server.close();
});
test.beforeEach(() => {
	state.limited = state.tampered = false;
});

async function openPage(page: Page): Promise<void> {
	await page.addInitScript((services) => localStorage.setItem('tabgym.services', JSON.stringify(services)), {
		githubApi: `${address}/api`,
		githubRaw: `${address}/raw`,
		registry: `${address}/npm`
	});
	await page.goto('/#/import');
	await expect(page.getByRole('heading', { name: 'Bring your own' })).toBeVisible();
}

async function bring(page: Page, name: string): Promise<void> {
	await page.getByLabel('From GitHub or npm').fill(name);
	await page.getByRole('button', { name: 'Import' }).click();
}

test('a repository of GitHub becomes a task that an agent can take', async ({ page }) => {
	await openPage(page);
	expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
	await bring(page, 'o/adder@v1');
	await page.getByRole('button', { name: 'Run its tests' }).click();
	await expect(page.getByRole('heading', { name: '2 tests passing, 1 failing' })).toBeVisible({
		timeout: 60_000
	});
	await page.getByLabel('test/add.test.js > adds', { exact: true }).check();
	await page.getByLabel('Title').fill('The sum is wrong');
	await page.getByLabel(/What a user would report/).fill('add(2, 3) is -1; it should be 5.');
	expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
	await page.getByRole('button', { name: 'Validate and save' }).click();
	await page.getByRole('link', { name: 'Open the task' }).click({ timeout: 60_000 });
	await page.getByRole('button', { name: 'Run', exact: true }).click();
	await expect(page.getByRole('heading', { name: 'Resolved: full' })).toBeVisible({ timeout: 80_000 });
	// Where the repair agent looked: the heat stands beside the line that it mended.
	const legend = page.getByRole('region', { name: 'Suspicious lines' });
	await expect(legend.getByRole('button', { name: /^line 1: [01]\.\d\d$/ })).toBeVisible();
	await page.goto('/#/');
	await expect(page.getByRole('article').filter({ hasText: 'The sum is wrong' })).toBeVisible();
});

test('what GitHub refuses, or what is not what it says, is told in one sentence', async ({ page }) => {
	await openPage(page);
	await bring(page, 'o/nothing');
	await expect(alert(page)).toContainText('there is nothing of that name, or it is not public');
	state.tampered = true;
	await bring(page, 'o/adder@v1');
	await expect(alert(page)).toContainText(/has the SHA-1 \w+, and the repository says/);
	state.limited = true;
	await bring(page, 'o/adder@v1');
	await expect(alert(page)).toContainText(/GitHub answers 60 questions an hour .* Try again at \d\d:\d\d/);
	await bring(page, '???');
	await expect(alert(page)).toContainText('write owner/name@ref for GitHub, or name@version for npm');
});

test('a green package of npm gets a bug put in, and the task says that it was injected', async ({ page }) => {
	await openPage(page);
	state.tampered = true;
	await bring(page, 'adder@1.0.0');
	await expect(alert(page)).toContainText('its tarball has the hash sha512-');
	state.tampered = false;
	await bring(page, 'adder@1.0.0');
	await page.getByRole('button', { name: 'Run its tests' }).click();
	await page.getByRole('button', { name: 'Put a bug in' }).click({ timeout: 60_000 });
	await page.getByRole('link', { name: 'Open the task' }).click({ timeout: 80_000 });
	await page.goto('/#/');
	await expect(
		page.getByRole('article').filter({ hasText: 'Injected:' }).getByText('injected', { exact: true })
	).toBeVisible();
});

test('a zip is imported; a hostile one, one without tests and one of an unknown runner are refused', async ({
	page
}) => {
	await openPage(page);
	await dropFile(page, 'evil.zip', zip({ '../../etc/passwd': 'x' }));
	await expect(alert(page)).toContainText(
		'Cannot import archive "evil.zip": the path "../../etc/passwd" leads out of it'
	);
	await dropFile(page, 'bare.zip', zip({ 'package.json': '{}', 'index.js': '' }));
	await expect(alert(page)).toContainText('Cannot import "bare": it has no tests that could be found');
	await dropFile(page, 'jest.zip', zip({ 'package.json': '{"scripts":{"test":"jest"}}', 'a.test.js': '' }));
	await expect(alert(page)).toContainText(
		'its tests run with jest, and Tabgym knows tape, mocha, node:test, nodeunit and plain Node'
	);
	await dropFile(page, 'adder.zip', zip(repository));
	await expect(page.getByRole('heading', { name: 'adder' })).toBeVisible();
});

test('a task folder becomes a task at once, and so does JSON of SWE-bench', async ({ page }) => {
	await openPage(page);
	const task = {
		'task.yaml': `id: dropped\ntitle: A dropped task\nsource: {own: true}\nenvironment: null\nrunner: node-test\ntest_command: node {file}\ntest_files: [test/add.test.js]\ntests: visible\ntags: []\ndifficulty: 1\nlimits: {steps: 60, test_timeout: 10000, time: 600000}\nlicense: MIT\n`,
		'problem_statement.md': 'add is wrong',
		'tests.json':
			'{"FAIL_TO_PASS":["test/add.test.js > adds"],"PASS_TO_PASS":["test/add.test.js > doubles"],"flaky":["test/add.test.js > adds nothing"]}',
		'repo/package.json': repository['package.json'] ?? '',
		'repo/add.js': repository['add.js'] ?? '',
		'tests/test/add.test.js': repository['test/add.test.js'] ?? '',
		'gold.patch':
			'--- a/add.js\n+++ b/add.js\n@@ -1,2 +1,2 @@\n-exports.add = (a, b) => a - b;\n+exports.add = (a, b) => a + b;\n exports.twice = (a) => 2 * a;\n'
	};
	await dropFile(page, 'dropped.zip', zip(task));
	await expect(page.getByText('A dropped task')).toBeVisible();
	await page.getByRole('button', { name: 'Bring another' }).click();
	await dropFile(page, 'bad.json', Buffer.from('[{"instance_id":"x"}]'));
	await expect(alert(page)).toContainText('field "repo" of instance 1 is missing or wrong');
	const instance = {
		instance_id: 'o__adder-1',
		repo: 'o/adder',
		base_commit: 'v1',
		patch: task['gold.patch'],
		test_patch: '',
		problem_statement: 'The sum is a difference',
		FAIL_TO_PASS: '["test/add.test.js > adds"]',
		PASS_TO_PASS: '["test/add.test.js > doubles"]'
	};
	await dropFile(page, 'swe.jsonl', Buffer.from(`${JSON.stringify(instance)}\n`));
	await expect(page.getByText('The sum is a difference')).toBeVisible();
});

test('a task folder of SWE-bench 5 and an instance of Multi-SWE-bench are imported, checked, shared and taken from the link', async ({
	page
}) => {
	await openPage(page);
	const gold =
		'diff --git a/add.js b/add.js\n--- a/add.js\n+++ b/add.js\n@@ -1,2 +1,2 @@\n-exports.add = (a, b) => a - b;\n+exports.add = (a, b) => a + b;\n exports.twice = (a) => 2 * a;\n';
	const tests =
		"diff --git a/test/more.test.js b/test/more.test.js\nnew file mode 100644\n--- /dev/null\n+++ b/test/more.test.js\n@@ -0,0 +1 @@\n+require('node:test')('exists', () => require('../add.js'));\n";
	const task = {
		'task.yaml':
			'base_commit: v1\ndatasets:\n- x/y\neval_type: pass_and_fail\nimage: x/y:latest\ninstance_id: o__adder-7\nlog_parser: parse_log_tap\nrepo: o/adder\nsplit: test\nversion: "1.0"\n',
		'tests.json': '{"FAIL_TO_PASS": ["adds"], "PASS_TO_PASS": ["doubles"]}',
		'problem_statement.md': '# Sums are differences\n\nadd(2, 3) is -1.',
		'gold.patch': gold,
		'test.patch': tests,
		'eval.sh': '#!/bin/bash\n',
		Dockerfile: 'FROM node:22\n',
		'test_assets/test/picture.bin': 'x'
	};
	await dropFile(page, 'o__adder-7.zip', zip(task));
	await expect(page.getByText('Sums are differences')).toBeVisible();
	await page.getByRole('link', { name: 'Export or share it' }).click();
	await page.getByRole('button', { name: 'Check it' }).click();
	await expect(page.getByText('Valid: twice over')).toBeVisible({ timeout: 80_000 });
	await page.getByRole('button', { name: 'Share' }).click();
	const link = await page.getByLabel(/^The link/).inputValue();
	await page.getByRole('button', { name: 'Delete' }).click();
	await page.getByRole('button', { name: 'Really delete it' }).click();
	await expect(page.getByRole('heading', { name: 'Tasks' })).toBeVisible();
	await page.goto(link);
	await page.getByRole('button', { name: 'Take the task' }).click();
	await expect(page.getByText('Sums are differences')).toBeVisible();

	await page.goto('/#/import');
	await page.reload();
	const multi = {
		...{ org: 'o', repo: 'adder', number: 9, state: 'closed', title: 'Fix the sum', body: '', lang: 'js' },
		base: { label: 'o:main', ref: 'main', sha: 'v1' },
		resolved_issues: [{ number: 8, title: 'The sum is wrong again', body: 'add(2, 3) is -1.' }],
		fix_patch: gold,
		test_patch: tests,
		f2p_tests: { adds: { run: 'FAIL', test: 'FAIL', fix: 'PASS' } },
		p2p_tests: { doubles: { run: 'PASS', test: 'PASS', fix: 'PASS' } }
	};
	const notNode = { ...multi, number: 10, base: { ...multi.base, sha: 'nowhere' } };
	await dropFile(
		page,
		'multi.jsonl',
		Buffer.from([multi, notNode].map((one) => JSON.stringify(one)).join('\n'))
	);
	await expect(page.getByRole('heading', { name: 'The task is saved in this browser' })).toBeVisible();
	await expect(page.getByText('The sum is wrong again')).toBeVisible();
	await expect(page.getByText('there is nothing of that name, or it is not public')).toBeVisible();
});

test('a link that is cut short, or holds no task, is refused in one sentence', async ({ page }) => {
	await page.goto('/#/import?task=AAAA');
	await page.getByRole('button', { name: 'Take the task' }).click();
	await expect(alert(page)).toContainText('Cannot open this link or file: it is not a link of Tabgym');
});

test('runs of mini-swe-agent, OpenHands, Inspect and ATIF are done again on a repository that is fetched', async ({
	page
}) => {
	test.setTimeout(240_000);
	await openPage(page);
	for (const name of ['mini.traj.json', 'openhands-v0.output.jsonl', 'inspect.json', 'atif.json']) {
		await page.goto('/#/open');
		const buffer = Buffer.from(samples[name] ?? '');
		await page.getByLabel('Choose files').setInputFiles({ name, mimeType: '', buffer });
		await page.getByRole('region', { name: 'Opened run' }).getByRole('link').click();
		await page.getByLabel('Repository').fill('o/adder@v1');
		await page.getByRole('button', { name: 'Run it here' }).click();
		const outcomes = page.getByRole('region', { name: 'Run again, compared' });
		// What it printed has a line less than the repository's file; the edit does what it did.
		await expect(outcomes).toContainText('Step 1 bash: line 2 of the output was ""', { timeout: 60_000 });
		await expect(page.getByRole('link', { name: 'Both side by side' })).toBeVisible({ timeout: 60_000 });
		if (name.startsWith('mini') || name.startsWith('openhands'))
			await expect(outcomes).toContainText('the final change is the same');
		await page.getByRole('link', { name: 'The run that this made' }).click();
		await page.getByRole('button', { name: 'add.js, changed' }).click();
	}
	await page.goto('/#/open');
	const buffer = Buffer.from(samples['atif.json'] ?? '');
	await page.getByLabel('Choose files').setInputFiles({ name: 'x.json', mimeType: '', buffer });
	await page.getByRole('region', { name: 'Opened run' }).getByRole('link').click();
	await page.getByLabel('Repository').fill('o/nothing');
	await page.getByRole('button', { name: 'Run it here' }).click();
	await expect(page.getByText('there is nothing of that name, or it is not public')).toBeVisible();
});
