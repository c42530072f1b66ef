import { expect, test } from '@playwright/test';
import type {} from '../src/driver.ts';
import { commandsContract, filesContract } from '#sandbox/contract.ts';

test.describe('the embedded host keeps the sandbox contract', () => {
	for (const { promise } of [...filesContract, ...commandsContract])
		test(promise, async ({ page }) => {
			await page.goto('/driver.html');
			await page.waitForFunction(() => 'tabgym' in globalThis);
			await page.evaluate((text) => globalThis.tabgym.check(text, 'embedded'), promise);
		});
});

test('an endless loop dies when it is killed, and the page stays responsive meanwhile', async ({ page }) => {
	await page.goto('/driver.html');
	await page.waitForFunction(() => 'tabgym' in globalThis);
	const { ticks } = await page.evaluate(() => globalThis.tabgym.killEndlessLoop());
	expect(ticks).toBeGreaterThan(10);
});
