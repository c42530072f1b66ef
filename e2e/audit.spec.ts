import { expect, test } from '@playwright/test';
import { badPaper, everyPlace, tooWide, violations, visit } from './audit.ts';

test('every page reads on a phone in the dark without an axe violation, and prints whole', async ({
	page
}) => {
	test.setTimeout(900_000);
	await page.emulateMedia({ colorScheme: 'dark' });
	await page.setViewportSize({ width: 360, height: 740 });
	const found: string[] = [];
	for (const place of everyPlace({ allViews: false })) {
		await test.step(place.name, () => visit(page, place));
		const all = [...(await violations(page)), ...(await tooWide(page)), ...(await badPaper(page))];
		found.push(...all.map((problem) => `${place.name}: ${problem}`));
	}
	expect(found).toEqual([]);
});
