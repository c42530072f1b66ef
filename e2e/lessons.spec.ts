import { readFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';

type Drill = { id: string; kind: string; answer?: number | number[] | string; files?: string[] };
type Lesson = {
	id: string;
	title: string;
	drills: Drill[];
	solution: Record<string, string>;
	files: Record<string, string>;
};

/** What a scripted learner answers that is not written in the lesson: it is found by running. */
const found: Record<string, string> = {
	'1-watch/3-the-login#everybody-asks': 'Reject it',
	'2-trust/1-wrong-fixes#believed': '5',
	'2-trust/1-wrong-fixes#first-pays': 'Reject it',
	'2-trust/2-tampering#stop-there': 'a test file is written',
	'2-trust/2-tampering#knows-the-answers': 'Reject it',
	'2-trust/3-getting-stuck#stop-it': 'the same action for the third time',
	'2-trust/4-prompts-and-tools#its-patch': '5',
	'3-steer/2-best-of-k#candidate-a': '10',
	'3-steer/2-best-of-k#candidate-b': '20',
	'3-steer/2-best-of-k#candidate-c': '90',
	'3-steer/3-evaluation#leaked': '5',
	'3-steer/4-your-own-task#also-passes': 'Accept it'
};

/** Opens the lesson's run, forks it at step 5 with the solution in place of its next edit, submits, and comes back. */
async function fork(page: Page, lesson: Lesson): Promise<void> {
	await page.getByRole('button', { name: 'Open the run to fork it' }).click();
	await expect(page).toHaveURL(/#\/run\/.*step=5/);
	await page.getByRole('tab', { name: 'Debugger' }).click();
	const change = page.getByRole('region', { name: /^Change its mind/ });
	await change.getByText('Files', { exact: true }).click();
	await change.getByLabel('File to edit').fill('src/prices.js');
	await change.getByRole('button', { name: 'Edit file' }).click();
	await change.getByRole('textbox', { name: 'src/prices.js' }).fill(lesson.solution['src/prices.js'] ?? '');
	await change.getByRole('combobox', { name: 'Agent' }).selectOption('person');
	await change.getByRole('button', { name: 'Fork at step 5' }).click();
	await page.getByRole('button', { name: 'Submit' }).click({ timeout: 60_000 });
	const state = page.getByRole('region', { name: 'Run', exact: true }).getByRole('status').first();
	await expect(state).toHaveText('Resolved: full', { timeout: 120_000 });
	await page.goto(`/#/lesson/${lesson.id}`);
}

async function answer(page: Page, lesson: Lesson, drill: Drill): Promise<void> {
	const box = page.getByRole('region', { name: `Drill ${drill.id}`, exact: true });
	const known = found[`${lesson.id}#${drill.id}`];
	const written = String(Array.isArray(drill.answer) ? drill.answer[0] : drill.answer);
	if (drill.kind === 'choice')
		await box
			.getByRole('radio')
			.nth(Number(written) - 1)
			.check();
	else if (drill.kind === 'judge') await box.getByLabel(known ?? '').check();
	else if (drill.kind === 'breakpoint')
		await box.getByLabel('Stop when').selectOption({ label: known ?? '' });
	else if (drill.kind === 'step') await box.getByLabel('Step').selectOption(written);
	else if (drill.kind === 'fork') await fork(page, lesson);
	else if (drill.kind === 'fix')
		for (const path of drill.files ?? []) await box.getByLabel(path).fill(lesson.solution[path] ?? '');
	else
		await box
			.getByRole('spinbutton')
			.or(box.getByRole('textbox'))
			.fill(known ?? written);
	await box.getByRole('button', { name: 'Check' }).click();
	await expect(box.getByText('Passed', { exact: true })).toBeVisible({ timeout: 120_000 });
}

test('a scripted learner passes all twelve lessons, exports the progress, and has it again in another browser', async ({
	page,
	browser
}) => {
	test.setTimeout(900_000);
	await page.goto('/#/lessons');
	const links = page.getByRole('listitem').getByRole('link', { name: /./ });
	await expect(page.getByText(/^0 of \d drills$/)).toHaveCount(12);
	expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
	const ids = await links.evaluateAll((all) =>
		all.map((link) => link.getAttribute('href')?.replace('#/lesson/', '') ?? '')
	);
	for (const id of ids.filter((one) => /^\d/.test(one))) {
		const lesson: Lesson = await (await page.request.get(`/lessons/${id}.json`)).json();
		await page.goto(`/#/lesson/${id}`);
		await expect(page.getByRole('heading', { name: lesson.title })).toBeVisible();
		// What needs a model is extra: no lesson depends on it.
		const counted = lesson.drills.filter(({ kind }) => kind !== 'text' && kind !== 'prompt');
		for (const drill of counted) await answer(page, lesson, drill);
		await expect(page.getByText(`${counted.length} of ${counted.length} drills passed`)).toBeVisible();
		expect((await new AxeBuilder({ page }).analyze()).violations, id).toEqual([]);
	}
	await page.goto('/#/lessons');
	const [saved] = await Promise.all([
		page.waitForEvent('download'),
		page.getByRole('button', { name: 'Export' }).click()
	]);
	const progress = readFileSync(await saved.path());
	const context = await browser.newContext();
	const other = await context.newPage();
	await other.goto('/#/lessons');
	await other
		.getByLabel('Import')
		.setInputFiles({ name: 'progress.json', mimeType: 'application/json', buffer: progress });
	await expect(other.getByText(/^(\d) of \1 drills$/)).toHaveCount(12);
	await context.close();
});

test('all lessons read without JavaScript, on a phone, from the first to the last by their links', async ({
	browser
}) => {
	const context = await browser.newContext({
		javaScriptEnabled: false,
		viewport: { width: 360, height: 740 }
	});
	const page = await context.newPage();
	await page.goto('/lessons/index.html');
	await page.getByRole('listitem').getByRole('link').first().click();
	for (let count = 1; ; count++) {
		await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
		expect((await page.getByRole('main').innerText()).length, page.url()).toBeGreaterThan(1500);
		expect(await page.getByText('{{').count(), page.url()).toBe(0);
		expect(await page.evaluate(() => document.documentElement.scrollWidth), page.url()).toBeLessThanOrEqual(
			360
		);
		const next = page.getByText(/^Next: /).getByRole('link');
		if ((await next.count()) === 0) {
			expect(count).toBe(12);
			break;
		}
		await next.click();
	}
	await context.close();
});

test('a wrong answer says so, hints come one by one, and a lesson reads without JavaScript', async ({
	page,
	browser
}) => {
	await page.goto('/#/lesson/2-trust/3-getting-stuck');
	const box = page.getByRole('region', { name: 'Drill the-letters' });
	await page.setViewportSize({ width: 360, height: 740 });
	await page.reload();
	await expect(box).toBeVisible();
	await expect(page.getByRole('heading', { level: 1 })).toBeInViewport();
	await page.emulateMedia({ media: 'print' });
	await expect(page.getByRole('navigation', { name: 'Main' })).toBeHidden();
	await expect(box.getByRole('button', { name: 'Check' })).toBeHidden();
	await page.emulateMedia({ media: null });
	await box.getByLabel('Line of src/tokens.js').fill('8');
	await box.getByRole('button', { name: 'Check' }).click();
	await expect(box.getByText('Very near; look at the lines around it.')).toBeVisible();
	await box.getByRole('button', { name: 'Hint 1 of 1' }).click();
	await expect(box.getByText('What does the line end in?')).toBeVisible();

	const context = await browser.newContext({
		javaScriptEnabled: false,
		viewport: { width: 360, height: 740 }
	});
	const plain = await context.newPage();
	await plain.goto('/lessons/2-trust/3-getting-stuck.html');
	await expect(plain.getByRole('heading', { name: 'Getting stuck' })).toBeVisible();
	await expect(plain.getByText('An agent that is stuck still looks busy.')).toBeVisible();
	await plain.getByText('Hint 1').first().click();
	expect(await plain.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
	await context.close();
});
