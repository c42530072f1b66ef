import { fileURLToPath } from 'node:url';
import { expect, test, type Locator, type Page } from '@playwright/test';
import jsqr from 'jsqr';

/** What a camera reads off the screen: the picture of the code as it is drawn, decoded by somebody else's library. */
async function scanned(page: Page, code: Locator): Promise<string | undefined> {
	await expect(code).toBeVisible();
	const shot = (await code.screenshot()).toString('base64');
	const { pixels, width, height } = await page.evaluate(async (base64) => {
		const picture = new Image();
		picture.src = `data:image/png;base64,${base64}`;
		await picture.decode();
		const canvas = new OffscreenCanvas(picture.width, picture.height);
		const on = canvas.getContext('2d');
		on?.drawImage(picture, 0, 0);
		const { data } = on?.getImageData(0, 0, picture.width, picture.height) ?? { data: [] };
		return { pixels: [...data], width: picture.width, height: picture.height };
	}, shot);
	return jsqr(Uint8ClampedArray.from(pixels), width, height)?.data;
}

test.describe('a QR code holds the same link', () => {
	test('of an assignment, on a dark page', async ({ page }) => {
		await page.emulateMedia({ colorScheme: 'dark' });
		await page.goto('/#/classroom');
		await page.getByLabel('Title').fill('Rennen, Woche 3 – für alle');
		await page.getByLabel(/^Tasks/).selectOption('login-sometimes-fails');
		await page.getByRole('button', { name: 'Make the assignment' }).click();
		const link = await page.getByLabel('Link for your students').inputValue();
		expect(await scanned(page, page.getByRole('img', { name: 'QR code of the assignment' }))).toBe(link);
	});

	test('of a run, which carries the form that fits into a code and opens the same run', async ({ page }) => {
		const run = new URL('../tasks/lessons/2-trust/1-wrong-fixes/run.json', import.meta.url);
		await page.goto('/#/shared');
		await page.getByLabel('Choose a file').setInputFiles(fileURLToPath(run));
		await page.getByRole('button', { name: 'Keep a copy' }).click();
		await expect(page).toHaveURL(/#\/run\//);
		const dialog = page.getByRole('dialog');
		await page.getByRole('button', { name: 'Share' }).click();
		await dialog.getByText('QR code', { exact: true }).click();
		const link = await dialog.getByLabel(/^Link, /).inputValue();
		expect(link.length).toBeGreaterThan(2953);
		await expect(dialog.getByText('A code holds less than the link above.')).toBeVisible();
		const read = await scanned(page, dialog.getByRole('img', { name: 'QR code of the link' }));
		await page.goto('about:blank');
		await page.goto(read ?? '');
		await expect(page.getByRole('button', { name: 'Run it here' })).toBeVisible();
		await expect(page.locator('[aria-setsize="7"]').first()).toBeVisible();
	});
});
