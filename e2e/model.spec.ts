import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import type { Wire } from '../src/agent/models/protocols.testing.ts';
import {
	openModelServer,
	type Answer,
	type Asked,
	type ModelServer
} from '../src/agent/models/server.testing.ts';
import { addModel, everythingKept, KEY, runModel, solutionOf, state } from './models.ts';

let server: ModelServer;
let answer: (asked: Asked) => Answer;
test.beforeEach(async () => {
	server = await openModelServer((asked) => answer(asked));
});
test.afterEach(() => server.close());

const scripted =
	(turns: readonly Answer[]) =>
	({ index }: Asked): Answer =>
		turns[index] ?? { calls: [{ tool: 'submit', input: {} }] };

test('a model with a key solves a task, and the key is in its requests and nowhere else', async ({
	page
}) => {
	const wire: Wire = 'openai';
	answer = scripted(solutionOf('invoice-loses-a-cent'));
	const sent: string[] = [];
	page.on('request', (request) => {
		const text = JSON.stringify([request.url(), request.headers(), request.postData()]);
		if (text.includes(KEY)) sent.push(new URL(request.url()).origin);
	});
	const printed: string[] = [];
	page.on('console', (message) => printed.push(message.text()));
	await addModel(page, server, wire);
	expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
	await runModel(page, 'Invoices are off by a cent');
	await expect(state(page)).toHaveText('Resolved: full', { timeout: 60_000 });
	expect(new Set(sent)).toEqual(new Set([server.origin]));
	expect(server.asked.length).toBeGreaterThanOrEqual(5);
	expect(server.asked.map(({ body }) => JSON.stringify(body)).join()).not.toContain(KEY);
	expect(await everythingKept(page)).not.toContain(KEY);
	expect(await page.content()).not.toContain(KEY);
	expect(printed.join()).not.toContain(KEY);
});

test('the page may reach what the user configured and nothing else', async ({ page }) => {
	answer = scripted([]);
	await addModel(page, server, 'openai');
	const other = await openModelServer(() => ({ text: 'no' }));
	const reach = (origin: string) =>
		page.evaluate(
			(url) =>
				fetch(url, { method: 'POST', body: '{}' }).then(
					() => 'reached',
					() => 'refused'
				),
			`${origin}/v1/chat/completions`
		);
	expect(await reach(server.origin)).toBe('reached');
	expect(await reach(other.origin)).toBe('refused');
	expect(other.asked).toEqual([]);
	await other.close();
});
