import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';

test("a run's picture is 1200 x 630, says what the run says, and is saved and copied", async ({
	page,
	context
}) => {
	await context.grantPermissions(['clipboard-read', 'clipboard-write']);
	// What is really drawn, letter by letter.
	await page.addInitScript(() => {
		const { fillText } = CanvasRenderingContext2D.prototype;
		const drawn: string[] = [];
		Object.assign(window, { drawn });
		CanvasRenderingContext2D.prototype.fillText = function (...given: Parameters<typeof fillText>) {
			drawn.push(given[0]);
			return fillText.apply(this, given);
		};
	});
	const run = new URL('../tasks/lessons/1-watch/1-watch-an-agent/run.json', import.meta.url);
	await page.goto('/#/shared');
	await page.getByLabel('Choose a file').setInputFiles(fileURLToPath(run));
	await page.getByRole('button', { name: 'Keep a copy' }).click();
	await expect(page).toHaveURL(/#\/run\//);
	const heading = page.getByRole('region', { name: 'Run', exact: true }).getByRole('heading');
	await expect(heading).toHaveText(/ /);
	const title = await heading.innerText();
	// It is of the whole run, whatever moment is shown.
	await page.keyboard.press('k');
	await page.getByRole('slider').press('Home');
	await page.getByRole('button', { name: 'Share' }).click();
	const dialog = page.getByRole('dialog');
	await dialog.getByText('Picture for a post').click();
	const picture = dialog.getByRole('img', { name: title });
	await expect(picture).toBeVisible();
	expect(await picture.evaluate((one: HTMLImageElement) => [one.naturalWidth, one.naturalHeight])).toEqual([
		1200, 630
	]);
	const words = await page.evaluate(() => (window as unknown as { drawn: string[] }).drawn.join('\n'));
	for (const said of [
		title,
		'Resolved: full',
		'58 of 58 tests as asked',
		'+1 −1 lines, 1 file changed',
		'6 steps by repair',
		JSON.parse(readFileSync(run, 'utf8')).content.run.head.startedAt.slice(0, 10)
	])
		expect(words.replaceAll('\n', ' ')).toContain(said);
	const [saved] = await Promise.all([
		page.waitForEvent('download'),
		dialog.getByRole('button', { name: 'Save the picture' }).click()
	]);
	const png = readFileSync(await saved.path());
	expect(saved.suggestedFilename()).toMatch(/\.png$/);
	expect([png.toString('latin1', 1, 4), png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([
		'PNG',
		1200,
		630
	]);
	await dialog.getByRole('button', { name: 'Copy it' }).click();
	await expect(dialog.getByText('Copied')).toBeVisible();
	const types = await page.evaluate(async () =>
		(await navigator.clipboard.read()).flatMap((one) => one.types)
	);
	expect(types).toContain('image/png');
});
