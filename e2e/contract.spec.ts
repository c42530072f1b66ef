import { expect, test, type Page } from '@playwright/test';
import { knownDifferences, statements } from '../src/contract/contract.ts';
import type {} from '../src/contract/page.ts';

/** The short form of the contract (npm run test:contract): what needs nobody outside of the page, in one page, one after the other. */
test.describe.serial('the embedded host keeps the contract of @webcontainer/api', () => {
	let page: Page;
	test.beforeAll(async ({ browser }) => {
		page = await browser.newPage();
		await page.goto('/contract.html');
		await page.waitForFunction(() => 'contract' in globalThis);
	});
	test.afterAll(() => page.close());

	for (const { number, promise } of statements.filter(
		({ number, short }) => short && !knownDifferences.embedded[number]
	))
		test(`${number}. ${promise}`, async () => {
			expect(await page.evaluate((wanted) => globalThis.contract.check(wanted), number)).toBeGreaterThan(0);
		});
});
