import { chromium, expect, test } from '@playwright/test';
import { statements } from '../src/contract/contract.ts';
import type {} from '../src/contract/page.ts';
import { findBrowser, launchArgs, previewArgs } from '../scripts/browser.mjs';

/** Windows without a profile block service workers of other sites, so these have one. */
for (const { number, promise } of statements.filter((statement) => [51, 52].includes(statement.number)))
	test(`${number}. ${promise}`, async ({ baseURL }) => {
		const executablePath = findBrowser();
		const context = await chromium.launchPersistentContext('', {
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
