import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';

const state = (page: Page) => page.getByRole('region', { name: 'Run' }).getByRole('status');
const steps = (page: Page) => page.getByRole('list', { name: 'Steps of the agent' }).getByRole('article');
const panel = (page: Page, name: string) => page.getByRole('tab', { name }).click();
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

/** The walk-through of a task of ours, with these breakpoints. */
async function run(page: Page, ...expressions: string[]): Promise<void> {
	await page.goto('/#/task/login-sometimes-fails');
	await panel(page, 'Debugger');
	for (const expression of expressions) {
		await page.getByLabel('Expression of the breakpoint').fill(expression);
		await button(page, 'Add breakpoint').click();
	}
	await button(page, 'Run').click();
}

test('breakpoints hold a live agent, which goes on by events, steps and tools, and watches say how it stands', async ({
	page
}) => {
	await run(page, 'action.tool == "run_tests"', 'count(turnedGreen) > 0');
	const held = page.getByRole('tabpanel', { name: 'Debugger' }).getByRole('status').first();
	await expect(held).toHaveText('Held. Breakpoint: action.tool == "run_tests".', { timeout: 30_000 });
	await expect(state(page)).toHaveText('Paused');
	expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
	await page.getByLabel('Expression to watch').fill('failing');
	await button(page, 'Add watch').click();
	await button(page, 'Next event').click();
	await expect(held).toHaveText('Held. At the next event.', { timeout: 30_000 });
	await button(page, 'Step').click();
	await expect(held).toHaveText('Held. Before step 3.', { timeout: 30_000 });
	await expect(page.getByRole('list', { name: 'Watches' }).locator('pre')).not.toHaveText('0');
	await button(page, 'Step over').click();
	await expect(held).toHaveText('Held. Before str_replace_editor.', { timeout: 30_000 });
	await page.getByLabel('to step').fill('6');
	await button(page, 'Run to').click();
	await expect(held).toHaveText('Held. Before step 6.', { timeout: 30_000 });
	await button(page, 'Go on').click();
	await expect(held).toHaveText('Held. Breakpoint: action.tool == "run_tests".', { timeout: 30_000 });
	await button(page, 'Go on').click();
	await expect(held).toHaveText('Held. Breakpoint: count(turnedGreen) > 0.', { timeout: 30_000 });
	await page.getByLabel('Expression of the breakpoint').fill('failng > 0');
	await button(page, 'Add breakpoint').click();
	await expect(page.getByRole('alert')).toContainText('did you mean "failing"?');
	await button(page, 'Stop').click();
	await expect(state(page)).toHaveText('Stopped');
	await button(page, 'Previous in this run').click();
	await expect(page.getByText(/^action\.tool == "run_tests": event \d+ of/)).toBeVisible();
});

test('an action is edited before it happens, and a run is forked at a step with its files', async ({
	page
}) => {
	await run(page, 'action.command matches "reproduce"');
	await panel(page, 'Debugger');
	await expect(page.getByText('Held.')).toBeVisible({ timeout: 30_000 });
	await button(page, 'Go on').click();
	await expect(page.getByText('Held.')).toBeHidden();
	await expect(page.getByText('Held.')).toBeVisible({ timeout: 30_000 });
	await page.getByText('Input of the action (JSON)').click();
	await page.getByLabel('Input of the action (JSON)').fill('{"command": "echo changed by hand"}');
	await button(page, 'Go on with this').click();
	await expect(steps(page).filter({ hasText: 'echo changed by hand' })).toHaveCount(1);
	await button(page, 'Stop').click();
	await expect(state(page)).toHaveText('Stopped');
	const parent = page.url();
	await page.getByRole('button', { name: 'Show the run after step 3' }).click();
	await page.getByLabel('Tell the agent').fill('The scratch file is there.');
	await button(page, 'Fork at step 3').click();
	await expect(page).not.toHaveURL(parent);
	await expect(steps(page).filter({ hasText: 'By hand: Told the agent' })).toHaveCount(1);
	await panel(page, 'Debugger');
	await page.getByRole('checkbox').uncheck();
	if (await button(page, 'Go on').isEnabled()) await button(page, 'Go on').click();
	await expect(state(page)).toHaveText('Resolved: full', { timeout: 60_000 });
	await page.reload();
	await expect(steps(page).filter({ hasText: 'By hand: Told the agent' })).toHaveCount(1);
	await expect(steps(page).filter({ hasText: 'echo changed by hand' })).toHaveCount(0);
});
