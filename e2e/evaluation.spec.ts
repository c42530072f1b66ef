import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';

const file = (page: Page, name: string, text: string) =>
	page
		.getByLabel('Results or predictions')
		.setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });

const head = {
	type: 'evaluation',
	version: 1,
	agent: 'repair',
	host: 'embedded, Node v22',
	date: '2026-01-02T03:04:05.000Z',
	seed: 1,
	samples: 8,
	tasks: Array.from({ length: 1000 }, (_, index) => `task-${index}`)
};
const sample = (task: string, number: number, resolved: boolean) => ({
	...{
		task,
		sample: number,
		seed: number,
		resolution: resolved ? 'full' : 'none',
		green: resolved,
		empty: false
	},
	...{ end: 'submitted', steps: 5, candidates: 100, seconds: 2, problem: null, run: null }
});
const lines = (rows: readonly unknown[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join('');

test('an evaluation runs in the page, goes on after a reload, and leads to its runs', async ({ page }) => {
	test.setTimeout(500_000);
	await page.goto('/#/lab/evaluation');
	await page.getByLabel('Tasks whose name or topic').fill('login-sometimes-fails invoice-loses-a-cent');
	await expect(page.getByText('1 agent, 2 tasks, 2 samples')).toBeVisible();
	await page.getByRole('button', { name: 'Start' }).click();
	const samples = page.getByRole('list', { name: 'Samples' }).getByRole('listitem');
	await expect(samples.first()).toBeVisible({ timeout: 240_000 });
	await page.reload();
	const goOn = page.getByRole('button', { name: /^Go on/ });
	await expect(goOn.or(page.getByText('Complete', { exact: true }))).toBeVisible();
	if (await goOn.isVisible()) await goOn.click();
	await expect(page.getByText('Complete', { exact: true })).toBeVisible({ timeout: 240_000 });
	await expect(samples).toHaveCount(2);
	await expect(page.getByText(/2 tasks, 1 samples each, seeds from 1; embedded, Node v22/)).toBeVisible();
	expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
	await samples.first().getByRole('link').click();
	await expect(page).toHaveURL(/#\/run\//);
});

test('8,000 samples of a results file are listed, with intervals and curves, and compared with others', async ({
	page
}) => {
	await page.goto('/#/lab/evaluation');
	const rows = head.tasks.flatMap((task, index) =>
		Array.from({ length: 8 }, (_, at) => sample(task, at + 1, index % 4 === 0 && at % 2 === 0))
	);
	await file(page, 'big.ndjson', lines([head, ...rows]));
	await expect(page.getByText(/^8.?000 samples$/)).toBeVisible({ timeout: 10_000 });
	await expect(page.getByRole('row', { name: /Resolved/ })).toContainText('1000 of 8000, 13 % (');
	await expect(page.getByText(/Pass@k: 1: 1[23] % .* 8: 25 %/)).toBeVisible();
	await file(page, 'better.ndjson', lines([head, ...head.tasks.map((task) => sample(task, 1, true))]));
	await expect(page.getByText(/^1.?000 samples$/)).toBeVisible();
	await page.getByLabel('The other evaluation').selectOption({ label: '2026-01-02 03:04 big.ndjson' });
	await expect(page.getByText(/On 1000 tasks .*-87.5 points.*p = 0.000/)).toBeVisible();
});

test('nothing to evaluate, unknown ids, a patch that does not apply and a damaged file get a clear answer', async ({
	page
}) => {
	test.setTimeout(120_000);
	await page.goto('/#/lab/evaluation');
	await page.getByLabel('Tasks whose name or topic').fill('no-such-task');
	await page.getByRole('button', { name: 'Start' }).click();
	await expect(
		page.getByText('Cannot evaluate nothing: choose at least one agent, one task and one sample')
	).toBeVisible();
	await file(
		page,
		'p.jsonl',
		lines([{ instance_id: 'django__django-1', model_name_or_path: 'm', model_patch: 'x' }])
	);
	await expect(page.getByText('none of its ids is a task here (django__django-1)')).toBeVisible();
	await file(page, 'damaged.ndjson', '{"type":"evaluation"');
	await expect(
		page.getByText('Cannot read the evaluation damaged.ndjson: it does not begin with the head')
	).toBeVisible();
	const patch = '--- a/nowhere.js\n+++ b/nowhere.js\n@@ -1 +1 @@\n-a\n+b\n';
	await file(
		page,
		'q.jsonl',
		lines([
			{ instance_id: 'django__django-1', model_name_or_path: 'm', model_patch: patch },
			{ instance_id: 'login-sometimes-fails', model_name_or_path: 'm', model_patch: patch }
		])
	);
	await expect(page.getByText('Cannot apply the patch to nowhere.js: there is no such file')).toBeVisible({
		timeout: 60_000
	});
	await expect(page.getByText('Not judged, unknown here: django__django-1')).toBeVisible();
});
