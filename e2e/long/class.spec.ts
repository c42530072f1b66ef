import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { assignmentDigest } from '../../src/share/classroom.ts';
import { readFile, writeFile } from '../../src/share/share.ts';

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
	expect(csv).toMatch(/Mara.*1-watch\/1-watch-an-agent.*1 of 4/);
});

/** How many of the two hundred are like no other: the same files have the same verdict. DISTINCT=200 takes long. */
const distinct = Number(process.env['DISTINCT'] ?? 20);

test('two hundred submissions are graded in one sitting, each that is like no other by running it', async ({
	page
}) => {
	test.setTimeout(3_600_000);
	const fix = readFileSync(
		new URL('../../tasks/lessons/1-watch/3-the-login/solution/src/tokens.js', import.meta.url),
		'utf8'
	);
	await page.goto('/#/classroom');
	await page.getByLabel('Title').fill('Two hundred');
	await page.getByLabel(/^Tasks/).selectOption('login-sometimes-fails');
	await page.getByRole('button', { name: 'Make the assignment' }).click();
	const shared = readFile(await save(page, 'Save it for grading'));
	if (shared.kind !== 'assignment') throw new Error('No assignment');
	const handed = Array.from({ length: 200 }, (_, n) => {
		const files = { 'src/tokens.js': `${fix}// ${n % distinct}\n` };
		const work = {
			...{ task: 'login-sometimes-fails', hints: 0, log: [] },
			attempts: [{ at: 60_000, files, resolution: 'full' as const }]
		};
		const submission = {
			assignment: assignmentDigest(shared.assignment),
			name: `Student ${n}`,
			work: [work],
			lessons: []
		};
		const text = writeFile({ kind: 'submission', submission });
		return { name: `${n}.json`, mimeType: 'application/json', buffer: Buffer.from(text) };
	});
	const started = Date.now();
	await page.getByLabel('Choose the files of your students').setInputFiles(handed);
	const rows = page.getByRole('region', { name: 'Grades' }).getByRole('row');
	await expect(rows).toHaveCount(201, { timeout: 3_500_000 });
	const seconds = Math.round((Date.now() - started) / 1000);
	test.info().annotations.push({
		type: 'measured',
		description: `200 submissions, ${distinct} distinct: ${seconds} s`
	});
	process.stdout.write(`200 submissions, ${distinct} of them distinct: ${seconds} s\n`);
	await expect(rows.filter({ hasText: 'full' })).toHaveCount(200);
	await expect(rows.filter({ hasText: /Forged|Drifted/ })).toHaveCount(0);
});
