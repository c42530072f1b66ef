import { readFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Browser, type Page } from '@playwright/test';

const noViolations = async (page: Page) =>
	expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
const solution = readFileSync(
	new URL('../tasks/lessons/1-watch/3-the-login/solution/src/tokens.js', import.meta.url),
	'utf8'
);

/** A student in a browser of their own; gives the file that is handed in. */
async function student(
	browser: Browser,
	link: string,
	name: string,
	text: string,
	offline: boolean
): Promise<string> {
	const context = await browser.newContext();
	const page = await context.newPage();
	await page.goto(link);
	await page.getByLabel(/^Your name/).fill(name);
	const task = page.getByRole('region', { name: 'The login that sometimes fails' });
	await task.getByLabel('Open a file').selectOption('src/tokens.js');
	if (offline) await context.setOffline(true);
	await task.getByRole('textbox', { name: 'src/tokens.js' }).fill(text);
	await task.getByRole('button', { name: 'Check' }).click();
	await expect(task.getByText('1 attempt')).toBeVisible({ timeout: 90_000 });
	await noViolations(page);
	await page.getByRole('button', { name: 'Make the submission' }).click();
	const [saved] = await Promise.all([
		page.waitForEvent('download'),
		page.getByRole('button', { name: 'Download the file' }).click()
	]);
	const file = readFileSync(await saved.path(), 'utf8');
	await context.close();
	return file;
}

test('a teacher assigns, students hand in, and what they claim is run again: the copy, the forgery and the cut file are named', async ({
	page,
	browser
}) => {
	test.setTimeout(400_000);
	await page.goto('/#/classroom');
	await page.getByLabel('Title').fill('Races, week 3');
	await page.getByLabel(/^Tasks/).selectOption('login-sometimes-fails');
	await page.getByLabel(/^Due/).fill('Friday noon');
	await noViolations(page);
	await page.getByRole('button', { name: 'Make the assignment' }).click();
	const link = await page.getByLabel('Link for your students').inputValue();
	await expect(page.getByRole('img', { name: 'QR code of the assignment' })).toBeVisible();

	const mara = await student(browser, link, 'Mara', solution, false);
	const ben = await student(browser, link, 'Ben', `${solution}\n// Ben was here\n`, false);
	const json = JSON.parse(mara);
	// Whoever changes what is claimed can write a new digest: only running it tells.
	const cheat = await page.evaluate(async (content) => {
		const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(JSON.stringify(content)));
		const hex = Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
		return JSON.stringify({ format: 'tabgym-share', version: 1, digest: hex, content });
	}, forge(json.content));
	const files = [
		{ name: 'mara.json', text: mara },
		{ name: 'ben.json', text: ben },
		{ name: 'cheat.json', text: cheat },
		{ name: 'cut.json', text: mara.slice(0, 300) },
		{ name: 'other.json', text: '{"hello":1}' },
		...Array.from({ length: 195 }, (_, n) => ({ name: `copy-${n}.json`, text: mara }))
	];
	await page
		.getByLabel('Choose the files of your students')
		.setInputFiles(
			files.map(({ name, text }) => ({ name, mimeType: 'application/json', buffer: Buffer.from(text) }))
		);
	const rows = page.getByRole('region', { name: 'Grades' }).getByRole('row');
	await expect(rows).toHaveCount(201, { timeout: 180_000 });
	await expect(rows.filter({ hasText: 'Ben' }).first()).toContainText('full');
	await expect(rows.filter({ hasText: 'Cheat' }).first()).toContainText(
		'Forged or drifted: it claims full, and here it is none'
	);
	await expect(rows.filter({ hasText: 'cut.json' })).toContainText('it is not whole');
	await expect(rows.filter({ hasText: 'other.json' })).toContainText('it is not a file that Tabgym shared');
	await expect(rows.nth(1)).toContainText(/(Mara|Ben), (9\d|100) %/);
	await noViolations(page);
	const [csv] = await Promise.all([
		page.waitForEvent('download'),
		page.getByRole('button', { name: 'Save as CSV' }).click()
	]);
	expect(readFileSync(await csv.path(), 'utf8').split('\r\n').length).toBe(202);
});

type Handed = {
	kind: string;
	submission: { name: string; work: { attempts: { files: Record<string, string> }[] }[] };
};

function forge(content: Handed): Handed {
	const copy = structuredClone(content);
	copy.submission.name = 'Cheat';
	for (const { files } of copy.submission.work[0]?.attempts ?? [])
		files['src/tokens.js'] = 'module.exports = {};\n';
	return copy;
}
