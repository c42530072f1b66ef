import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';

const text = (name: string, content: string) => ({
	name,
	mimeType: 'text/plain',
	buffer: Buffer.from(content)
});

test('the verifier lab learns from the samples of an evaluation and is judged on other tasks', async ({
	page
}) => {
	const head = {
		...{
			type: 'evaluation',
			version: 1,
			agent: 'repair',
			host: 'embedded',
			date: '2026-01-02T03:04:05.000Z',
			seed: 1,
			samples: 4
		},
		tasks: Array.from({ length: 20 }, (_, task) => `task-${task}`)
	};
	const samples = head.tasks.flatMap((task, index) =>
		Array.from({ length: 4 }, (_, at) => {
			const good = (index * 7 + at * 3) % 5 < 2;
			return {
				...{
					task,
					sample: at + 1,
					seed: at,
					resolution: good ? 'full' : 'none',
					green: good !== (at + index) % 9 < 1
				},
				...{ empty: false, end: 'submitted', steps: 5, candidates: 10, seconds: 1, problem: null, run: null }
			};
		})
	);
	await page.goto('/#/lab/evaluation');
	const lines = [head, ...samples].map((row) => `${JSON.stringify(row)}\n`).join('');
	await page.getByLabel('Results or predictions').setInputFiles(text('results.ndjson', lines));
	await expect(page.getByText('80 samples', { exact: true })).toBeVisible();
	await page.goto('/#/lab/verifier');
	await expect(
		page.getByText(
			/Brier score 0\.\d+; always saying the mean scores 0\.2\d+\. Learned from about 64 samples, judged on 80 samples of 20 tasks/
		)
	).toBeVisible();
	await page.getByLabel('Share of the samples learned from').fill('0.5');
	await expect(page.getByText(/Learned from about 32 samples/)).toBeVisible();
	expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
});

test('the verifier lab has runs without any evaluation: how much, of whom, and what choosing is worth', async ({
	page
}) => {
	test.setTimeout(180_000);
	await page.goto('/#/lab/verifier');
	const found = page.getByText(/^Brier score 0\.\d+/);
	await expect(found).toContainText(/judged on [\d,]+ samples of \d+ tasks/, { timeout: 120_000 });
	const brierOf = async () => Number(/Brier score (0\.\d+)/.exec(await found.innerText())?.[1]);
	await expect(
		page.getByText(/^Best@k: the one that the verifier chooses: 1: \d+ % .* 8: \d+ %/)
	).toBeVisible();
	await page.getByLabel('Learn from a mix of on- and off-policy runs').check();
	const own = page.getByLabel(/^Its own runs among those learned from/);
	await own.fill('1');
	await expect(page.getByText('Its own runs among those learned from: 100 %')).toBeVisible();
	await expect(page.getByText('Learning', { exact: true })).toBeHidden({ timeout: 60_000 });
	const onPolicy = await brierOf();
	await own.fill('0');
	await expect(page.getByText('Learning', { exact: true })).toBeHidden({ timeout: 60_000 });
	await expect.poll(brierOf).toBeGreaterThan(onPolicy);
	expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
});

test('learning from its own runs is tried in the page: naively, and from fixes alone', async ({ page }) => {
	test.setTimeout(240_000);
	await page.goto('/#/lab/verifier');
	const lab = page.getByRole('region', { name: 'Learning from its own runs' });
	await lab.getByLabel(/^Rounds/).fill('2');
	await lab.getByRole('button', { name: 'Run the experiment' }).click();
	await expect(
		lab.getByText(/^naive: .* % in the end, .* % at best, after learning from [\d,]+ runs$/)
	).toBeVisible({
		timeout: 200_000
	});
	await expect(lab.getByText(/^checked: .* after learning from [\d,]+ runs$/)).toBeVisible();
	await lab.getByLabel(/^Kept runs of a bug/).fill('1');
	await expect(lab.getByRole('button', { name: 'Stop' })).toBeVisible();
	await lab.getByRole('button', { name: 'Stop' }).click();
	await expect(lab.getByRole('button', { name: 'Run the experiment' })).toBeVisible();
});
