import { expect, test } from '@playwright/test';

test('the browser is asked to keep what is stored after the first thing worth keeping, once, and not at a visit', async ({
	page
}) => {
	await page.addInitScript(() => {
		let asked = 0;
		const { persist } = StorageManager.prototype;
		StorageManager.prototype.persist = function () {
			asked += 1;
			return persist.call(this);
		};
		StorageManager.prototype.persisted = async () => false;
		Object.defineProperty(window, 'asked', { get: () => asked });
	});
	const asked = () => page.evaluate(() => (window as unknown as { asked: number }).asked);
	await page.goto('/#/');
	await expect(page.getByText(/^\d+ tasks/)).toBeVisible();
	await page.goto('/#/lesson/1-watch/1-watch-an-agent');
	const drill = page.getByRole('region', { name: 'Drill first-change' });
	await expect(drill).toBeVisible();
	expect(await asked()).toBe(0);
	await drill.getByLabel('Step').selectOption('2');
	await drill.getByRole('button', { name: 'Check' }).click();
	await expect(drill.getByText('1 try')).toBeVisible();
	expect(await asked()).toBe(1);
	await drill.getByRole('button', { name: 'Check' }).click();
	await expect(drill.getByText('2 tries')).toBeVisible();
	expect(await asked()).toBe(1);
});

test('the site can be installed: its manifest has no fault, and its icons are what it says', async ({
	page,
	context
}) => {
	await page.goto('/#/');
	const devtools = await context.newCDPSession(page);
	const { errors, data = '{}' } = await devtools.send('Page.getAppManifest');
	expect(errors).toEqual([]);
	const { icons, display } = JSON.parse(data) as { icons: { src: string; sizes: string }[]; display: string };
	expect(display).toBe('standalone');
	for (const { src, sizes } of icons.filter((icon) => icon.sizes !== 'any')) {
		const png = await (await page.request.get(`/${src}`)).body();
		expect(`${png.readUInt32BE(16)}x${png.readUInt32BE(20)}`, src).toBe(sizes);
	}
	const { installabilityErrors } = await devtools.send('Page.getInstallabilityErrors');
	// A profile of a test is a private window, in which nothing is installed.
	expect(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== 'in-incognito')).toEqual(
		[]
	);
});
