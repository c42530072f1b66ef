import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';

const save = async (page: Page, button: string): Promise<string> => {
	const [saved] = await Promise.all([
		page.waitForEvent('download'),
		page.getByRole('button', { name: button }).click()
	]);
	return readFileSync(await saved.path(), 'utf8');
};

test('what students handed in is graded by npm run verify as on the page: a line each, CSV, results.json, exit code', async ({
	page,
	browser
}) => {
	test.setTimeout(600_000);
	const folder = test.info().outputPath('class');
	mkdirSync(join(folder, 'in'), { recursive: true });
	await page.goto('/#/classroom');
	await page.getByLabel('Title').fill('Watching');
	await page.getByLabel(/^Lessons/).selectOption('1-watch/1-watch-an-agent');
	await page.getByRole('button', { name: 'Make the assignment' }).click();
	const link = await page.getByLabel('Link for your students').inputValue();
	writeFileSync(join(folder, 'assignment.json'), await save(page, 'Save it for grading'));
	const context = await browser.newContext();
	const student = await context.newPage();
	await student.goto(link);
	await student.getByLabel(/^Your name/).fill('Mara');
	const drill = student.getByRole('region', { name: 'Drill first-change' });
	await drill.getByLabel('Step').selectOption('4');
	await drill.getByRole('button', { name: 'Check' }).click();
	await expect(drill.getByText('Passed', { exact: true })).toBeVisible();
	await student.getByRole('button', { name: 'Make the submission' }).click();
	const file = await save(student, 'Download the file');
	writeFileSync(join(folder, 'in', 'mara.json'), file);
	writeFileSync(join(folder, 'in', 'cut.json'), file.slice(0, 200));
	await context.close();

	const out = join(folder, 'out');
	const args = [
		'scripts/verify.mjs',
		'--assignment',
		join(folder, 'assignment.json'),
		join(folder, 'in'),
		'--out',
		out
	];
	const child = spawn('node', args);
	let printed = '';
	child.stdout.on('data', (data: Buffer) => (printed += data.toString()));
	child.stderr.on('data', (data: Buffer) => (printed += data.toString()));
	const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
	// Not everything is passed, and one file is not whole.
	expect(code, printed).toBe(1);
	expect(printed).toMatch(/Mara/);
	expect(printed).toMatch(/cut\.json.*it is not whole/);
	const csv = readFileSync(join(out, 'grades.csv'), 'utf8');
	expect(csv).toMatch(/Mara.*1-watch\/1-watch-an-agent.*1 of 3/);
});
