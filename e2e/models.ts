/** What specs of models share: scripts that solve our own tasks, a model in the settings, everything that a browser keeps. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { parsePatch } from 'diff';
import type { Turn, Wire } from '../src/agent/models/protocols.testing.ts';
import type { ModelServer } from '../src/agent/models/server.testing.ts';

export const KEY = 'sk-marked-4f1d9c7ab2e86035';

/** Looks, runs the tests, makes the edits of the task's own fix one by one, runs the tests again, submits. */
export function solutionOf(task: string): Turn[] {
	const patch = readFileSync(resolve(import.meta.dirname, '../tasks', task, 'gold.patch'), 'utf8');
	const edits = parsePatch(patch).flatMap(({ newFileName = '', hunks }) =>
		hunks.map(({ lines }) => {
			const side = (mark: string) =>
				lines
					.filter((line) => line.startsWith(' ') || line.startsWith(mark))
					.map((line) => line.slice(1))
					.join('\n');
			const path = newFileName.replace(/^b\//, '');
			return { command: 'str_replace', path, old_str: side('-'), new_str: side('+') };
		})
	);
	return [
		{
			text: 'I look at what is there.',
			calls: [{ tool: 'bash', input: { command: 'cat package.json && ls' } }]
		},
		{ reasoning: 'Which tests fail?', calls: [{ tool: 'run_tests', input: {} }] },
		...edits.map((input) => ({
			text: `I change ${input.path}.`,
			calls: [{ tool: 'str_replace_editor', input }]
		})),
		{ calls: [{ tool: 'run_tests', input: {} }] },
		{ text: 'Done.', calls: [{ tool: 'submit', input: {} }] }
	];
}

const labels: Record<Wire, string> = {
	openai: 'Another server',
	anthropic: 'Anthropic',
	google: 'Google Gemini'
};

/** Adds a model in the settings and types its key, as a person does. */
export async function addModel(page: Page, server: ModelServer, wire: Wire): Promise<void> {
	await page.goto('/#/settings');
	await page.getByRole('button', { name: 'Add a model' }).click();
	await page.getByRole('combobox', { name: /^Where/ }).selectOption(labels[wire]);
	await page.getByLabel('Address').fill(server.baseURL(wire));
	await page.getByRole('textbox', { name: 'Model' }).fill('scripted');
	await page.getByText('More', { exact: true }).click();
	await page.getByLabel('Price of a million tokens in').fill('1');
	await page.getByLabel('Price of a million tokens out').fill('2');
	await page.getByRole('button', { name: 'Save' }).click();
	await page.getByRole('textbox', { name: `Key for ${new URL(server.origin).host}` }).fill(KEY);
	await page.getByRole('button', { name: 'Use this key' }).click();
	await expect(page.getByText('here until this page is closed or reloaded')).toBeVisible();
}

/** Opens a task and runs the model on it. */
export async function runModel(page: Page, title: string | RegExp): Promise<void> {
	await page.getByRole('link', { name: 'Tasks', exact: true }).click();
	await page.getByRole('link', { name: title }).first().click();
	await page.getByRole('combobox', { name: /^Agent/ }).selectOption({ value: 'model' });
	await page.getByRole('button', { name: 'Run', exact: true }).click();
}

/** Everything that this page's storage holds, as text: both storages, every database, every cache. */
export async function everythingKept(page: Page): Promise<string> {
	return page.evaluate(async () => {
		const seen: unknown[] = [{ ...localStorage }, { ...sessionStorage }, document.cookie];
		const text = (value: unknown): unknown => {
			if (value instanceof ArrayBuffer || ArrayBuffer.isView(value))
				return new TextDecoder('latin1').decode(value as ArrayBuffer);
			if (value instanceof CryptoKey) return `key, extractable: ${value.extractable}`;
			if (Array.isArray(value)) return value.map(text);
			if (typeof value !== 'object' || value === null) return value;
			return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, text(one)]));
		};
		const done = <T>(request: IDBRequest<T>) =>
			new Promise<T>((resolve, reject) => {
				request.onsuccess = () => resolve(request.result);
				request.onerror = () => reject(request.error as Error);
			});
		for (const { name = '' } of await indexedDB.databases()) {
			const database = await done(indexedDB.open(name));
			for (const store of database.objectStoreNames) {
				const objects = database.transaction(store).objectStore(store);
				seen.push(name, store, await done(objects.getAllKeys()), text(await done(objects.getAll())));
			}
			database.close();
		}
		for (const name of await caches.keys())
			for (const request of await (await caches.open(name)).keys()) seen.push(name, request.url);
		return JSON.stringify(seen);
	});
}

export const state = (page: Page) => page.getByRole('region', { name: 'Run' }).getByRole('status');
