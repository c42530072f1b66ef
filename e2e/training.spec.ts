import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { SIZE } from '../src/agent/repair/features.ts';

/** Bugs whose fix has something in common that the hand-made order does not know. */
const bugs = Array.from({ length: 30 }, (_, index) => ({
	id: `bug-${index}`,
	group: `package-${index % 6}`,
	injected: true,
	candidates: Array.from({ length: 60 }, (_, at) =>
		at === 50 ? [0, 0.5, 9, 1] : [0, (60 - at) / 10, 10 + (at % 30), 1]
	),
	labels: [50],
	...(index % 2 === 1 && { tags: ['odd'] })
}));
const text = (name: string, content: string) => ({
	name,
	mimeType: 'text/plain',
	buffer: Buffer.from(content)
});

test('the order of edits is learned in the page: live, stopped, gone on with, judged on other packages, as a file', async ({
	page
}) => {
	await page.goto('/#/lab/training');
	const data = page.getByLabel('Data to learn from');
	await page.getByRole('button', { name: 'Take the injected bugs that come with this page' }).click();
	await expect(page.getByText(/^\d\d\d bugs of \d+ packages, 0 of them real/)).toBeVisible();
	await data.setInputFiles(text('damaged.ndjson', '{"id":'));
	await expect(page.getByText('Cannot read damaged.ndjson: line 1 cannot be read as JSON')).toBeVisible();
	await data.setInputFiles(text('bugs.ndjson', bugs.map((bug) => `${JSON.stringify(bug)}\n`).join('')));
	await expect(
		page.getByText('30 bugs of 6 packages, 0 of them real; the known fix is among the edits of 30.')
	).toBeVisible();
	await page.getByLabel('Edits tried').fill('10');
	await page.getByLabel('Epochs').fill('60');
	await page.getByRole('button', { name: 'Train', exact: true }).click();
	await expect(page.getByText('60 epochs learned')).toBeVisible({ timeout: 30_000 });
	await expect(page.getByText(/packages not learned from: 2: 0 % .* 60: 100 %/)).toBeVisible();
	await page.getByRole('button', { name: 'Go on from epoch 60' }).click();
	await expect(page.getByText('120 epochs learned')).toBeVisible({ timeout: 30_000 });
	await page.getByRole('button', { name: 'Judge over five seeds' }).click();
	await expect(page.getByText(/100\.0 % of the bugs, with the hand-made order for 0\.0 %/)).toBeVisible({
		timeout: 60_000
	});
	await page.getByLabel('Domain').selectOption({ label: 'odd (15)' });
	await page.getByRole('button', { name: 'Judge over five seeds' }).click();
	await expect(
		page.getByText(/For odd alone: the order that was learned of all bugs has it for 100\.0 %/)
	).toBeVisible({ timeout: 60_000 });
	const [download] = await Promise.all([
		page.waitForEvent('download'),
		page.getByRole('button', { name: 'Weights as a file' }).click()
	]);
	await page.getByLabel('Compare with weights of a file').setInputFiles(await download.path());
	await page.getByLabel('Compare with weights of a file').setInputFiles(text('w.json', '{"type":"tabgym-we'));
	await expect(
		page.getByText('Cannot read w.json: the weights cannot be read as JSON: the file is damaged')
	).toBeVisible();
	expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
	await page.getByRole('button', { name: 'Back to the hand-made order' }).click();
	await expect(page.getByRole('button', { name: 'Train', exact: true })).toBeVisible();
});

test('the repair agent goes by learned weights: from a file, by a link, kept over a reload, and back with one click', async ({
	page
}) => {
	const weights = Array.from({ length: SIZE }, (_, at) => Number(at === 0));
	const order = {
		...{ type: 'tabgym-weights', version: 1, about: 'an order of a test', date: '2026-01-02T03:04:05.000Z' },
		...{ learnedFrom: ['p'], weights: weights.with(2, 0.25) }
	};
	await page.goto('/#/lab/training');
	await expect(page.getByText('The repair agent goes by the shipped, hand-made order.')).toBeVisible();
	const file = page.getByLabel('Weights for the repair agent');
	await file.setInputFiles(text('short.json', JSON.stringify({ ...order, weights: [1, 2] })));
	await expect(page.getByText(/Cannot read short.json: field "weights" is missing or wrong/)).toBeVisible();
	await file.setInputFiles(text('order.json', JSON.stringify(order)));
	await expect(page.getByText('It is 0.25 away from the shipped order')).toBeVisible();
	await page.getByRole('checkbox', { name: 'Go on learning' }).check();
	await page.reload();
	await expect(page.getByText('an order of a test')).toBeVisible();
	await expect(page.getByRole('checkbox', { name: 'Go on learning' })).toBeChecked();
	await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
	await page.getByRole('button', { name: 'Copy a link to it' }).click();
	const link = await page.evaluate(() => navigator.clipboard.readText());
	expect(link.length).toBeLessThan(8000);
	await page.getByRole('button', { name: 'Back to the shipped order' }).click();
	await expect(page.getByText('The repair agent goes by the shipped, hand-made order.')).toBeVisible();
	await page.goto('about:blank');
	await page.goto(`${link.slice(0, -40)}x`);
	await page.getByRole('button', { name: /by the weights of the link/ }).click();
	await expect(page.getByText(/it is not whole/)).toBeVisible();
	await page.goto('about:blank');
	await page.goto(link);
	await page.getByRole('button', { name: /by the weights of the link/ }).click();
	await expect(page.getByText('an order of a test')).toBeVisible();
	expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
});

test('what was measured names its tasks, seeds, host and date; where nothing was, how to', async ({
	page
}) => {
	const measured = page.getByRole('region', { name: 'What training was measured to do' });
	await page.goto('/#/lab/training');
	await expect(
		measured.getByRole('row', {
			name: /^\d+ injected, \d+ packages from injected bugs by maximum likelihood/
		})
	).toBeVisible();
	await expect(
		measured.getByText(/cross-validated by package, seeds 1, 2, 3, 4, 5\. .*Node v\d+.*; \d{4}-/)
	).toBeVisible();
	await measured.getByText('The tasks behind these figures').click();
	await expect(measured.getByText(/^\d+ tasks with injected bugs: .*duplexify-4\.1\.1, /)).toBeVisible();
	await page.route('**/training/figures.json', (route) => route.fulfill({ status: 404 }));
	await page.reload();
	await expect(measured.getByText(/^Nothing was measured for this page yet/)).toBeVisible();
});
