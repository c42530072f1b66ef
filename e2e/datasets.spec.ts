import { readFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { state } from './models.ts';

test('runs of this browser become rows to train with, by a choice, and what is missing is said', async ({
	page
}) => {
	test.setTimeout(300_000);
	await page.goto('/#/lab/datasets');
	await expect(page.getByText('0 runs of 0 tasks.')).toBeVisible();
	await page.getByRole('button', { name: 'Make', exact: true }).click();
	await expect(
		page.getByText('of 0 runs 0 succeeded and 0 failed; it needs one that succeeded')
	).toBeVisible();
	await page.goto('/#/task/login-sometimes-fails');
	await page.getByRole('combobox', { name: /^Agent/ }).selectOption({ value: 'replay' });
	await page.getByRole('button', { name: 'Run', exact: true }).click();
	await expect(state(page)).toHaveText('Resolved: full', { timeout: 120_000 });
	await page.goto('/#/lab/datasets');
	await expect(page.getByText('1 run of 1 task.')).toBeVisible();
	await page.getByRole('combobox', { name: 'Calls of tools' }).selectOption('xml');
	await page.getByRole('button', { name: 'Make', exact: true }).click();
	await expect(page.getByRole('heading', { name: '1 row', exact: true })).toBeVisible();
	await expect(page.getByText(/1 run of 1 task; seed 1; .*Node v22/)).toBeVisible();
	// What the form says by now is of the next one.
	await page.getByRole('combobox', { name: 'For' }).selectOption('verifier');
	await page.getByLabel('Seed').fill('7');
	await expect(page.getByText(/1 run of 1 task; seed 1; .*Node v22/)).toBeVisible();
	const saving = page.waitForEvent('download');
	await page.getByRole('button', { name: 'Save as JSON Lines' }).click();
	const saved = await saving;
	expect(saved.suggestedFilename()).toBe('tabgym-sft.jsonl');
	const row = JSON.parse(readFileSync(await saved.path(), 'utf8')) as {
		messages: { content: string }[];
		provenance: Record<string, unknown>;
	};
	expect(row.provenance).toMatchObject({ agent: 'replay', license: 'MIT', injected: null });
	expect(row.messages.some(({ content }) => content.includes('<function='))).toBe(true);
	await page.getByText('The first row', { exact: true }).click();
	expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
	await page.getByRole('combobox', { name: 'For' }).selectOption('preferences');
	await page.getByRole('button', { name: 'Make', exact: true }).click();
	await expect(page.getByText('it needs one of each on the same task')).toBeVisible();
});
