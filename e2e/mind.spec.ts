import { expect as quick, test, type Page } from '@playwright/test';
import { openModelServer } from '../src/agent/models/server.testing.ts';
import { addModel, runModel, solutionOf, state } from './models.ts';

const expect = quick.configure({ timeout: 30_000 });
test.describe.configure({ timeout: 300_000 });

const TASK = 'invoice-loses-a-cent';
const look = { text: 'I only look at the package.', calls: [{ tool: 'bash', input: { command: 'ls' } }] };
const submit = { text: 'It looks fine to me.', calls: [{ tool: 'submit', input: {} }] };

/** Opens a field of the form and writes into it. */
async function write(page: Page, label: string, text: string): Promise<void> {
	const form = page.getByRole('region', { name: /^Change its mind/ });
	await form.getByText(label, { exact: true }).click();
	await form.getByLabel(label, { exact: true }).fill(text);
}

test('what came back, the prompt and a file, and then its message, are changed at a step: the model goes on from them', async ({
	page
}) => {
	const turns = [look, submit, ...solutionOf(TASK)];
	const server = await openModelServer(({ index }) => turns[index] ?? submit);
	try {
		await addModel(page, server, 'openai');
		await runModel(page, 'Invoices are off by a cent');
		await expect(state(page)).toHaveText('Not resolved', { timeout: 90_000 });
		await page.getByRole('tab', { name: 'Verdict' }).click();
		await expect(page.getByText('Empty patch.')).toBeVisible();
		await page.goto(`${page.url()}?step=1`);
		await page.getByRole('tab', { name: 'Debugger' }).click();
		await write(page, 'What came back', 'README.md and the sources, as a person tells it');
		await write(page, 'The prompt', 'Sums of invoices are wrong by a cent: find out why.');
		const form = page.getByRole('region', { name: /^Change its mind/ });
		await form.getByText('Files', { exact: true }).click();
		await form.getByLabel('File to edit').fill('package.json');
		await form.getByRole('button', { name: 'Edit file' }).click();
		const text = await form.getByLabel('package.json', { exact: true }).inputValue();
		await form
			.getByLabel('package.json', { exact: true })
			.fill(text.replace('{', '{\n  "description": "changed by a person",'));
		await form.getByRole('button', { name: 'Fork at step 1' }).click();
		await expect(state(page)).toHaveText('Resolved: full', { timeout: 150_000 });
		const told = JSON.stringify(server.asked[2]?.body);
		expect(told).toContain('as a person tells it');
		expect(told).toContain('wrong by a cent: find out why');
		expect(JSON.stringify(server.asked[3]?.body)).toContain('changed by a person');

		await page.goto(`${page.url().replace(/\?.*/, '')}?step=1`);
		await write(page, 'Its message', 'First I read what rounds the sums.');
		await form.getByRole('button', { name: 'Fork at step 1' }).click();
		await expect.poll(() => server.asked.length).toBeGreaterThan(turns.length);
		const again = JSON.stringify(server.asked[turns.length]?.body);
		expect(again).toContain('First I read what rounds the sums.');
		expect(again).not.toContain(look.text);
		await expect(state(page)).toHaveText('Not resolved', { timeout: 90_000 });

		// A person's own run of the same task, beside the model's.
		await page.goto(`/#/task/${TASK}`);
		await page.getByRole('combobox', { name: /^Agent/ }).selectOption({ label: 'You' });
		await page.getByRole('button', { name: 'Run', exact: true }).click();
		const part = page.getByRole('region', { name: 'Your part' });
		await part.getByRole('button', { name: 'Submit' }).click({ timeout: 60_000 });
		await expect(state(page)).toHaveText('Not resolved', { timeout: 90_000 });
		await page.getByRole('tab', { name: 'Debugger' }).click();
		const others = page.getByLabel('Another run of this task');
		const option = await others
			.getByRole('option', { name: /Resolved: full/, includeHidden: true })
			.textContent();
		await others.selectOption({ label: option?.trim() ?? '' });
		// What was chosen is of the run that was shown: not of the next one.
		const [own, shown] = [new URL(page.url()).hash, await others.inputValue()];
		await expect(page.getByRole('link', { name: 'Compare both' })).toBeVisible();
		await page.evaluate((id) => (location.hash = `#/run/${id}`), shown);
		await expect(state(page)).toHaveText('Resolved: full');
		await expect(others).toBeVisible();
		await expect(page.getByRole('link', { name: 'Compare both' })).toHaveCount(0);
		await page.evaluate((hash) => (location.hash = hash), own);
		await others.selectOption({ label: option?.trim() ?? '' });
		await page.getByRole('link', { name: 'Compare both' }).click();
		await expect(page.getByText('First divergence')).toBeVisible();
		const numbers = page.getByRole('table', { name: 'Both runs in numbers' });
		await expect(numbers).toContainText('Not resolved');
		await expect(numbers).toContainText('Resolved: full');
	} finally {
		await server.close();
	}
});
