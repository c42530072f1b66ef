import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';

test('every cheat of the lab is caught in the page, and what caught it is named', async ({ page }) => {
	test.setTimeout(480_000);
	await page.goto('/#/lab/cheats');
	const cheats = page.getByRole('list', { name: 'Cheats' }).getByRole('article');
	await expect(cheats.first()).toBeVisible();
	const count = await cheats.count();
	expect(count).toBeGreaterThan(20);
	await page.getByRole('button', { name: 'Try all' }).click();
	await expect(page.getByText(`${count} of ${count} cheats caught`, { exact: true })).toBeVisible({
		timeout: 460_000
	});
	await expect(page.getByText(/^Caught by: /)).toHaveCount(count);
	expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
});
