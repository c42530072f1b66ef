import { readFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { strToU8, zipSync } from 'fflate';

const noViolations = async (page: Page) =>
	expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
const zip = (files: Record<string, string>) =>
	Buffer.from(
		zipSync(Object.fromEntries(Object.entries(files).map(([path, text]) => [path, strToU8(text)])))
	);
const bring = (page: Page, name: string, buffer: Buffer) =>
	page.getByLabel('Choose a zip').setInputFiles({ name, mimeType: 'application/zip', buffer });
const own = (page: Page) => page.getByRole('region', { name: 'Lessons that you brought' });

const lesson = (kind: string) => `---
title: Sums
allowEdits: true
commands: {prepare: [], main: node show.js}
drills:
  - id: add
    kind: ${kind}
    question: Make it add.
    command: node test.js
    files: [sum.js]
    hints: [Which operator?]
---
Add two numbers.

{{drill add}}
`;
const course = (kind: string) => ({
	'course/maths/part.md': '---\ntitle: Maths\nminutes: 5\n---\n',
	'course/maths/sums/lesson.md': lesson(kind),
	'course/maths/sums/start/sum.js': 'module.exports = (a, b) => a - b;\n',
	'course/maths/sums/start/show.js': "console.log('5 and 2 give ' + require('./sum.js')(5, 2));\n",
	'course/maths/sums/start/test.js':
		"const { strictEqual } = require('assert');\nstrictEqual(require('./sum.js')(5, 2), 7);\n",
	'course/maths/sums/solution/sum.js': 'module.exports = (a, b) => a + b;\n'
});

test('an author brings a lesson, is told what is wrong with it, works through it, saves it and brings it again', async ({
	page
}) => {
	await page.goto('/#/lessons');
	await bring(page, 'course.zip', zip(course('comand')));
	await expect(page.getByRole('alert')).toContainText(
		'Cannot read lesson "maths/sums": field "drills.0.kind"'
	);
	await bring(page, 'course.zip', zip(course('command')));
	await expect(own(page).getByText('1 lesson imported (layout of Tabgym).')).toBeVisible();
	await noViolations(page);
	await own(page).getByRole('link', { name: 'Sums' }).click();
	const drill = page.getByRole('region', { name: 'Drill add' });
	await drill.getByText('Try it: run a command over these files').click();
	await drill.getByRole('button', { name: 'Run', exact: true }).click();
	await expect(drill.getByLabel('Output')).toContainText('5 and 2 give 3', { timeout: 60_000 });
	await drill.getByRole('button', { name: 'Check' }).click();
	await expect(drill.getByText(/"node test.js" ends with 1/)).toBeVisible({ timeout: 60_000 });
	await drill.getByRole('textbox', { name: 'sum.js' }).fill('module.exports = (a, b) => a + b;\n');
	await drill.getByRole('button', { name: 'Check' }).click();
	await expect(drill.getByText('Passed', { exact: true })).toBeVisible({ timeout: 60_000 });
	await noViolations(page);

	await page.goto('/#/lessons');
	await expect(own(page).getByText('1 of 1 drills')).toBeVisible();
	const [saved] = await Promise.all([
		page.waitForEvent('download'),
		own(page).getByRole('button', { name: 'Save Sums as a folder' }).click()
	]);
	await own(page).getByRole('button', { name: 'Delete Sums' }).click();
	await expect(own(page).getByRole('link', { name: 'Sums' })).toBeHidden();
	await bring(page, 'again.zip', readFileSync(await saved.path()));
	await expect(own(page).getByText('1 of 1 drills')).toBeVisible();
	await expect(own(page).getByText('Maths')).toBeVisible();
	await page.goto('/#/classroom');
	await expect(page.getByText(/^The 1 lesson that you brought cannot be assigned/)).toBeVisible();
});

test('lessons of TutorialKit and of learn.svelte.dev come in, and what cannot be taken over is listed', async ({
	page
}) => {
	await page.goto('/#/lessons');
	const kit = 'mine/src/content/tutorial';
	await bring(
		page,
		'kit.zip',
		zip({
			[`${kit}/1-part/meta.md`]:
				'---\ntype: part\ntitle: Greetings\npreviews: [3000]\nmainCommand: node hello.js\n---\n',
			[`${kit}/1-part/1-hello/content.md`]:
				'---\ntype: lesson\ntitle: Say hello\n---\n:::tip\nBe kind.\n:::\n',
			[`${kit}/1-part/1-hello/_files/hello.js`]: "console.log('bye')\n",
			[`${kit}/1-part/1-hello/_solution/hello.js`]: "console.log('hello')\n",
			'mine/src/templates/default/package.json': '{"name":"mine"}'
		})
	);
	await expect(own(page).getByText('1 lesson imported (layout of TutorialKit).')).toBeVisible();
	await expect(own(page).getByText('previews: there is no preview beside a lesson')).toBeVisible();
	await own(page).getByRole('link', { name: 'Say hello' }).click();
	const drill = page.getByRole('region', { name: 'Drill solve' });
	await drill.getByText('Try it: run a command over these files').click();
	await expect(drill.getByLabel('Command')).toHaveValue('node hello.js');
	await drill.getByRole('button', { name: 'Check' }).click();
	await expect(drill.getByText('Other than the solution: hello.js from line 1 on.')).toBeVisible();
	await drill.getByRole('textbox', { name: 'hello.js' }).fill("console.log('hello')");
	await drill.getByRole('button', { name: 'Check' }).click();
	await expect(drill.getByText('Yes, as in the solution.')).toBeVisible();

	await page.goto('/#/lessons');
	const svelte = 'content/tutorial/01-a/01-b/01-c';
	await bring(
		page,
		'svelte.zip',
		zip({
			[`${svelte}/index.md`]: '---\ntitle: Change a word\n---\nChange it.\n',
			[`${svelte}/+assets/app-a/src/App.svelte`]: '<h1>a</h1>',
			[`${svelte}/+assets/app-b/src/App.svelte`]: '<h1>b</h1>'
		})
	);
	await expect(own(page).getByText('1 lesson imported (layout of learn.svelte.dev).')).toBeVisible();
	await expect(own(page).getByText('the running app: components are not compiled')).toBeVisible();
	await bring(page, 'other.zip', zip({ 'a.txt': 'x' }));
	await expect(page.getByRole('alert')).toContainText(
		'it has no lesson.md (Tabgym), no content.md (TutorialKit)'
	);
});
