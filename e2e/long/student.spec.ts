import { expect, test } from '@playwright/test';
import { state } from '../models.ts';

test('a student is the agent: edits in the editor, runs the tests, submits, and is judged like any', async ({
	page
}) => {
	await page.goto('/');
	await page.getByRole('link', { name: 'Invoices are off by a cent', exact: true }).click();
	await page.getByRole('combobox', { name: /^Agent/ }).selectOption({ value: 'person' });
	await page.getByRole('button', { name: 'Run', exact: true }).click();
	const part = page.getByRole('region', { name: 'Your part' });
	await expect(part.getByText('You have the repository')).toBeVisible({ timeout: 30_000 });
	await page
		.getByRole('button', { name: /package\.json/ })
		.first()
		.click();
	await page.locator('.monaco-editor').first().click();
	await page.keyboard.press('Control+End');
	await page.keyboard.type('\n');
	await page.keyboard.press('Control+s');
	await expect(page.getByText('changed package.json')).toBeVisible({ timeout: 20_000 });
	await part.getByRole('button', { name: 'Run the tests' }).click();
	await expect(page.getByText(/\d+ of \d+ tests pass/)).toBeVisible({ timeout: 40_000 });
	await part.getByRole('button', { name: 'Submit' }).click();
	await expect(state(page)).toHaveText('Not resolved', { timeout: 60_000 });
	await expect(page.getByText('by a person').first()).toBeVisible();
});
