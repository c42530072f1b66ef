import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { readLetters, writeFile } from '../src/share/share.ts';
import { fixture } from './audit.ts';

const noViolations = async (page: Page) =>
	expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);

async function open(page: Page, name: string): Promise<void> {
	await page.goto('/#/open');
	await page.goto(`/#${fixture(name)}`);
}

test('a comparison that was sent shows both runs, and is kept where it can be sent on', async ({ page }) => {
	await open(page, 'comparison-2');
	await expect(page.getByRole('heading', { name: 'Two runs compared' })).toBeVisible();
	await expect(page.getByText('First divergence')).toBeVisible();
	await expect(page.locator('iframe')).toHaveCount(0);
	await noViolations(page);
	await page.getByRole('button', { name: 'Keep both runs' }).click();
	await expect(page).toHaveURL(/#\/compare\//);
	await expect(page.getByText('First divergence')).toBeVisible();
	await page.getByRole('button', { name: 'Share' }).click();
	const link = await page
		.getByRole('dialog')
		.getByLabel(/^Link, /)
		.inputValue();
	expect(link.length).toBeLessThanOrEqual(8000);
	await noViolations(page);
});

test('a fork that was sent is kept with the run that it was forked from', async ({ page }) => {
	await open(page, 'fork-2');
	await expect(page.getByText(/its first 12 events are of the run that it was forked from/)).toBeVisible();
	await noViolations(page);
	await page.getByRole('button', { name: 'Keep a copy' }).click();
	await expect(page).toHaveURL(/#\/run\//);
	await page.getByRole('tab', { name: 'Debugger' }).click();
	await expect(page.getByRole('list', { name: 'Tree of forks' }).getByRole('listitem')).toHaveCount(2);
	await page.getByRole('button', { name: 'Share' }).click();
	const again = await page
		.getByRole('dialog')
		.getByLabel(/^Link, /)
		.inputValue();
	await page.goto('/#/open');
	await page.goto(again);
	await expect(page.getByText(/its first 12 events are of the run that it was forked from/)).toBeVisible();
});

test('an evaluation, weights and a lesson that were sent show, and are taken over', async ({ page }) => {
	await open(page, 'evaluation-1');
	await expect(page.getByRole('heading', { name: /A shared evaluation: Repair, three tasks/ })).toBeVisible();
	await expect(page.getByRole('table').first()).toContainText('1 of 2');
	await expect(page.getByText(/A link of figures carries no runs/)).toBeVisible();
	await noViolations(page);
	await page.getByRole('button', { name: 'Keep it in this browser' }).click();
	await expect(page).toHaveURL(/#\/lab\/evaluation/);
	await expect(page.getByText('Repair, three tasks')).toBeAttached();
	await page.getByRole('button', { name: 'Share', exact: true }).click();
	await expect(page.getByRole('dialog').getByLabel(/^Link, /)).toHaveValue(/#v1\./);
	await expect(page.getByText(/^The runs behind its samples stay in this browser/)).toBeVisible();
	await open(page, 'weights-1');
	await expect(page.getByText('60 numbers')).toBeVisible();
	await expect(page.getByText('They cannot be used here')).toBeVisible();
	await noViolations(page);
	await page.goto('/#/lessons');
	await page.getByRole('link', { name: /^Watch an agent/ }).click();
	await page.getByRole('button', { name: 'Share the lesson' }).click();
	const link = await page
		.getByRole('dialog')
		.getByLabel(/^Link, /)
		.inputValue();
	const address = page.url();
	await page.goto('/#/open');
	await page.goto(link);
	await expect(page).toHaveURL(address);
});

test('a link of a task that this site does not have says so', async ({ page }) => {
	await open(page, 'fork-1');
	await expect(page.getByRole('alert')).toContainText(
		'Cannot open the task "demo": this site has none of that name'
	);
});

test('what a run that was sent says is shown as text, also what stands in an attribute of it', async ({
	page
}) => {
	const share = readLetters(fixture('run-1'));
	if (share.kind !== 'run') throw new Error('run-1 holds no run');
	const { events } = share.run;
	const hidden = '<pre><img src=x onerror="document.title=1">';
	const text = `So <b title='${hidden}'>it is</b>:\n\n\`\`\`\ncode\n\`\`\``;
	const changed = events.map((event) => (event.type === 'thought' ? { ...event, text } : event));
	expect(changed).not.toEqual(events);
	const file = writeFile({ ...share, run: { ...share.run, events: changed } });
	await page.goto('/#/shared');
	await page
		.getByLabel('Choose a file')
		.setInputFiles({ name: 'run.json', mimeType: 'application/json', buffer: Buffer.from(file) });
	const steps = page.getByRole('list', { name: 'Steps of the agent' });
	await expect(steps.locator('b').first()).toHaveText('it is');
	await expect(steps.locator('b').first()).toHaveAttribute('title', hidden);
	// A region that scrolls is reached by keyboard.
	await expect(steps.locator('.markdown pre').first()).toHaveAttribute('tabindex', '0');
	await expect(steps.locator('img')).toHaveCount(0);
});
