import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { extname, join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { serve } from '../scripts/site.mjs';

test.use({ serviceWorkers: 'allow' });
test.setTimeout(180_000);

const state = (page: Page) =>
	page.getByRole('region', { name: 'Run', exact: true }).getByRole('status').first();
const row = (page: Page, what: string) =>
	page
		.getByRole('group', { name: 'What is kept' })
		.getByRole('listitem')
		.filter({ has: page.getByText(what, { exact: true }) });

async function visit(page: Page, url: string): Promise<void> {
	await page.goto(`${url}#/settings`);
	await expect(row(page, 'Tabgym itself')).toContainText('opens and runs without a network', {
		timeout: 60_000
	});
}

/** Solves a task with the keyless agent, from the gallery on. */
async function solve(page: Page, title: string): Promise<void> {
	await page.getByRole('link', { name: 'Tasks', exact: true }).click();
	await page.getByRole('link', { name: title, exact: true }).click();
	await page.getByRole('button', { name: 'Run', exact: true }).click();
	await expect(state(page)).toHaveText('Resolved: full', { timeout: 120_000 });
}

test('after one visit the site opens, runs and judges without a network and without its server', async ({
	context,
	page
}) => {
	const site = await serve(0);
	await visit(page, site.url);
	expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
	// What a task needs is kept when it is opened.
	await page.goto(`${site.url}#/task/minimist-1.2.5`);
	await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeEnabled();
	await site.close();
	await context.setOffline(true);
	await page.goto(`${site.url}#/`);
	await page.reload();
	await expect(page.getByText(/^\d+ tasks/)).toBeVisible();
	await solve(page, readTitle('minimist-1.2.5'));
	await page.getByRole('link', { name: 'Settings', exact: true }).click();
	await expect(row(page, 'Runs')).toContainText('1 run');
	await row(page, 'Runs').getByRole('button', { name: 'Delete: Runs' }).click();
	await row(page, 'Runs').getByRole('button', { name: 'Really delete' }).click();
	await expect(row(page, 'Runs')).toHaveCount(0);
	await page.goto(`${site.url}#/task/qs-6.10.1`);
	await expect(page.getByText('the network does not answer')).toBeVisible();
});

const readTitle = (task: string): string => {
	const { task: described } = JSON.parse(
		readFileSync(new URL(`../dist/packs/${task}.json`, import.meta.url), 'utf8')
	) as { task: { title: string } };
	return described.title;
};

test('a run that the browser has no room for goes on, says so, and can be exported whole', async ({
	page
}) => {
	await page.addInitScript(() => {
		const { add } = IDBObjectStore.prototype;
		let written = 0;
		IDBObjectStore.prototype.add = function (...given: Parameters<IDBObjectStore['add']>) {
			if (this.name === 'events' && ++written > 12) throw new DOMException('no room', 'QuotaExceededError');
			return add.apply(this, given);
		};
	});
	await page.goto('/#/');
	await solve(page, 'The login that sometimes fails');
	await expect(page.getByText(/^This browser has no room left\. The run goes on/)).toBeVisible();
	await page.getByRole('button', { name: 'Share' }).click();
	const [saved] = await Promise.all([
		page.waitForEvent('download'),
		page
			.getByRole('dialog')
			.getByRole('button', { name: /Download the file/ })
			.click()
	]);
	const { content } = JSON.parse(readFileSync(await saved.path(), 'utf8'));
	expect(content.run.events.at(-1).type).toBe('verdict-reached');
	expect(content.run.events.length).toBeGreaterThan(40);
});

test('a server that sets no header and knows no /headless serves it all the same', async ({ page }) => {
	const { server, url } = await plainServer((path) => readFileSync(join('dist', path)));
	await page.goto(url);
	await page.waitForFunction(() => crossOriginIsolated);
	await solve(page, 'The login that sometimes fails');
	server.close();
});

test('a new version waits until it can take over whole', async ({ context, page }) => {
	let edition = 1;
	const { server, url } = await plainServer((path) => edited(path, edition));
	const editionOf = (one: Page) => one.locator('meta[name="tabgym-version"]').getAttribute('content');
	await visit(page, url);
	await page.reload();
	const first = await editionOf(page);
	edition = 2;
	const other = await context.newPage();
	await other.goto(url);
	expect(await editionOf(other)).toBe(first);
	await expect(page.getByText('A new version of Tabgym is here')).toBeVisible({ timeout: 60_000 });
	await page.getByRole('button', { name: 'Load it' }).click();
	await expect(page.getByText('Tabgym is open in another tab')).toBeVisible();
	expect(await editionOf(page)).toBe(first);
	await other.close();
	await page.getByRole('button', { name: 'Load it' }).click();
	await expect(page.locator('meta[name="tabgym-version"]')).toHaveAttribute('content', 'edition-2');
	await expect(row(page, 'Tabgym itself')).toContainText('opens and runs without a network');
	const names = await page.evaluate(() => caches.keys());
	expect(names.filter((name) => name.startsWith('tabgym-app-'))).toEqual(['tabgym-app-edition-2']);
	server.close();
});

/** The site as it was built, or as a later build with another page. */
function edited(path: string, edition: number): Buffer {
	const file = readFileSync(join('dist', path));
	if (edition === 1 || (path !== 'index.html' && path !== 'offline-worker.js')) return file;
	const page = readFileSync('dist/index.html', 'utf8').replace(
		/(tabgym-version" content=")\w+/,
		`$1edition-${edition}`
	);
	if (path === 'index.html') return Buffer.from(page);
	const digest = createHash('sha256').update(page).digest('hex');
	const worker = file
		.toString()
		.replace(/"version":"\w+"/, `"version":"edition-${edition}"`)
		.replace(/\["index\.html",\d+,"\w+"\]/, `["index.html",${Buffer.byteLength(page)},"${digest}"]`);
	return Buffer.from(worker);
}

const types: Record<string, string> = {
	'.html': 'text/html',
	'.js': 'text/javascript',
	'.css': 'text/css',
	'.json': 'application/json',
	'.svg': 'image/svg+xml'
};

/** Answers with files alone, on localhost only: no header of isolation, no clean addresses. */
async function plainServer(read: (path: string) => Buffer): Promise<{ server: Server; url: string }> {
	const server = createServer((request, response) => {
		const path = new URL(request.url ?? '/', 'http://localhost').pathname.slice(1) || 'index.html';
		try {
			const body = read(path);
			response.writeHead(200, { 'content-type': types[extname(path)] ?? 'application/octet-stream' });
			response.end(body);
		} catch {
			response.writeHead(404).end();
		}
	});
	await new Promise<void>((listening) => server.listen(0, 'localhost', listening));
	const bound = server.address();
	return { server, url: `http://localhost:${typeof bound === 'object' && bound ? bound.port : 0}/` };
}
