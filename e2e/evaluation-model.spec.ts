import { readFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { openModelServer } from '../src/agent/models/server.testing.ts';
import { addModel, everythingKept, KEY, solutionOf } from './models.ts';

const TASK = 'invoice-loses-a-cent';
/** As the settings call it. */
const MODEL = 'Another server scripted';

/** What a judge says, with how likely it was. */
const yes = {
	...{ id: 'c', object: 'chat.completion', created: 1, model: 'm' },
	choices: [
		{
			...{ index: 0, message: { role: 'assistant', content: 'YES' }, finish_reason: 'stop' },
			logprobs: {
				content: [
					{
						...{ token: 'YES', logprob: Math.log(0.9), bytes: null },
						top_logprobs: [{ token: 'NO', logprob: Math.log(0.1), bytes: null }]
					}
				]
			}
		}
	],
	usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 }
};

async function saved(page: Page, name: string): Promise<string> {
	const button = page.getByRole('button', { name, exact: true });
	const [download] = await Promise.all([page.waitForEvent('download'), button.click()]);
	return readFileSync(await download.path(), 'utf8');
}

test('a model of the settings is evaluated and judged in the page; nothing that is saved of it holds the key', async ({
	page
}) => {
	test.setTimeout(240_000);
	const turns = solutionOf(TASK);
	const server = await openModelServer(({ index, body }) =>
		body['logprobs'] === true ? { status: 200, body: yes } : (turns[index] ?? { text: 'nothing more' })
	);
	await page.goto('/#/lab/evaluation');
	await expect(page.getByText('A model comes here once one is in the settings.')).toBeVisible();
	await addModel(page, server, 'openai');
	await page.getByRole('link', { name: 'Lab', exact: true }).click();
	await page.getByRole('link', { name: 'Evaluation', exact: true }).click();
	await page.getByLabel('Tasks whose name or topic').fill(TASK);
	await page.getByLabel('Repair (no key needed)').uncheck();
	await page.getByLabel(`${MODEL} (your key)`).check();
	await expect(page.getByText(`1 run of ${MODEL}; each ends at the limits of the settings`)).toBeVisible();
	await page.getByRole('button', { name: 'Start' }).click();
	await expect(page.getByText('Complete', { exact: true })).toBeVisible({ timeout: 120_000 });
	await expect(page.getByRole('row', { name: /Resolved/ })).toContainText('1 of 1, 100 %');
	await page.getByRole('button', { name: `Let ${MODEL} judge 1 runs` }).click();
	await expect(page.getByRole('button', { name: `Let ${MODEL} judge` })).toBeHidden();
	const files = {
		csv: await saved(page, 'CSV'),
		results: await saved(page, 'JSON'),
		predictions: await saved(page, 'SWE-bench predictions')
	};
	for (const file of Object.values(files)) expect(file).toContain('scripted');
	expect(Number(/"score":([\d.]+)/.exec(files.results)?.[1])).toBeGreaterThan(0.9);
	await page.goto('/#/lab/training');
	await page.getByRole('button', { name: 'Take the injected bugs that come with this page' }).click();
	const bugs = await saved(page, 'Keep as a file');
	expect(bugs.length).toBeGreaterThan(1000);
	expect(Object.entries({ ...files, bugs }).filter(([, file]) => file.includes(KEY))).toEqual([]);
	expect(await everythingKept(page)).not.toContain(KEY);
	await server.close();
});

test('an evaluation of a model whose key is gone, or that is not chosen any more, says so and loses nothing', async ({
	page
}) => {
	test.setTimeout(120_000);
	const server = await openModelServer(() => ({ text: 'x' }));
	await addModel(page, server, 'openai');
	await page.reload();
	await page.goto('/#/lab/evaluation');
	await page.getByLabel('Tasks whose name or topic').fill(TASK);
	await page.getByLabel('Repair (no key needed)').uncheck();
	await page.getByLabel(`${MODEL} (your key)`).check();
	await page.getByRole('button', { name: 'Start' }).click();
	await expect(page.getByText(`Cannot ask "${MODEL}": its key is not here`)).toBeVisible({
		timeout: 60_000
	});
	await expect(page.getByRole('button', { name: 'Go on: 1 samples left' })).toBeVisible();
	expect(server.asked).toEqual([]);
	await server.close();
});
