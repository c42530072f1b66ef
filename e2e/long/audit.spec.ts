import { expect, test } from '@playwright/test';
import { badPaper, everyPlace, keepSome, tooWide, violations, visit } from '../audit.ts';

/** SHOTS=DIR keeps a picture of each; ONLY=TEXT looks at places with that in their name. */
const { SHOTS: shots, ONLY: only = '' } = process.env;

/** Each page is loaded once, on the phone; a reader's theme and window change under it just so. */
const looks = [
	{ colorScheme: 'dark', width: 360, axe: true },
	{ colorScheme: 'light', width: 360, axe: false },
	{ colorScheme: 'light', width: 1280, axe: true },
	{ colorScheme: 'dark', width: 1280, axe: false }
] as const;

test('every page and every embed, in both themes, at 1280 and 360 px: no axe violation, nothing too wide, paper that shows it all', async ({
	page
}) => {
	test.setTimeout(1_800_000);
	const kept = await keepSome(page);
	const found: string[] = [];
	for (const place of everyPlace(kept, { allViews: true })) {
		if (!place.name.includes(only)) continue;
		await page.setViewportSize({ width: 360, height: 740 });
		await page.emulateMedia({ colorScheme: 'dark' });
		await test.step(place.name, () => visit(page, place));
		for (const { colorScheme, width, axe } of looks) {
			await page.setViewportSize({ width, height: 740 });
			await page.emulateMedia({ colorScheme });
			const all = [...(axe ? await violations(page) : []), ...(await tooWide(page))];
			if (shots) await page.screenshot({ path: `${shots}/${colorScheme}-${width}-${place.name}.png` });
			if (width === 1280) all.push(...(await badPaper(page)));
			found.push(...all.map((problem) => `${place.name}, ${colorScheme}, ${width} px: ${problem}`));
		}
	}
	expect(found).toEqual([]);
});
