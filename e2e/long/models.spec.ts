import { expect, test } from '@playwright/test';
import type { Wire } from '../../src/agent/models/protocols.testing.ts';
import { openModelServer } from '../../src/agent/models/server.testing.ts';
import { addModel, everythingKept, KEY, runModel, solutionOf, state } from '../models.ts';

const tasks: [task: string, title: string, wire: Wire][] = [
	['invoice-loses-a-cent', 'Invoices are off by a cent', 'openai'],
	['cache-never-forgets', 'Prices get lower and lower, and the service eats all memory', 'anthropic'],
	['paginated-api-skips', 'One book in twenty is missing', 'google'],
	['parser-hangs', 'One line of settings stops the server', 'anthropic'],
	['plugin-options-leak', 'A project file can change the whole program', 'google']
];

for (const [task, title, wire] of tasks)
	test(`a scripted model solves "${task}" over the protocol of ${wire}`, async ({ page }) => {
		const turns = solutionOf(task);
		const server = await openModelServer(({ index }) => turns[index] ?? { text: 'The script is over.' });
		await addModel(page, server, wire);
		await runModel(page, title);
		await expect(state(page)).toHaveText('Resolved: full', { timeout: 90_000 });
		expect(server.asked).toHaveLength(turns.length);
		expect(await everythingKept(page)).not.toContain(KEY);
		await server.close();
	});
