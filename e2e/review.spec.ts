import { readFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';

test('a patch is reviewed by evidence: what tests say, what they would notice, what is needed, and what is beyond them', async ({
	page
}) => {
	test.setTimeout(300_000);
	await page.goto('/#/lab/review');
	await page.getByRole('combobox', { name: 'Task' }).selectOption('invoice-loses-a-cent');
	await page.getByRole('button', { name: 'Review' }).click();
	await expect(page.getByText('Cannot review nothing: paste a unified diff')).toBeVisible();
	await page
		.getByLabel('The patch, as a unified diff')
		.fill(readFileSync('tasks/invoice-loses-a-cent/gold.patch', 'utf8'));
	await page.getByRole('button', { name: 'Review' }).click();
	const report = page.getByRole('region', { name: 'Report' });
	await expect(report).toBeVisible({ timeout: 280_000 });
	await expect(report).toContainText('Resolved: full');
	await expect(report).toContainText(/\d+ of \d+ changed statements?/);
	await expect(report).not.toContainText('over-fitted?');
	expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
});
