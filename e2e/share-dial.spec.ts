import { expect, test } from '@playwright/test';

test.setTimeout(300_000);

test('a run with a fixed clock and chance carries the dial in its link, and is repeated with it', async ({
	page,
	browser
}) => {
	const state = page.getByRole('region', { name: 'Run', exact: true }).getByRole('status').first();
	await page.goto('/#/settings');
	await page.getByLabel('Fix the clock, chance, time zone and language of runs').check();
	await page.goto('/#/task/login-sometimes-fails');
	await page.getByRole('button', { name: 'Run', exact: true }).click();
	await expect(state).toHaveText('Resolved: full', { timeout: 120_000 });
	await page.getByRole('button', { name: 'Share' }).click();
	const link = await page
		.getByRole('dialog')
		.getByLabel(/^Link, /)
		.inputValue();
	// The reader's own setting is another one, and so are zone and language.
	const context = await browser.newContext({ timezoneId: 'Asia/Tokyo', locale: 'de-DE' });
	const reader = await context.newPage();
	await reader.goto(link);
	await expect(reader.getByText(/with clock, chance, zone and language fixed \(seed 1\)/)).toBeVisible();
	await reader.getByRole('button', { name: 'Run it here' }).click();
	await expect(reader.getByText('15 of 15 steps and 26 of 26 tests match what was recorded')).toBeVisible({
		timeout: 150_000
	});
	await context.close();
});
