import { expect, test } from '@playwright/test';
import { openModelServer } from '../src/agent/models/server.testing.ts';
import { addModel, runModel, state } from './models.ts';

test('what a run asks of the outside is refused at once and listed beside its terminal', async ({ page }) => {
	const commands = [
		'curl -sS https://example.com/secret; echo "code $?"',
		`node -e "fetch('https://other.example.org/').catch((e) => console.log(e.cause.code, e.cause.message))"`
	];
	const heard: string[] = [];
	const server = await openModelServer(({ index, body }) => {
		const messages = body['messages'] as { content: string }[];
		heard.push(messages.at(-1)?.content ?? '');
		const command = commands[index];
		return { calls: [command ? { tool: 'bash', input: { command } } : { tool: 'submit', input: {} }] };
	});
	await addModel(page, server, 'openai');
	await runModel(page, 'Invoices are off by a cent');
	await expect(state(page)).toHaveText('Not resolved', { timeout: 60_000 });
	await page.getByRole('tab', { name: 'Terminal' }).click();
	await page.getByText('Network and limits').click();
	const list = page.getByRole('list', { name: 'Network and limits' });
	await expect(list.getByText('GET https://example.com/secret')).toBeVisible();
	await expect(list.getByText(/refused: the sandbox may not reach example.com/)).toBeVisible();
	await expect(list.getByText('CONNECT other.example.org')).toBeVisible();
	const said = heard.join('\n');
	expect(said).toContain('EBLOCKED');
	expect(said).toContain('may not reach example.com');
	expect(said).toContain('getaddrinfo EBLOCKED other.example.org');
	await server.close();
});
