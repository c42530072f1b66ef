import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { snippet } from '../src/ui/embed/embed.ts';

const letters = readFileSync(new URL('../src/share/fixtures/run-1.txt', import.meta.url), 'utf8').trim();
let server: Server;
let address = '';
let body = '';

test.beforeAll(async () => {
	// A page of somebody else, without isolation; it fits the frame to what the frame says.
	server = createServer((_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end(body));
	await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
	const bound = server.address();
	address = `http://127.0.0.1:${typeof bound === 'object' && bound ? bound.port : 0}`;
});
test.afterAll(() => {
	server.close();
});

test("a run shows in another site's page at the step asked for, says its height, and leads to a tab where it runs", async ({
	page,
	baseURL
}) => {
	body = `<!doctype html><title>Blog</title><script>addEventListener('message', ({data}) => { if (data.type === 'tabgym:height') document.title = 'height ' + data.height; })</script>${snippet(`${baseURL}/?embed=1&view=timeline&step=4&ctl=1&theme=dark#${letters}`, 'A run')}`;
	await page.goto(address);
	const frame = page.frameLocator('iframe');
	await expect(frame.getByRole('article')).toHaveCount(4);
	await expect(frame.getByRole('link', { name: 'Open in a tab, to run it' })).toHaveAttribute(
		'target',
		'_blank'
	);
	await frame.getByRole('button', { name: 'Step forward' }).click();
	await expect(frame.getByRole('article')).toHaveCount(5);
	await expect(page).toHaveTitle(/^height \d{3,}$/);
	expect(await page.frames()[1]?.evaluate(() => document.documentElement.dataset['theme'])).toBe('dark');
});

test('an embed of the tests, and one of the changes, read on a narrow screen', async ({ page }) => {
	await page.setViewportSize({ width: 360, height: 640 });
	await page.goto(`/?embed=1&view=tests#${letters}`);
	await expect(page.getByText('Must turn from failing to passing')).toBeVisible();
	expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
	expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
	await page.goto(`/?embed=1&view=diff&step=9#${letters}`);
	await expect(page.getByRole('button', { name: 'Changes' })).toHaveAttribute('aria-pressed', 'true');
});
