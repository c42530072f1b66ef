import { createHash } from 'node:crypto';
import { expect, test } from '@playwright/test';
import { openModelServer } from '../src/agent/models/server.testing.ts';
import { addModel, everythingKept, KEY } from './models.ts';

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
