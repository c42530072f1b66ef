import { readFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Browser, type Page } from '@playwright/test';

const noViolations = async (page: Page) =>
	expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
const solution = readFileSync(
	new URL('../tasks/lessons/1-watch/3-the-login/solution/src/tokens.js', import.meta.url),
	'utf8'
);

type How = {
	name: string;
	text: string;
	offline?: true;
	answers: readonly [step: string, tried: string, why: number];
};

/** A student in a browser of their own; gives the file and the link that are handed in. */
async function student(
	browser: Browser,
	link: string,
	{ name, text, offline, answers: [step, tried, why] }: How
): Promise<{ file: string; link: string }> {
	const context = await browser.newContext({ serviceWorkers: offline ? 'allow' : 'block' });
	const page = await context.newPage();
	if (offline) {
		await page.goto('/#/settings');
		await expect(page.getByText('opens and runs without a network')).toBeVisible({ timeout: 60_000 });
	}
	await page.goto(link);
	await page.getByLabel(/^Your name/).fill(name);
	const task = page.getByRole('region', { name: 'The login that sometimes fails' });
	const lesson = page.getByRole('region', { name: 'Watch an agent fix a bug' });
	await expect(lesson.getByRole('button', { name: 'Check' }).first()).toBeVisible({ timeout: 30_000 });
	if (offline) {
		await context.setOffline(true);
		await page.reload();
	}
	await task.getByLabel('Open a file').selectOption('src/tokens.js', { timeout: 30_000 });
	await task.getByRole('textbox', { name: 'src/tokens.js' }).fill(text);
	await task.getByRole('button', { name: 'Check' }).click();
	await expect(task.getByText('1 attempt · 2 checks left')).toBeVisible({ timeout: 90_000 });
	const drill = (id: string) => lesson.getByRole('region', { name: `Drill ${id}` });
	await drill('first-change').getByLabel('Step').selectOption(step);
	await drill('first-change').getByRole('button', { name: 'Check' }).click();
	await drill('how-many').getByRole('textbox').fill(tried);
	await drill('how-many').getByRole('button', { name: 'Check' }).click();
	await drill('why-not-proof').getByRole('radio').nth(why).check();
	await drill('why-not-proof').getByRole('button', { name: 'Check' }).click();
	await expect(drill('why-not-proof').getByText('1 try')).toBeVisible();
	await noViolations(page);
	await page.getByRole('button', { name: 'Make the submission' }).click();
	const [saved] = await Promise.all([
		page.waitForEvent('download'),
		page.getByRole('button', { name: 'Download the file' }).click()
	]);
	const handed = {
		file: readFileSync(await saved.path(), 'utf8'),
		link: await page.getByLabel('Or send this link').inputValue()
	};
	await context.close();
	return handed;
}

/** Whoever changes what is claimed can write a new digest: only running it tells. */
async function forged(page: Page, file: string, change: (content: Handed) => Handed): Promise<string> {
	const content = JSON.parse(file).content as Handed;
	return page.evaluate(async (changed) => {
		const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(JSON.stringify(changed)));
		const hex = Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
		return JSON.stringify({ format: 'tabgym-share', version: 1, digest: hex, content: changed });
	}, change(content));
}

test('a teacher assigns a task and a lesson; two students, one of them offline, and a cheater hand in; what they claim is run again', async ({
	page,
	browser
}) => {
	test.setTimeout(600_000);
	await page.goto('/#/classroom');
	await page.getByLabel('Title').fill('Races, week 3');
	await page.getByLabel(/^Tasks/).selectOption('login-sometimes-fails');
	await page.getByLabel(/^Lessons/).selectOption('1-watch/1-watch-an-agent');
	await page.getByLabel(/^Checks of a task/).fill('3');
	await page.getByLabel(/^Due/).fill('Friday noon');
	await noViolations(page);
	await page.getByRole('button', { name: 'Make the assignment' }).click();
	const link = await page.getByLabel('Link for your students').inputValue();
	await expect(page.getByRole('img', { name: 'QR code of the assignment' })).toBeVisible();

	const right = ['4', '375', 1] as const;
	const mara = await student(browser, link, { name: 'Mara', text: solution, answers: right });
	const ben = await student(browser, link, {
		...{ name: 'Ben', text: `${solution}\n// Ben was here\n`, offline: true },
		answers: ['2', '375', 0]
	});
	const files = [
		{ name: 'mara.json', text: mara.file },
		{ name: 'ben.txt', text: ben.link },
		{ name: 'cheat.json', text: await forged(page, ben.file, forge) },
		{ name: 'elsewhere.json', text: await forged(page, mara.file, ofAnotherClass) },
		{ name: 'cut.json', text: mara.file.slice(0, 300) },
		{ name: 'other.json', text: '{"hello":1}' },
		...Array.from({ length: 194 }, (_, n) => ({ name: `copy-${n}.json`, text: mara.file }))
	];
	await page
		.getByLabel('Choose the files of your students')
		.setInputFiles(
			files.map(({ name, text }) => ({ name, mimeType: 'application/json', buffer: Buffer.from(text) }))
		);
	const rows = page.getByRole('region', { name: 'Grades' }).getByRole('row');
	await expect(rows).toHaveCount(401, { timeout: 180_000 });
	const row = (name: string, item: string) =>
		rows.filter({ hasText: name }).filter({ hasText: item }).first();
	const [task, lesson] = ['login-sometimes-fails', '1-watch/1-watch-an-agent'];
	await expect(row('Ben', task)).toContainText('full');
	await expect(row('Ben', lesson)).toContainText('1 of 4');
	await expect(row('Mara', lesson)).toContainText('3 of 4');
	await expect(row('Cheat', task)).toContainText('Forged or drifted: it claims full, and here it is none');
	await expect(row('Cheat', lesson)).toContainText('Forged or drifted: other results here for first-change');
	await expect(row('Elsa', task)).toContainText('Foreign: it answers another assignment');
	await expect(row('cut.json', task)).toContainText('it is not whole');
	await expect(row('other.json', task)).toContainText('it is not a file that Tabgym shared');
	await expect(row('Mara', task)).toContainText(/(Mara|Ben), (9\d|100) %/);
	await expect(page.getByText(/^Much alike in login-sometimes-fails: Mara, Ben/)).toBeVisible();
	await row('Ben', task).getByText('Time line').click();
	await expect(row('Ben', task).getByRole('list', { name: 'Time line of Ben' })).toContainText(
		'Checked: full'
	);
	await noViolations(page);
	const download = async (button: string) => {
		const [saved] = await Promise.all([
			page.waitForEvent('download'),
			page.getByRole('button', { name: button }).first().click()
		]);
		return readFileSync(await saved.path(), 'utf8');
	};
	expect((await download('Save as CSV')).split('\r\n').length).toBe(402);
	expect(JSON.parse(await download(`results.json of Ben for ${lesson}`))).toMatchObject({
		version: 2,
		status: 'fail',
		tests: [
			{ name: 'first-change', status: 'fail' },
			{ status: 'fail' },
			{ status: 'pass' },
			{ status: 'fail' }
		]
	});
	// Links as they come in a mail, and one of another class.
	await page.getByText('Or paste links').click();
	await page.getByLabel('Links of your students, one a line').fill(`${mara.link}\n${mara.link.slice(0, -9)}`);
	await page.getByRole('button', { name: 'Grade the links' }).click();
	await expect(rows).toHaveCount(5, { timeout: 60_000 });
	await expect(row('Mara', task)).toContainText('full');
	await expect(row('link 2', task)).toContainText('it was probably cut or changed');
});

test('a whole run is handed in, judged again and opened; work is deleted where it is kept', async ({
	page,
	context
}) => {
	test.setTimeout(300_000);
	await page.goto('/#/classroom');
	await page.getByLabel('Title').fill('Steer an agent');
	await page.getByLabel(/^Tasks/).selectOption('login-sometimes-fails');
	await page.getByLabel('How tasks are worked on').selectOption('run');
	await page.getByRole('button', { name: 'Make the assignment' }).click();
	const link = await page.getByLabel('Link for your students').inputValue();
	const work = await context.newPage();
	await work.goto('/#/task/login-sometimes-fails');
	await work.getByRole('button', { name: 'Run', exact: true }).click();
	await expect(work.getByRole('region', { name: 'Run', exact: true }).getByRole('status').first()).toHaveText(
		'Resolved: full',
		{ timeout: 150_000 }
	);
	await work.goto(link);
	await work.getByLabel(/^Your name/).fill('Cleo');
	await work.getByLabel('The run that you hand in').selectOption({ index: 1 });
	await expect(work.getByText('A run is chosen')).toBeVisible();
	await noViolations(work);
	await work.getByRole('button', { name: 'Make the submission' }).click();
	const [saved] = await Promise.all([
		work.waitForEvent('download'),
		work.getByRole('button', { name: 'Download the file' }).click()
	]);
	await page.getByLabel('Choose the files of your students').setInputFiles(await saved.path());
	const row = page.getByRole('region', { name: 'Grades' }).getByRole('row').nth(1);
	await expect(row).toContainText('full', { timeout: 90_000 });
	await row.getByText('Time line').click();
	await expect(row.getByRole('list')).toContainText('Step 15: submit');
	const [run] = await Promise.all([
		context.waitForEvent('page'),
		row.getByRole('link', { name: 'the run' }).click()
	]);
	await expect(run.getByRole('button', { name: 'Run it here' })).toBeVisible({ timeout: 60_000 });
	await page.getByRole('button', { name: 'Delete my work as a student' }).click();
	await expect(page.getByText('Deleted')).toBeVisible();
	await work.reload();
	await expect(work.getByLabel(/^Your name/)).toHaveValue('');
});

test('a student is told what the teacher allows and how long it takes, and sees no hints where there are to be none', async ({
	page
}) => {
	await page.goto('/#/classroom');
	await page.getByLabel('Title').fill('Alone');
	await page.getByRole('button', { name: 'Make the assignment' }).click();
	await expect(page.getByText('Choose at least one task or lesson')).toBeVisible();
	await page.getByLabel(/^Tasks/).selectOption(['login-sometimes-fails', 'invoice-loses-a-cent']);
	await page.getByLabel(/^Lessons/).selectOption('1-watch/1-watch-an-agent');
	await page.getByLabel(/^Checks of a task/).fill('2');
	await page.getByLabel(/^Due/).fill('Monday, 12:00');
	await page.getByLabel(/^Minutes/).fill('45');
	await page.getByLabel('Group number').fill('7');
	await page.getByLabel('Hints may be used').uncheck();
	await page.getByRole('button', { name: 'Make the assignment' }).click();
	await page.goto(await page.getByLabel('Link for your students').inputValue());
	await expect(
		page.getByText(
			'2 tasks, 1 lesson, due Monday, 12:00, about 45 minutes, 2 checks of each task. Without hints.'
		)
	).toBeVisible();
	await expect(page.getByText(/are kept in this browser only, until you hand in/)).toBeVisible();
	await expect(page.getByRole('region', { name: 'Drill first-change' })).toBeVisible();
	await expect(page.getByLabel('Open a file')).toHaveCount(2);
	await expect(page.getByRole('button', { name: /^Hint/ })).toHaveCount(0);
	await page.getByRole('button', { name: 'Make the submission' }).click();
	await expect(page.getByText('Cannot hand in: type a name first')).toBeVisible();
});

type Handed = {
	kind: string;
	submission: {
		assignment: string;
		name: string;
		work: { attempts: { files: Record<string, string> }[] }[];
		lessons: { answers: { passed: boolean }[] }[];
	};
};

function ofAnotherClass(content: Handed): Handed {
	const copy = structuredClone(content);
	Object.assign(copy.submission, { name: 'Elsa', assignment: 'f'.repeat(64) });
	for (const { files } of copy.submission.work[0]?.attempts ?? [])
		files['src/tokens.js'] = 'exports.createTokens = () => null;\n';
	return copy;
}

function forge(content: Handed): Handed {
	const copy = structuredClone(content);
	copy.submission.name = 'Cheat';
	for (const { files } of copy.submission.work[0]?.attempts ?? [])
		files['src/tokens.js'] = 'module.exports = {};\n';
	for (const { answers } of copy.submission.lessons) for (const answer of answers) answer.passed = true;
	return copy;
}
