import { readFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import { expect as quick, test, type Page } from '@playwright/test';
import { openModelServer } from '../src/agent/models/server.testing.ts';
import { samples } from '../src/share/formats/samples.testing.ts';
import { addModel, solutionOf } from './models.ts';

/** A walk-through on a busy machine is slow, and nothing here is about speed. */
const expect = quick.configure({ timeout: 30_000 });
test.describe.configure({ timeout: 300_000 });

const state = (page: Page) => page.getByRole('region', { name: 'Run' }).getByRole('status');
const steps = (page: Page) => page.getByRole('list', { name: 'Steps of the agent' }).getByRole('article');
/** How many steps the timeline lists; only those in sight are drawn. */
const listed = async (page: Page) =>
	Number(
		await page
			.getByRole('list', { name: 'Steps of the agent' })
			.getByRole('listitem')
			.first()
			.getAttribute('aria-setsize')
	);
const panel = (page: Page, name: string) => page.getByRole('tab', { name }).click();
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

/** The walk-through of a task of ours, with these breakpoints. */
async function run(page: Page, ...expressions: string[]): Promise<void> {
	await page.goto('/#/task/login-sometimes-fails');
	await panel(page, 'Debugger');
	for (const expression of expressions) {
		await page.getByLabel('Expression of the breakpoint').fill(expression);
		await button(page, 'Add breakpoint').click();
	}
	await button(page, 'Run').click();
}

test('breakpoints hold a live agent, which goes on by events, steps and tools, and watches say how it stands', async ({
	page
}) => {
	await run(page, 'action.tool == "run_tests"', 'count(turnedGreen) > 0');
	const held = page.getByRole('tabpanel', { name: 'Debugger' }).getByRole('status').first();
	await expect(held).toHaveText('Held. Breakpoint: action.tool == "run_tests".', { timeout: 30_000 });
	await expect(state(page)).toHaveText('Paused');
	expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
	await page.getByLabel('Expression to watch').fill('failing');
	await button(page, 'Add watch').click();
	for (const expression of ['file("package.json")', 'status("test/tokens.test.js > none")']) {
		await page.getByLabel('Expression to watch').fill(expression);
		await button(page, 'Add watch').click();
	}
	const values = page.getByRole('list', { name: 'Watches' }).locator('pre');
	await expect(values.nth(1)).toContainText('"name": "staff-portal"');
	await expect(values.nth(2)).toHaveText('null');
	await page.getByLabel('Kind of breakpoint').selectOption('The same action again and again');
	await page.getByLabel('Times').fill('30');
	await button(page, 'Add breakpoint').click();
	await expect(page.getByRole('list', { name: 'Breakpoints' })).toContainText('repeats >= 30');
	await page.getByLabel('Kind of breakpoint').selectOption('An expression');
	await button(page, 'Next event').click();
	await expect(held).toHaveText('Held. At the next event.', { timeout: 30_000 });
	await button(page, 'Step').click();
	await expect(held).toHaveText('Held. Before step 3.', { timeout: 30_000 });
	await expect(values.first()).not.toHaveText('0');
	await button(page, 'Step over').click();
	await expect(held).toHaveText('Held. Before str_replace_editor.', { timeout: 30_000 });
	await page.getByRole('spinbutton', { name: 'to step' }).fill('6');
	await button(page, 'Run to').click();
	await expect(held).toHaveText('Held. Before step 6.', { timeout: 30_000 });
	await button(page, 'Go on').click();
	await expect(held).toHaveText('Held. Breakpoint: action.tool == "run_tests".', { timeout: 30_000 });
	await button(page, 'Go on').click();
	await expect(held).toHaveText('Held. Breakpoint: count(turnedGreen) > 0.', { timeout: 30_000 });
	await page.getByLabel('Expression of the breakpoint').fill('failng > 0');
	await button(page, 'Add breakpoint').click();
	await expect(page.getByText('did you mean "failing"?')).toBeVisible();
	await button(page, 'Stop').click();
	await expect(state(page)).toHaveText('Stopped');
	await button(page, 'Previous in this run').click();
	await expect(page.getByText(/^count\(turnedGreen\) > 0: event \d+ of/)).toBeVisible();
});

test('an action is edited before it happens, and a run is forked at a step with its files', async ({
	page
}) => {
	await run(page, 'action.command matches "reproduce"');
	await panel(page, 'Debugger');
	await expect(page.getByText('Held.')).toBeVisible({ timeout: 30_000 });
	await button(page, 'Go on').click();
	await expect(page.getByText('Held.')).toBeHidden();
	await expect(page.getByText('Held.')).toBeVisible({ timeout: 30_000 });
	await page.getByText('Input of the action (JSON)').click();
	await page.getByLabel('Input of the action (JSON)').fill('{"command": "echo changed by hand"}');
	await button(page, 'Go on with this').click();
	await expect(steps(page).filter({ hasText: 'echo changed by hand' })).toHaveCount(1, { timeout: 15_000 });
	await button(page, 'Stop').click();
	await expect(state(page)).toHaveText('Stopped');
	const parent = page.url();
	await page.goto(`${parent}?step=3`);
	await page.getByLabel('Tell the agent').fill('The scratch file is there.');
	await button(page, 'Fork at step 3').click();
	await expect(page).not.toHaveURL(parent);
	await page.getByLabel('Which steps').selectOption('By hand');
	await expect(steps(page).filter({ hasText: 'By hand: Told the agent' })).toHaveCount(1);
	await panel(page, 'Debugger');
	await page.getByRole('checkbox').uncheck();
	if (await button(page, 'Go on').isEnabled()) await button(page, 'Go on').click();
	await expect(state(page)).toHaveText('Resolved: full', { timeout: 150_000 });
	await page.reload();
	await page.getByLabel('Which steps').selectOption('By hand');
	await expect(steps(page).filter({ hasText: 'By hand: Told the agent' })).toHaveCount(1);
	await page.getByLabel('Which steps').selectOption('All steps');
	await page.getByLabel('Search the steps').fill('echo changed by hand');
	await expect(steps(page)).toHaveCount(0);
});

test('a held run goes on with another model, which is told what a person says', async ({ page }) => {
	const turns = solutionOf('login-sometimes-fails');
	const server = await openModelServer(
		({ index }) => turns[index] ?? { calls: [{ tool: 'submit', input: {} }] }
	);
	try {
		await addModel(page, server, 'openai');
		await run(page, 'step == 3');
		await expect(page.getByText('Held.')).toBeVisible({ timeout: 60_000 });
		await page.getByRole('checkbox').uncheck();
		const change = page.getByRole('region', { name: 'Change its mind' });
		const agent = change.getByRole('combobox', { name: 'Agent' });
		const label = await agent.getByRole('option', { name: /scripted/, includeHidden: true }).textContent();
		await agent.selectOption({ label: label?.trim() ?? '' });
		await change.getByLabel('Tell the agent').fill('Mind the promise that is on its way.');
		await button(page, 'Go on with this').click();
		await expect(state(page)).toHaveText('Resolved: full', { timeout: 150_000 });
		expect(JSON.stringify(server.asked[0]?.body)).toContain('Mind the promise that is on its way.');
		await expect(steps(page).filter({ hasText: 'I change src/tokens.js.' })).not.toHaveCount(0);
	} finally {
		await server.close();
	}
});

test('steps are searched, failures jumped to by key, a link leads to a step, and files are looked at since it', async ({
	page
}) => {
	await run(page);
	await expect(state(page)).toHaveText('Resolved: full', { timeout: 150_000 });
	const all = await listed(page);
	await page.getByRole('heading', { level: 1 }).click();
	// From the verdict to the end of the last step, and to that of the one before.
	await page.keyboard.press('k');
	await page.keyboard.press('k');
	await expect.poll(() => listed(page), { timeout: 30_000 }).toBe(all - 1);
	await page.keyboard.press('j');
	await expect.poll(() => listed(page), { timeout: 30_000 }).toBe(all);
	await page.keyboard.press('[');
	await expect(page.getByRole('button', { name: 'Next failure' })).toBeVisible();
	await expect.poll(() => listed(page), { timeout: 30_000 }).toBeLessThan(all);
	const atFailure = await listed(page);
	await page.keyboard.press('k');
	await page.keyboard.press(']');
	await expect.poll(() => listed(page), { timeout: 30_000 }).toBe(atFailure);
	await page.keyboard.press(' ');
	await page.getByLabel('Search the steps').fill('stale-token');
	await expect(page.getByRole('search').getByRole('status')).toHaveText(/^\d+ steps?$/);
	await page.getByLabel('Search the steps').fill('');
	await page.getByLabel('Which steps').selectOption('Edits');
	await page.getByRole('link', { name: 'Link to step 8' }).click();
	await expect(page).toHaveURL(/#\/run\/.*\?step=8$/);
	await page.reload();
	await expect.poll(() => listed(page), { timeout: 30_000 }).toBe(8);
	// The tests as they were: not what they became.
	const tests = page.getByRole('tab', { name: /^Tests/ });
	const then = await tests.textContent();
	await page.keyboard.press(' ');
	await expect(tests).not.toHaveText(then ?? '');
	await page.getByRole('button', { name: 'src/tokens.js, changed' }).click();
	await button(page, 'Blame').click();
	await expect(page.locator('.line-numbers', { hasText: /^step \d+ \d+$/ }).first()).toBeVisible();
	await button(page, 'Changes').click();
	await page.getByLabel('Compared with').selectOption({ label: 'since step' });
	await page.getByLabel('Step compared with').fill('8');
	await expect(page.locator('.monaco-diff-editor')).toBeVisible();
	await page.keyboard.press('Escape');
	await page.getByRole('heading', { level: 1 }).click();
	await page.keyboard.press('b');
	await expect(page.getByLabel('Expression of the breakpoint')).toBeFocused();
	await page.getByRole('heading', { level: 1 }).click();
	await page.keyboard.press('f');
	await expect(page.getByLabel('Tell the agent')).toBeFocused();
	expect((await new AxeBuilder({ page }).exclude('.monaco-editor').analyze()).violations).toEqual([]);
});

test('a failed run is read, named, forked and compared with its fork, and saved for other tools', async ({
	page
}) => {
	await run(page);
	await expect(state(page)).toHaveText('Resolved: full', { timeout: 150_000 });
	await panel(page, 'Debugger');
	await page.getByLabel('Name of this run').fill('the good one');
	await button(page, 'Name it').click();
	await page.getByLabel('Note', { exact: true }).fill('this one finds it');
	await button(page, 'Add note').click();
	await expect(steps(page).filter({ hasText: 'Note: this one finds it' })).toHaveCount(1);
	await page.goto(`${page.url()}?step=2`);
	await page.getByText('Tool of the action').click();
	await page.getByLabel('Tool of the action').fill('submit');
	await page.getByText('Input of the action (JSON)').click();
	await page.getByLabel('Input of the action (JSON)').fill('{}');
	await button(page, 'Fork at step 2').click();
	await expect(state(page)).toHaveText('Not resolved', { timeout: 150_000 });
	await panel(page, 'Verdict');
	await expect(page.getByText('It changed no file: the patch is empty.')).toBeVisible();
	await panel(page, 'Debugger');
	await expect(page.getByRole('list', { name: 'Tree of forks' }).getByRole('listitem')).toHaveCount(2);
	const download = page.waitForEvent('download');
	await button(page, 'SWE-agent .traj').click();
	const path = await (await download).path();
	await expect(page.getByText('SWE-agent .traj cannot hold:')).toBeVisible();
	await page.getByRole('link', { name: 'Compare' }).click();
	await expect(page.getByText('First divergence')).toBeVisible();
	await expect(page.getByRole('table', { name: 'Both runs in numbers' })).toContainText('Not resolved');
	await expect(page.getByRole('link', { name: /the good one/ })).toBeVisible();
	expect((await new AxeBuilder({ page }).exclude('.monaco-editor').analyze()).violations).toEqual([]);
	await page.goto('/#/open');
	await page
		.getByLabel('Choose files')
		.setInputFiles({ name: 'x.traj', mimeType: '', buffer: readFileSync(path) });
	await page.getByRole('link', { name: 'login-sometimes-fails' }).click();
	await expect(steps(page)).toHaveCount(2);
});

test('runs of other tools open, and files that cannot be read say what is wrong and where', async ({
	page
}) => {
	await page.goto('/#/open');
	for (const [name, text] of Object.entries(samples)) {
		const file = { name, mimeType: '', buffer: Buffer.from(text) };
		await page.getByLabel('Choose files').setInputFiles(file);
		await expect(page.getByRole('region', { name: 'Opened run' })).toBeVisible();
		await page.getByLabel('Choose files').setInputFiles({ ...file, buffer: Buffer.from(text.slice(0, -20)) });
		await expect(page.getByRole('alert')).toContainText('the file was cut short');
	}
	const faulty = [
		['"ATIF-v1.7"', '"ATIF-v1.8"', 'it is ATIF-v1.8 and this page knows up to 1.7'],
		['"step_id":2', '"step_id":7', 'at steps[1].step_id, the number 2 is expected']
	] as const;
	for (const [good, bad, message] of faulty) {
		const buffer = Buffer.from((samples['atif.json'] ?? '').replace(good, bad));
		await page.getByLabel('Choose files').setInputFiles({ name: 'x.json', mimeType: '', buffer });
		await expect(page.getByRole('alert')).toContainText(message);
	}
	expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
});

test('tests are run after each edit in a second sandbox, a test is bisected, and the minimal patch is credited to steps', async ({
	page
}) => {
	await run(page);
	await expect(state(page)).toHaveText('Resolved: full', { timeout: 150_000 });
	await panel(page, 'Debugger');
	await button(page, 'Run the tests after each edit').click();
	await expect(page.getByText(/^\d+ states tested, [1-9]\d* flips?\.$/)).toBeVisible({ timeout: 150_000 });
	await expect(page.getByRole('list', { name: 'Where tests flipped' })).toContainText('failed → passed');
	const flips = page.getByRole('group', { name: 'Where the second sandbox saw tests flip' });
	await flips
		.getByRole('button', { name: /^Edit of step \d+: \d+ turned green$/ })
		.first()
		.press('Enter');
	await expect(button(page, 'Latest')).toBeEnabled();
	await button(page, 'Latest').click();
	await expect(button(page, 'Bisect')).toBeEnabled({ timeout: 150_000 });
	await button(page, 'Bisect').click();
	await expect(page.getByLabel('What bisecting found')).toContainText(/stands otherwise from step \d+ on/, {
		timeout: 150_000
	});
	await button(page, 'Find the minimal patch').click();
	await expect(page.getByRole('heading', { name: 'Minimal sufficient patch' })).toBeVisible({
		timeout: 80_000
	});
	await expect(page.getByRole('list', { name: 'Parts that are needed' })).toContainText('src/tokens.js');
	await button(page, 'Show the suspicious lines').click();
	await expect(page.getByRole('table', { name: 'Most suspicious lines' })).toContainText('src/tokens.js', {
		timeout: 150_000
	});
	const legend = page.getByRole('region', { name: 'Suspicious lines' });
	await page.getByRole('button', { name: 'src/tokens.js, changed, with suspicious lines' }).click();
	await legend
		.getByRole('button', { name: /^line \d+: [01]\.\d\d$/ })
		.first()
		.click();
	await expect(page.locator('.monaco-editor .heat').first()).toBeVisible();
	await expect(page.locator('.line-numbers', { hasText: /^[01]\.\d\d \d+$/ }).first()).toBeVisible();
	await button(page, 'File').click();
	await expect(page.locator('.monaco-editor .heat')).toHaveCount(0);
	await expect(
		page.getByRole('table', { name: 'Localisation by step' }).getByRole('row').last()
	).toContainText('100 %');
});

test.describe('with the settings as they are at first', () => {
	test.use({ storageState: { cookies: [], origins: [] } });
	const cores = (page: Page, count: number) =>
		page.addInitScript(
			(count) => Object.defineProperty(navigator, 'hardwareConcurrency', { get: () => count }),
			count
		);
	const line = (page: Page) => page.getByRole('group', { name: 'Tests after each edit' });
	const flips = (page: Page) => page.getByRole('group', { name: 'Where the second sandbox saw tests flip' });

	test('the tests that an edit reaches run by themselves while the agent works, and the scrubber marks the flips', async ({
		page
	}) => {
		await cores(page, 8);
		await run(page, 'action.tool == "submit"');
		await expect(line(page)).toContainText('Waits for the first edit');
		await expect(line(page)).toContainText(/\d+ of \d+ edits?/, { timeout: 60_000 });
		await expect(flips(page).getByRole('button', { name: /turned green$/ })).not.toHaveCount(0, {
			timeout: 150_000
		});
		await expect(page.getByText('Held.')).toBeVisible({ timeout: 150_000 });
		await expect(line(page)).toContainText('Every edit so far is tested', { timeout: 150_000 });
		await panel(page, 'Debugger');
		await expect(page.getByText(/^\d+ states tested, [1-9]\d* flips?\.$/)).toBeVisible();
		await button(page, 'Stop testing').click();
		await expect(line(page)).toBeHidden();
	});

	test('on a weak machine they wait until the agent is held, end with the run, and can be turned off', async ({
		page
	}) => {
		await cores(page, 2);
		await run(page, 'step == 10');
		await expect(line(page)).toContainText('Waits until the agent is held or done: this machine has 2 cores');
		await expect(page.getByText('Held.')).toBeVisible({ timeout: 60_000 });
		await expect(line(page)).toContainText('Every edit so far is tested', { timeout: 150_000 });
		expect((await new AxeBuilder({ page }).exclude('.monaco-editor').analyze()).violations).toEqual([]);
		await button(page, 'Stop').click();
		await expect(state(page)).toHaveText('Stopped');
		await expect(line(page)).toBeHidden();
		await page.goto('/#/settings');
		await page.getByLabel('Run the tests after each edit of an agent').uncheck();
		await page.goto('/#/task/login-sometimes-fails');
		await button(page, 'Run').click();
		await expect(steps(page).first()).toBeVisible();
		await expect(page.getByText('Held.')).toBeVisible({ timeout: 60_000 });
		await expect(line(page)).toBeHidden();
	});
});

/** As SWE-agent writes it, of a repository in /testbed: a look, an edit, the end. */
function sweAgentRun(): string {
	const rows = [
		['cd /testbed && cat src/tokens.js | head -3', 'I look.'],
		['cd /testbed && echo seen > /testbed/notes.txt', 'I note it.'],
		['submit', 'Done.']
	].map(([action, thought]) => ({
		action,
		thought,
		observation: '',
		response: thought,
		execution_time: 0.1
	}));
	const submission = '--- /dev/null\n+++ b/notes.txt\n@@ -0,0 +1 @@\n+seen\n';
	const history = [{ role: 'user', content: 'Mend the login.' }];
	const info = { exit_status: 'submitted', submission };
	return JSON.stringify({ trajectory: rows, history, info, environment: 'login-sometimes-fails' });
}

test('a run of another tool is done again on the task that it names, and each step says MATCH or DRIFT', async ({
	page
}) => {
	await page.goto('/#/open');
	const file = { name: 'x.traj', mimeType: '', buffer: Buffer.from(sweAgentRun()) };
	await page.getByLabel('Choose files').setInputFiles(file);
	await page.getByRole('link', { name: 'login-sometimes-fails' }).click();
	await expect(page.getByLabel('Repository')).toHaveValue('login-sometimes-fails');
	expect((await new AxeBuilder({ page }).exclude('.monaco-editor').analyze()).violations).toEqual([]);
	await button(page, 'Run it here').click();
	const outcomes = page.getByRole('region', { name: 'Run again, compared' });
	await expect(outcomes.getByRole('status')).toHaveText(
		'2 of 3 steps match what was recorded; the final change is the same',
		{ timeout: 150_000 }
	);
	await expect(outcomes).toContainText('Step 1 bash: line 1 of the output was ""');
	await page.getByRole('link', { name: 'Both side by side' }).click();
	await expect(page.getByRole('table', { name: 'Both runs in numbers' })).toContainText('Not resolved');
});

/** As SWE-agent 0.7 writes it: its own commands, and what they print of files that its window holds whole. */
function oldSweAgentRun(): string {
	const log = readFileSync('tasks/login-sometimes-fails/repo/src/log.js', 'utf8').trimEnd().split('\n');
	const noted = [log[0], '// Looked at.', ...log.slice(1)];
	const shown = (path: string, lines: readonly (string | undefined)[]) =>
		[
			`[File: /testbed/${path} (${lines.length} lines total)]`,
			...lines.map((line, at) => `${at + 1}:${line}`)
		].join('\n');
	const updated =
		'File updated. Please review the changes and make sure they are correct (correct indentation, no duplicate lines, etc). Edit the file again if necessary.';
	const rows = [
		['find_file "tokens.js" src', 'Found 1 matches for "tokens.js" in /testbed/src:\n/testbed/src/tokens.js'],
		['open src/log.js 3', shown('src/log.js', log)],
		['goto 9', shown('src/log.js', log)],
		[`edit 1:1\n${log[0]}\n// Looked at.\nend_of_edit`, `${shown('src/log.js', noted)}\n${updated}`],
		[
			'cd src && search_file "Looked at[.]"',
			'Found 1 matches for "Looked at[.]" in /testbed/src/log.js:\nLine 2:// Looked at.\nEnd of matches for "Looked at[.]" in /testbed/src/log.js'
		],
		['create ../notes.txt', shown('notes.txt', [''])],
		['filemap ../setup.py', '1 import setuptools'],
		['submit', '']
	].map(([action, observation]) => ({
		action,
		observation,
		thought: 'On.',
		response: 'On.',
		execution_time: 0.1,
		state: '{"open_file": "n/a", "working_dir": "/testbed"}'
	}));
	const submission = [
		'diff --git a/notes.txt b/notes.txt\n--- /dev/null\n+++ b/notes.txt\n@@ -0,0 +1 @@\n+\n',
		`diff --git a/src/log.js b/src/log.js\n--- a/src/log.js\n+++ b/src/log.js\n@@ -1 +1,2 @@\n ${log[0]}\n+// Looked at.\n`
	].join('');
	const info = { exit_status: 'submitted', submission };
	const history = [{ role: 'user', content: 'Mend the login.' }];
	return JSON.stringify({ trajectory: rows, history, info, environment: 'login-sometimes-fails' });
}

test("SWE-agent's old commands are done again with its window, and what cannot be says so at its step", async ({
	page
}) => {
	await page.goto('/#/open');
	const file = { name: 'x.traj', mimeType: '', buffer: Buffer.from(oldSweAgentRun()) };
	await page.getByLabel('Choose files').setInputFiles(file);
	await page.getByRole('link', { name: 'login-sometimes-fails' }).click();
	await button(page, 'Run it here').click();
	const outcomes = page.getByRole('region', { name: 'Run again, compared' });
	await expect(outcomes.getByRole('status')).toHaveText(
		'7 of 8 steps match what was recorded; the final change is the same',
		{ timeout: 150_000 }
	);
	await expect(outcomes).toContainText('Step 7 bash: line 1 of the output was');
	await expect(outcomes).toContainText('Cannot be done again here: filemap shows Python files');
});
