import { readFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';

const TASK = 'invoice-loses-a-cent';
const gold = readFileSync(`tasks/${TASK}/gold.patch`, 'utf8');

test('a patch is reviewed by evidence: rules, tests, mutants, and what of it is needed', async ({ page }) => {
	test.setTimeout(120_000);
	await page.goto('/#/lab/review');
	await page.getByRole('combobox', { name: 'Task' }).selectOption(TASK);
	const debugging = gold
		.replace(/^\+(\tconst cents = .*)$/m, '+$1\n+\tdebugger;')
		.replace('-5,8 +5,8', '-5,8 +5,9');
	await page.getByRole('textbox', { name: 'The patch, as a unified diff' }).fill(debugging);
	await page.getByRole('button', { name: 'Review', exact: true }).click();
	await expect(page.getByText('no-debugger')).toBeVisible({ timeout: 60_000 });
	await expect(page.getByText('as the known fix, beyond the tests')).toBeVisible();
	await expect(page.getByText(/^\d+ of \d+ changed statements$/)).toBeVisible();
	await expect(page.getByText(/\d+ of \d+ hunks/)).toBeVisible();
	expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
});
