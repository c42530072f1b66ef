import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';

async function openTask(page: Page, title: string): Promise<void> {
	await page.goto('/');
	await page.getByRole('link', { name: title, exact: true }).click();
	await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeEnabled();
}

/** Nothing but this machine answers; what was asked of others is in the list. */
async function cutNetwork(page: Page): Promise<string[]> {
	const outside: string[] = [];
	await page.context().route(
		({ hostname }) => hostname !== 'localhost' && hostname !== '127.0.0.1',
		(route) => {
			outside.push(route.request().url());
			return route.abort('internetdisconnected');
		}
	);
	return outside;
}

const state = (page: Page) => page.getByRole('region', { name: 'Run' }).getByRole('status');
const steps = (page: Page) => page.getByRole('list', { name: 'Steps of the agent' }).getByRole('article');

test('a task is solved from the gallery to the verdict without a network, and the gallery remembers it', async ({
	page
}) => {
	const outside = await cutNetwork(page);
	await openTask(page, 'The login that sometimes fails');
	await page.getByRole('button', { name: 'Run', exact: true }).click();
	await expect(state(page)).toHaveText('Resolved: full', { timeout: 60_000 });
	await expect(page.getByRole('heading', { name: 'Resolved: full' })).toBeVisible();
	await expect(page.getByText('tests pass: 26 of 26')).toBeVisible();
	expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
	await page.getByRole('link', { name: 'Tasks', exact: true }).click();
	await expect(page.getByText(/^\d+ tasks, 1 resolved here$/)).toBeVisible();
	expect(outside).toEqual([]);
});

test('a reload in the middle of a run shows what happened and says that it was interrupted', async ({
	page
}) => {
	await openTask(page, 'The login that sometimes fails');
	await page.getByRole('button', { name: 'Run', exact: true }).click();
	await expect(steps(page).nth(2)).toBeVisible({ timeout: 30_000 });
	await page.reload();
	await expect(state(page)).toHaveText('Interrupted');
	await expect(page.getByText('The page was closed or reloaded during the run')).toBeVisible();
	expect(await steps(page).count()).toBeGreaterThanOrEqual(3);
});

test('a run can be paused, resumed and stopped, and looked back on', async ({ page }) => {
	await openTask(page, 'The login that sometimes fails');
	await page.getByRole('button', { name: 'Run', exact: true }).click();
	await page.getByRole('button', { name: 'Pause' }).click({ timeout: 30_000 });
	await expect(state(page)).toHaveText('Paused');
	await page.getByRole('button', { name: 'Resume' }).click();
	await expect(steps(page).nth(1)).toBeVisible({ timeout: 30_000 });
	await page.getByRole('button', { name: 'Stop' }).click();
	await expect(state(page)).toHaveText('Stopped');
	const count = await steps(page).count();
	await page.getByRole('button', { name: 'Step back' }).click();
	await page.getByRole('button', { name: 'Step back' }).click();
	await expect(steps(page)).toHaveCount(count - 1);
});

test('a page without isolation says why it cannot start', async ({ page }) => {
	await page.route('**/*', async (route) => {
		const response = await route.fetch();
		const headers = response.headers();
		delete headers['cross-origin-opener-policy'];
		delete headers['cross-origin-embedder-policy'];
		await route.fulfill({ response, headers });
	});
	await page.goto('/');
	await expect(page.getByRole('alert')).toContainText('This page is not cross-origin isolated');
	await page.getByRole('link', { name: 'The login that sometimes fails', exact: true }).click();
	await page.getByRole('button', { name: 'Run', exact: true }).click();
	await expect(page.getByText('This did not work (E_NOT_ISOLATED)')).toBeVisible();
});
