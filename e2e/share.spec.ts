import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { fixture } from './audit.ts';

const state = (page: Page) =>
	page.getByRole('region', { name: 'Run', exact: true }).getByRole('status').first();
/** A step of a list that is so long; the list draws only those in sight. */
const lastOf = (page: Page, count: number) =>
	page.getByRole('list', { name: 'Steps of the agent' }).locator(`[aria-setsize="${count}"]`).first();
const noViolations = async (page: Page) =>
	expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);

/** Runs the walk-through in a browser of the sender; gives the link and the file. */
async function send(page: Page): Promise<{ link: string; file: string }> {
	await page.goto('/#/task/login-sometimes-fails');
	await page.getByRole('button', { name: 'Run', exact: true }).click();
	await expect(state(page)).toHaveText('Resolved: full', { timeout: 150_000 });
	await page.getByRole('button', { name: 'Share' }).click();
	const dialog = page.getByRole('dialog');
	const link = await dialog.getByLabel(/^Link, /).inputValue();
	expect(link.length).toBeLessThanOrEqual(8000);
	await noViolations(page);
	const [saved] = await Promise.all([
		page.waitForEvent('download'),
		dialog.getByRole('button', { name: /Download the file/ }).click()
	]);
	return { link, file: readFileSync(await saved.path(), 'utf8') };
}

test.setTimeout(420_000);

test('a run that was sent shows at once, runs nothing, and matches when the reader runs it', async ({
	page,
	browser
}) => {
	const { link, file } = await send(page);
	const context = await browser.newContext();
	const reader = await context.newPage();
	await reader.goto(link);
	await expect(lastOf(reader, 15)).toBeVisible();
	await expect(state(reader)).toHaveText('Resolved: full');
	await expect(reader.locator('iframe')).toHaveCount(0);
	await noViolations(reader);
	await reader.getByRole('button', { name: 'Run it here' }).click();
	const outcome = reader.getByRole('region', { name: 'Run again, compared' });
	await expect(outcome.getByText('15 of 15 steps and 26 of 26 tests match what was recorded')).toBeVisible({
		timeout: 150_000
	});
	await expect(outcome.getByText('MATCH').first()).toBeVisible();

	// Forked from there: the run is kept first, then goes on from the step in a fresh sandbox.
	await reader.goto(`${link}`);
	await reader.reload();
	await reader.getByRole('button', { name: 'Step back' }).click();
	await reader.getByRole('tab', { name: 'Debugger' }).click();
	await reader.getByLabel('Tell the agent').fill('Go on from here.');
	await reader.getByRole('button', { name: 'Fork at step 15' }).click();
	await expect(reader).toHaveURL(/#\/run\//, { timeout: 30_000 });
	await reader.getByLabel('Which steps').selectOption('By hand');
	await expect(reader.getByText('By hand: Told the agent')).toBeVisible({ timeout: 30_000 });

	// The same from the file, with one action changed by somebody: it is named, and what differs is said.
	const forged = JSON.parse(file);
	const returned = forged.content.run.events.find((event: { exitCode?: number }) => event.exitCode === 0);
	returned.output = 'Nothing to see here';
	await reader.goto('/#/shared');
	const choose = (text: string) =>
		reader
			.getByLabel('Choose a file')
			.setInputFiles({ name: 'run.json', mimeType: 'application/json', buffer: Buffer.from(text) });
	await choose(JSON.stringify(forged));
	await expect(reader.getByRole('alert').first()).toContainText(
		'its content was changed after it was written'
	);
	await choose(file);
	await expect(lastOf(reader, 15)).toBeVisible();
	await reader.getByRole('button', { name: 'Keep a copy' }).click();
	await expect(reader).toHaveURL(/#\/run\//);
	await expect(lastOf(reader, 15)).toBeVisible();
	await context.close();
});

test('a link that claims what did not happen says DRIFT and where', async ({ page }) => {
	await page.goto(`/#${fixture('drift-1')}`);
	await page.getByRole('button', { name: 'Run it here' }).click();
	const outcome = page.getByRole('region', { name: 'Run again, compared' });
	await expect(outcome.getByText('DRIFT').first()).toBeVisible({ timeout: 150_000 });
	await expect(outcome.getByText(/^Step 4 bash: line 2 of the output was "200" and is "401"$/)).toBeVisible();
	await expect(outcome.getByText('14 of 15 steps')).toBeVisible({ timeout: 150_000 });
});

test('a link that was cut, and one that takes its content from elsewhere, say so', async ({ page }) => {
	await page.goto('/#v1.abcdefgh');
	await expect(page.getByRole('alert')).toContainText('it was probably cut or changed when it was copied');
	await page.goto('/#url=https%3A%2F%2Felsewhere.example%2Frun.json');
	await expect(page.getByText('This link takes its content from elsewhere.example')).toBeVisible();
	await noViolations(page);
});

test('content from elsewhere is fetched after a click, shown and not run; a site that lets nobody read it is named', async ({
	page
}) => {
	const server = createServer((request, response) => {
		const open = request.url === '/open.txt';
		response.writeHead(200, open ? { 'access-control-allow-origin': '*' } : {}).end(fixture('run-1'));
	});
	await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
	const bound = server.address();
	const site = `127.0.0.1:${typeof bound === 'object' && bound ? bound.port : 0}`;
	const fetchIt = page.getByRole('button', { name: `Fetch it from ${site}` });
	await page.goto(`/#url=${encodeURIComponent(`http://${site}/open.txt`)}`);
	await fetchIt.click();
	await expect(lastOf(page, 15)).toBeVisible();
	await expect(page.locator('iframe')).toHaveCount(0);
	await page.goto('about:blank');
	await page.goto(`/#url=${encodeURIComponent(`http://${site}/closed.txt`)}`);
	await fetchIt.click();
	await expect(page.getByRole('alert')).toContainText('does not let other sites read it (CORS)');
	server.close();
});
