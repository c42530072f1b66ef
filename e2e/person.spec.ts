import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { openModelServer, type Asked } from '../src/agent/models/server.testing.ts';
import { addModel, runModel, state } from './models.ts';

const bash = (command: string) => ({ calls: [{ tool: 'bash', input: { command } }] });

test('a person allows, changes and refuses commands, says something, takes over and hands back', async ({
	page
}) => {
	const last: string[] = [];
	const turns = [bash('echo first'), bash('echo second'), bash('rm -rf src'), bash('ls src')];
	const server = await openModelServer(({ index, body }: Asked) => {
		const messages = body['messages'] as { role: string; content: string }[];
		last.push(messages.at(-1)?.content ?? '');
		return turns[index] ?? { calls: [{ tool: 'submit', input: {} }] };
	});
	await addModel(page, server, 'openai');
	await runModel(page, 'Invoices are off by a cent');
	const part = page.getByRole('region', { name: 'Your part' });
	await part.getByRole('combobox').selectOption('Ask me before each command', { timeout: 30_000 });
	const asks = part.getByRole('group', { name: 'The agent asks' });
	const command = asks.getByLabel('Command of the agent');
	// Which command is the first to be asked for depends on when the mode was chosen.
	while ((await command.inputValue()) !== 'rm -rf src') {
		const seen = await command.inputValue();
		await command.fill(seen.replace('echo', 'echo changed'));
		await asks.getByRole('button', { name: 'Allow it as changed' }).click();
		await expect(command).not.toHaveValue(seen.replace('echo', 'echo changed'));
	}
	expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
	await asks.getByLabel('Why not').fill('Keep the sources.');
	await part.getByRole('button', { name: 'Take over' }).click();
	await asks.getByRole('button', { name: 'Refuse' }).click();
	await expect(part.getByText('You have the repository')).toBeVisible({ timeout: 20_000 });
	await part.getByLabel('Command', { exact: true }).fill('echo by hand > mine.txt');
	await part.getByRole('button', { name: 'Run it' }).click();
	await expect(page.getByText('added mine.txt')).toBeVisible({ timeout: 20_000 });
	await part.getByLabel('Say something to the agent').fill('Look into src.');
	await part.getByRole('button', { name: 'Say' }).click();
	await part.getByRole('combobox').selectOption('Let it work');
	await part.getByRole('button', { name: 'Hand back' }).click();
	await expect(state(page)).toHaveText('Not resolved', { timeout: 60_000 });
	const heard = server.asked.map(({ body }) => JSON.stringify(body)).at(-1) ?? '';
	for (const words of ['changed second', 'Keep the sources.', 'echo by hand > mine.txt', 'Look into src.'])
		expect(heard).toContain(words);
	expect(heard).toContain('money');
	await server.close();
});

test('every agent asks before it acts where that is wanted, and what is refused is not done', async ({
	page
}) => {
	await page.goto('/');
	await page.getByRole('link', { name: 'The login that sometimes fails', exact: true }).click();
	await page
		.getByRole('combobox', { name: 'How much it may do alone' })
		.selectOption('Ask me before each edit');
	await page.getByRole('button', { name: 'Run', exact: true }).click();
	const asks = page.getByRole('group', { name: 'The agent asks' });
	await expect(asks.getByText('The agent wants to edit.')).toBeVisible({ timeout: 30_000 });
	await expect(page.getByRole('button', { name: 'Take over' })).toBeHidden();
	const refuse = asks.getByRole('button', { name: 'Refuse' });
	await page.addLocatorHandler(refuse, () => refuse.click(), { noWaitAfter: true });
	await expect(async () => {
		await page.getByRole('tab', { name: 'Timeline' }).click();
		await expect(state(page)).toHaveText('Not resolved', { timeout: 100 });
	}).toPass({ timeout: 60_000 });
	await expect(page.getByText(/Refused str_replace_editor/).first()).toBeVisible();
	await expect(page.getByText(/^changed /)).toHaveCount(0);
});
