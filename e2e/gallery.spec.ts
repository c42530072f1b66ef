import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';

test('tasks are found by topic and words, and the address keeps the selection', async ({ page }) => {
	await page.goto('/');
	const cards = page.getByRole('article');
	const all = await page.getByText(/^\d+ tasks, 0 resolved here$/).textContent();
	await page.getByRole('button', { name: /^security/ }).click();
	await page.keyboard.press('/');
	await page.keyboard.type('shell');
	await expect(page.getByText(/^\d+ of \d+ tasks/)).toBeVisible();
	await expect(cards.filter({ hasText: 'shell-quote' }).first()).toBeVisible();
	await expect(cards.filter({ hasNotText: 'shell' })).toHaveCount(0);
	await page.reload();
	await expect(page.getByLabel('Search')).toHaveValue('shell');
	await expect(page.getByRole('button', { name: /^security/ })).toHaveAttribute('aria-pressed', 'true');
	await page.getByLabel('Search').fill('no task is about this');
	await page.getByRole('button', { name: 'Show all' }).click();
	await expect(page.getByText(all ?? '')).toBeVisible();
	expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
});

test.describe('with the site kept by the browser', () => {
	test.use({ serviceWorkers: 'allow' });

	test('tasks of a domain are fetched at once, and stay', async ({ page }) => {
		await page.goto('/');
		await page.getByRole('button', { name: /^web server/ }).click();
		const keep = page.getByRole('button', { name: /^Keep these \d+ tasks for offline use/ });
		await keep.click({ timeout: 60_000 });
		await expect(page.getByText(/^\d+ tasks kept in this browser/)).toBeVisible({ timeout: 60_000 });
		await page.getByRole('link', { name: 'Settings', exact: true }).click();
		await expect(page.getByText(/^[1-9]\d* of \d+ parts/)).toBeVisible();
	});
});

test('no page is wider than a phone', async ({ page }) => {
	await page.setViewportSize({ width: 360, height: 740 });
	const places = ['', 'lessons', 'import', 'lab', 'lab/evaluation', 'lab/review', 'lab/training', 'settings'];
	for (const place of [...places, 'about/minimist-1.2.0', 'classroom', 'open']) {
		await page.goto(`/#/${place}`);
		await expect(page.getByRole('heading').first()).toBeVisible();
		const width = await page.evaluate(() => document.documentElement.scrollWidth);
		expect(width, `width of #/${place}`).toBeLessThanOrEqual(360);
	}
});
