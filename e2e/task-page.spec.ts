import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';

const title = 'A path with a tilde ends below the current directory';

async function download(page: Page, button: string): Promise<{ name: string; buffer: Buffer }> {
	const started = page.waitForEvent('download');
	await page.getByRole('button', { name: button }).click();
	const file = await started;
	return { name: file.suggestedFilename(), buffer: readFileSync(await file.path()) };
}

async function bring(page: Page, file: { name: string; buffer: Buffer }): Promise<void> {
	await page.goto('/#/import');
	await page.getByLabel('Choose a file').setInputFiles({ ...file, mimeType: 'application/octet-stream' });
	await expect(page.getByRole('heading', { name: 'The task is saved in this browser' })).toBeVisible();
}

test('a task has a page with its provenance, is exported, comes back, is checked and lists its runs', async ({
	page
}) => {
	await page.goto('/');
	await page.getByRole('link', { name: `About: ${title}` }).click();
	await expect(page.getByRole('heading', { name: title })).toBeVisible();
	await expect(page.getByText('nopt, broken 2.2.0, fixed 2.2.1')).toBeVisible();
	await expect(page.getByText(/^MIT/)).toBeVisible();
	await expect(page.getByText(/^sha512-/)).toHaveCount(2);
	await expect(page.getByText('No runs yet.')).toBeVisible();
	expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);

	const folder = await download(page, 'Export as a folder');
	expect(folder.name).toBe('nopt-2.2.0.tgz');
	expect(gunzipSync(folder.buffer).toString('latin1')).toContain('nopt-2.2.0/gold.patch');
	const json = await download(page, 'Export as SWE-bench JSON');
	expect(JSON.parse(json.buffer.toString())).toMatchObject({
		instance_id: 'nopt-2.2.0',
		repo: 'npm/nopt'
	});

	await bring(page, folder);
	await page.getByRole('link', { name: 'Export or share it' }).click();
	await page.getByRole('button', { name: 'Check it' }).click();
	await expect(page.getByText('Valid: twice over')).toBeVisible({ timeout: 60_000 });
	await page.getByRole('button', { name: 'Share' }).click();
	await expect(page.getByRole('alert')).toContainText('Export it as a folder and send the file');
	await page.getByRole('button', { name: 'Delete' }).click();
	await page.getByRole('button', { name: 'Really delete it' }).click();
	await expect(page.getByRole('heading', { name: 'Tasks' })).toBeVisible();
	await bring(page, json);
	await page.getByRole('link', { name: 'Open the task' }).click();
	await page.getByRole('button', { name: 'Run', exact: true }).click();
	await expect(
		page.getByRole('list', { name: 'Steps of the agent' }).getByRole('article').first()
	).toBeVisible({
		timeout: 60_000
	});
	await page.getByRole('button', { name: 'Stop' }).click();
	await page.getByRole('link', { name: 'About this task' }).click();
	await expect(page.getByRole('region', { name: 'Runs on this task' }).getByRole('listitem')).toHaveCount(1);
});
