import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test, type Locator, type Page } from '@playwright/test';
import { openModelServer } from '../src/agent/models/server.testing.ts';
import { fromLetters } from '../src/share/bytes.ts';
import { addModel, everythingKept, KEY, runModel, solutionOf, state } from './models.ts';

test('a key is remembered only where that is asked for, encrypted, and until it is forgotten', async ({
	page
}) => {
	const server = await openModelServer(() => ({ text: 'x' }));
	const host = new URL(server.origin).host;
	await addModel(page, server, 'anthropic');
	await page.reload();
	await expect(page.getByRole('textbox', { name: `Key for ${host}` })).toBeVisible();
	expect(await everythingKept(page)).not.toContain('extractable');
	await page.getByRole('textbox', { name: `Key for ${host}` }).fill(KEY);
	await page.getByLabel('Remember on this device').check();
	await page.getByRole('button', { name: 'Use this key' }).click();
	await expect(page.getByText('remembered on this device, encrypted')).toBeVisible();
	await page.reload();
	await expect(page.getByText('remembered on this device, encrypted')).toBeVisible();
	const kept = await everythingKept(page);
	expect(kept).toContain('key, extractable: false');
	expect(kept).not.toContain(KEY);
	await page.getByRole('button', { name: 'Forget the key' }).click();
	await expect(page.getByRole('textbox', { name: `Key for ${host}` })).toBeVisible();
	await page.reload();
	await expect(page.getByRole('textbox', { name: `Key for ${host}` })).toBeVisible();
	expect(await everythingKept(page)).not.toContain('extractable');
	await server.close();
});

test('signing in brings a key back without it ever being in an address', async ({ page }) => {
	let challenge = '';
	const addresses: string[] = [];
	page.on('framenavigated', (frame) => addresses.push(frame.url()));
	const server = await openModelServer(({ body }) => {
		const verifier = String(body['code_verifier']);
		const isSame = createHash('sha256').update(verifier).digest('base64url') === challenge;
		return isSame && body['code'] === 'once'
			? { status: 200, body: { key: KEY } }
			: { status: 403, body: {} };
	});
	await page.route(`${server.origin}/auth?*`, (route) => {
		const asked = new URL(route.request().url()).searchParams;
		challenge = asked.get('code_challenge') ?? '';
		return route.fulfill({ status: 302, headers: { location: `${asked.get('callback_url')}?code=once` } });
	});
	await page.goto('/#/settings');
	await page.getByRole('button', { name: 'Add a model' }).click();
	await page.getByLabel('Address').fill(`${server.origin}/api/v1`);
	await page.getByRole('textbox', { name: 'Model' }).fill('m');
	await page.getByRole('button', { name: 'Save' }).click();
	await page.getByRole('button', { name: /^Sign in at/ }).click();
	await expect(page.getByText('here until this page is closed or reloaded')).toBeVisible();
	expect(new URL(page.url()).search).toBe('');
	expect(addresses.join()).not.toContain(KEY);
	expect(await everythingKept(page)).not.toContain(KEY);
	await server.close();
});

/** What a button saves, as text. */
async function saved(page: Page, button: Locator): Promise<string> {
	const [download] = await Promise.all([page.waitForEvent('download'), button.click()]);
	return readFileSync(await download.path(), 'latin1');
}

test('nothing that is saved of a whole run, kept, shown, or sent to anybody but its server holds the key', async ({
	page
}) => {
	test.setTimeout(300_000);
	const turns = solutionOf('invoice-loses-a-cent');
	const server = await openModelServer(({ index, headers }) =>
		index === 0
			? // A server that repeats what it was sent, and gets better.
				{ status: 503, body: { error: { message: `busy, ${headers.authorization ?? ''}` } } }
			: (turns[index - 1] ?? { calls: [{ tool: 'submit', input: {} }] })
	);
	const sentTo = new Set<string>();
	page.on('request', (request) => {
		if (JSON.stringify([request.url(), request.headers(), request.postData()]).includes(KEY))
			sentTo.add(new URL(request.url()).origin);
	});
	const printed: string[] = [];
	page.on('console', (message) => printed.push(message.text()));
	await addModel(page, server, 'openai');
	await runModel(page, 'Invoices are off by a cent');
	await expect(state(page)).toHaveText('Resolved: full', { timeout: 120_000 });
	const files: Record<string, string> = {};

	await page.getByRole('tab', { name: 'Debugger' }).click();
	for (const name of ['ATIF 1.7', 'mini-swe-agent 1.1', 'SWE-agent .traj'])
		files[name] = await saved(page, page.getByRole('button', { name, exact: true }));
	await page.getByRole('button', { name: 'Share' }).click();
	const dialog = page.getByRole('dialog');
	const link = await dialog.getByLabel(/^Link, /).inputValue();
	files['what the link carries'] = JSON.stringify(fromLetters(link.slice(link.indexOf('v1.'))));
	files['the file to share'] = await saved(page, dialog.getByRole('button', { name: /Download the file/ }));
	await page.keyboard.press('Escape');
	await page.goto('/#/lab/datasets');
	await expect(page.getByText('1 run of 1 task.')).toBeVisible();
	await page.getByRole('button', { name: 'Make', exact: true }).click();
	files['rows to train with'] = await saved(page, page.getByRole('button', { name: 'Save as JSON Lines' }));
	await page.goto('/#/settings');
	await page.getByRole('button', { name: 'Edit a copy' }).click();
	files['prompts'] = await saved(page, page.getByRole('button', { name: 'Download', exact: true }));

	expect(Object.values(files).every((text) => text.length > 100)).toBe(true);
	expect(Object.keys(files)).toHaveLength(7);
	for (const name of ['ATIF 1.7', 'the file to share', 'rows to train with'])
		expect(files[name], name).toContain('I look at what is there.');
	expect(Object.entries(files).filter(([, text]) => text.includes(KEY))).toEqual([]);
	expect([...sentTo]).toEqual([server.origin]);
	expect(server.asked.map(({ body }) => JSON.stringify(body)).join()).not.toContain(KEY);
	expect(await everythingKept(page)).not.toContain(KEY);
	expect(await page.content()).not.toContain(KEY);
	expect(printed.join()).not.toContain(KEY);
	await server.close();
});
