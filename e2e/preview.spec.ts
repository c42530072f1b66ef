import { chromium, expect, test } from '@playwright/test';
import { statements } from '../src/contract/contract.ts';
import type {} from '../src/contract/page.ts';
import type {} from '../src/driver.ts';
import { findBrowser, launchArgs, previewArgs } from '../scripts/browser.mjs';

/** Windows without a profile block service workers of other sites, so these have one. */
for (const { number, promise } of statements.filter((statement) => [51, 52].includes(statement.number)))
	test(`${number}. ${promise}`, async ({ baseURL }) => {
		const executablePath = findBrowser();
		const context = await chromium.launchPersistentContext('', {
			serviceWorkers: 'allow',
			args: [...launchArgs, ...previewArgs],
			...(executablePath ? { executablePath } : {})
		});
		try {
			const page = await context.newPage();
			await page.goto(`${baseURL}/contract.html`);
			await page.waitForFunction(() => 'contract' in globalThis);
			expect(await page.evaluate((wanted) => globalThis.contract.check(wanted), number)).toBeGreaterThan(0);
		} finally {
			await context.close();
		}
	});

test('a suite that opens ports makes no page for each of them', async ({ page }) => {
	await page.goto('/driver.html');
	await page.waitForFunction(() => 'tabgym' in globalThis);
	const listening = `const { createServer } = require('node:http');
let left = 10;
const next = () => left-- > 0 && createServer().listen(0, function () { this.close(next); });
next();`;
	const exitCode = await page.evaluate(
		async (code) => {
			const { id } = await globalThis.tabgym.open('embedded');
			return (await globalThis.tabgym.run(id, `node -e '${code}'`)).exitCode;
		},
		listening.replaceAll("'", '"')
	);
	expect(exitCode).toBe(0);
	expect(page.frames().filter((frame) => frame.url().includes('/preview.html'))).toEqual([]);
});
