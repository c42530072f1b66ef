import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, test, type Page } from '@playwright/test';
import { alert, dropFile, openGithub, repository, zip } from './bring.ts';
import { Registry, tarball, type Made } from './npm/registry.ts';

const made: Made[] = [
	{
		manifest: { name: 'plus', version: '1.0.0' },
		files: { 'index.js': 'module.exports = (a, b) => a + b;\n' }
	}
];
const manifest = {
	name: 'adder',
	version: '1.0.0',
	license: 'MIT',
	scripts: { test: 'node --test' },
	devDependencies: { plus: '^1.0.0' }
};
/** A repository whose tests need a package. */
const needing = {
	...repository,
	'package.json': JSON.stringify(manifest),
	'test/add.test.js': (repository['test/add.test.js'] ?? '').replace(
		'add(2, 3), 5',
		"add(2, 3), require('plus')(2, 3)"
	)
};

function lockOf(plus: object): string {
	const { name, version, license, devDependencies } = manifest;
	const packages = { '': { name, version, license, devDependencies }, 'node_modules/plus': plus };
	return JSON.stringify({ name, version, lockfileVersion: 3, requires: true, packages });
}

async function openPage(page: Page): Promise<Registry> {
	const registry = new Registry(made);
	await registry.serve(page);
	await page.goto('/#/import');
	await expect(page.getByRole('heading', { name: 'Bring your own' })).toBeVisible();
	return registry;
}

const runTests = (page: Page) => page.getByRole('button', { name: 'Run its tests' }).click();

test('what a lock file names is installed in the host, and the repository becomes a task with its packages', async ({
	page
}) => {
	const registry = await openPage(page);
	const lock = lockOf({ ...registry.locked('plus', '1.0.0'), dev: true });
	await dropFile(page, 'adder.zip', zip({ ...needing, 'package-lock.json': lock }));
	await runTests(page);
	await expect(page.getByRole('heading', { name: '2 tests passing, 1 failing' })).toBeVisible({
		timeout: 60_000
	});
	// From the lock file: the registry's list of versions is not asked for.
	expect(registry.asked).toEqual(['plus/-/plus-1.0.0.tgz']);
	await page.getByLabel('test/add.test.js > adds', { exact: true }).check();
	await page.getByLabel('Title').fill('The sum is wrong');
	await page.getByLabel(/What a user would report/).fill('add(2, 3) is -1; it should be 5.');
	await page.getByRole('button', { name: 'Validate and save' }).click();
	await page.getByRole('link', { name: 'Export or share it' }).click({ timeout: 60_000 });
	const started = page.waitForEvent('download');
	await page.getByRole('button', { name: 'Export as a folder' }).click();
	const folder = readFileSync(await (await started).path());
	expect(gunzipSync(folder).toString('latin1')).toContain('node_modules/plus/index.js');
	await page.getByRole('button', { name: 'Share' }).click();
	const link = await page.getByLabel(/^The link/).inputValue();
	await page.getByRole('button', { name: 'Delete' }).click();
	await page.getByRole('button', { name: 'Really delete it' }).click();
	await expect(page.getByRole('heading', { name: 'Tasks' })).toBeVisible();
	registry.online = false;
	await page.goto(link);
	await page.getByRole('button', { name: 'Take the task' }).click();
	await page.getByRole('link', { name: 'Open the task' }).click();
	await page.getByRole('button', { name: 'Run', exact: true }).click();
	await expect(page.getByRole('heading', { name: 'Resolved: full' })).toBeVisible({ timeout: 80_000 });
});

test('an instance of SWE-bench gets what its lock file names, and then holds', async ({ page }) => {
	const registry = new Registry(made);
	const lock = lockOf({ ...registry.locked('plus', '1.0.0'), dev: true });
	const github = await openGithub({ ...needing, 'package-lock.json': lock });
	await page.addInitScript(
		(services) => localStorage.setItem('tabgym.services', JSON.stringify(services)),
		github.services
	);
	await registry.serve(page);
	await page.goto('/#/import');
	const instance = {
		instance_id: 'o__adder-1',
		repo: 'o/adder',
		base_commit: 'v1',
		patch:
			'--- a/add.js\n+++ b/add.js\n@@ -1,2 +1,2 @@\n-exports.add = (a, b) => a - b;\n+exports.add = (a, b) => a + b;\n exports.twice = (a) => 2 * a;\n',
		test_patch: '',
		problem_statement: 'The sum is a difference',
		FAIL_TO_PASS: '["test/add.test.js > adds"]',
		PASS_TO_PASS: '["test/add.test.js > adds nothing", "test/add.test.js > doubles"]'
	};
	await dropFile(page, 'swe.jsonl', Buffer.from(`${JSON.stringify(instance)}\n`));
	await page.getByRole('link', { name: 'Export or share it' }).click({ timeout: 60_000 });
	expect(registry.asked).toEqual(['plus/-/plus-1.0.0.tgz']);
	await page.getByRole('button', { name: 'Check it' }).click();
	await expect(page.getByText('Valid: twice over')).toBeVisible({ timeout: 80_000 });
	github.close();
});

test('a lock file that cannot be satisfied ends in one sentence that says why', async ({ page }) => {
	const registry = await openPage(page);
	const bring = async (lock: string, reason: string | RegExp) => {
		await dropFile(page, 'adder.zip', zip({ ...needing, 'package-lock.json': lock }));
		await runTests(page);
		await expect(alert(page)).toContainText('Cannot install what "adder" needs: npm ci says "', {
			timeout: 60_000
		});
		await expect(alert(page)).toContainText(reason);
		await expect(alert(page)).toContainText('drop its folder with node_modules here instead');
		await page.getByRole('button', { name: 'Take another' }).click();
	};
	const entry = { ...registry.locked('plus', '1.0.0'), dev: true };
	await bring('{', 'can only install with an existing package-lock.json');
	const nowhere = { ...entry, version: '1.9.0', resolved: entry.resolved.replace('1.0.0', '1.9.0') };
	await bring(lockOf(nowhere), '404');
	await bring(
		lockOf({ ...entry, version: '2.0.0' }),
		"package.json and the lock file are not in sync: Invalid: lock file's plus@2.0.0 does not satisfy plus@1.0.0"
	);
	registry.tampered = 'plus';
	await bring(lockOf(entry), 'integrity');
});

test('a folder, chosen or dropped, and a tarball are taken as a zip is', async ({ page }) => {
	await openPage(page);
	const folder = join(mkdtempSync(join(tmpdir(), 'tabgym-folder-')), 'adder');
	for (const [path, text] of Object.entries({ ...repository, '.git/config': 'secret' })) {
		mkdirSync(dirname(join(folder, path)), { recursive: true });
		writeFileSync(join(folder, path), text);
	}
	await page.getByLabel('Choose a folder').setInputFiles(folder);
	await expect(page.getByRole('heading', { name: 'adder' })).toBeVisible();
	await expect(page.getByText(/^3 files, /)).toBeVisible();
	await page.getByRole('button', { name: 'Take another' }).click();

	await dropFile(page, 'adder-1.0.0.tgz', tarball(repository));
	await expect(page.getByText('1 test file, run with node:test')).toBeVisible();
	await page.getByRole('button', { name: 'Take another' }).click();

	await dropFolder(page, folder);
	await expect(page.getByText(/^3 files, /)).toBeVisible();
});

/** As a person drops it: the browser itself tells the page what came. */
async function dropFolder(page: Page, folder: string): Promise<void> {
	const box = await page.getByRole('group', { name: 'Files of yours' }).boundingBox();
	const at = { x: (box?.x ?? 0) + 20, y: (box?.y ?? 0) + 20 };
	const session = await page.context().newCDPSession(page);
	const data = { items: [], files: [folder], dragOperationsMask: 1 };
	for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
		await session.send('Input.dispatchDragEvent', { type, ...at, data });
}
