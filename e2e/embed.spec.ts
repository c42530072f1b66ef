import { createServer, type Server } from 'node:http';
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { snippet } from '../src/ui/embed/embed.ts';
import { fixture } from './audit.ts';

const letters = fixture('run-1');
let server: Server;
let address = '';
let body = '';

test.beforeAll(async () => {
	// A page of somebody else, without isolation; it fits the frame to what the frame says.
	server = createServer((_, response) =>
		response.writeHead(200, { 'content-type': 'text/html', 'access-control-allow-origin': '*' }).end(body)
	);
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
	const list = await frame.getByRole('region', { name: 'Steps of the agent, scrolling' }).boundingBox();
	expect(list?.height).toBeGreaterThan(200);
	expect(await page.frames()[1]?.evaluate(() => document.documentElement.dataset['theme'])).toBe('dark');
});

test('an embed of the tests, one of a file, and one of the changes, read on a narrow screen', async ({
	page
}) => {
	await page.setViewportSize({ width: 360, height: 640 });
	await page.goto(`/?embed=1&view=tests#${letters}`);
	await expect(page.getByText('Must turn from failing to passing')).toBeVisible();
	expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
	expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
	await page.goto(`/?embed=1&view=editor&step=9#${fixture('run-2')}`);
	await expect(page.getByRole('button', { name: 'File', exact: true })).toHaveAttribute(
		'aria-pressed',
		'true'
	);
	await expect(page.locator('.monaco-editor').first()).toContainText('createTokens');
	await page.goto(`/?embed=1&view=diff&step=9#${letters}`);
	await expect(page.getByRole('button', { name: 'Changes' })).toHaveAttribute('aria-pressed', 'true');
});

/** Of each kind: what its address holds, what it shows (a number = so many steps), and what a tab of its own is for. */
const kinds: readonly [query: string, place: string, shows: string | RegExp | number, tab: string][] = [
	['view=timeline', fixture('comparison-2'), 'Steps, side by side', 'Open in a tab'],
	['view=diff', fixture('comparison-2'), 'Final patches', 'Open in a tab'],
	['view=tests', fixture('comparison-2'), 'Tests', 'Open in a tab'],
	[
		'',
		'/lesson/2-trust/3-getting-stuck',
		'An agent that is stuck still looks busy.',
		'Open in a tab, to answer it'
	],
	['view=timeline&step=2&ctl=1', '/lesson/2-trust/3-getting-stuck', 2, 'Open in a tab, to answer it'],
	['', fixture('evaluation-1'), 'How they ended: repair', 'Open in a tab'],
	['', fixture('weights-1'), /60 numbers/, 'Open in a tab'],
	['', fixture('assignment-1'), /due Friday/, 'Open in a tab, to work on it'],
	['', '/task/login-sometimes-fails', 'made for Tabgym', 'Open in a tab, to run it'],
	['view=tests', fixture('task-1'), 'Must turn from failing to passing', 'Open in a tab, to run it']
];

test("every kind shows in another site's page, without storage or isolation, with its height and a way to a tab", async ({
	page,
	baseURL
}) => {
	for (const [query, place, shows, tab] of kinds) {
		const embed = `${baseURL}/?embed=1&theme=dark${query ? `&${query}` : ''}#${place}`;
		body = `<!doctype html><title>Blog</title><script>addEventListener('message', ({data}) => { if (data.type === 'tabgym:height') document.title = 'height ' + data.height; })</script>${snippet(embed, 'X')}`;
		await page.goto(`${address}/${encodeURIComponent(query)}`);
		const frame = page.frameLocator('iframe');
		const what = embed.slice(0, 90);
		if (typeof shows === 'number') await expect(frame.getByRole('article'), what).toHaveCount(shows);
		else await expect(frame.getByText(shows).first(), what).toBeVisible();
		await expect(frame.getByRole('link', { name: tab, exact: true })).toHaveAttribute('target', '_blank');
		await expect(page).toHaveTitle(/^height \d{2,}$/);
		await expect(frame.locator('html')).toHaveAttribute('data-theme', 'dark');
		// The files of that comparison do not come along in its link, which is said.
		await expect(frame.getByRole('alert'), what).toHaveCount(shows === 'Final patches' ? 1 : 0);
		expect(
			await page.frames()[1]?.evaluate(() =>
				indexedDB.databases().then(
					(all) => all.length,
					() => 0
				)
			)
		).toBe(0);
	}
});

test('what a link takes from elsewhere shows as well, at the step asked for, and what cannot be opened says why', async ({
	page
}) => {
	const fromElsewhere = async (query: string, letters: string) => {
		body = letters;
		await page.goto('about:blank');
		await page.goto(`/?embed=1${query}#url=${encodeURIComponent(`${address}/x.txt`)}`);
		await page.getByRole('button', { name: `Fetch it from ${address.slice('http://'.length)}` }).click();
	};
	await fromElsewhere('&step=4', letters);
	await expect(page.getByRole('article')).toHaveCount(4);
	await fromElsewhere('&view=timeline', fixture('comparison-2'));
	await expect(page.getByText('Steps, side by side')).toBeVisible();
	await fromElsewhere('', 'v1.abc');
	await expect(page.getByRole('alert')).toContainText('it was probably cut');
	for (const [place, why] of [
		['/task/no-such-task', 'no-such-task'],
		['/lesson/no/such', 'no/such']
	] as const) {
		await page.goto('about:blank');
		await page.goto(`/?embed=1#${place}`);
		await expect(page.getByRole('alert'), place).toContainText(why);
	}
});
