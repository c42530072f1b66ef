import { expect, test } from '@playwright/test';
import { badPaper, everyPlace, tooWide, violations, visit } from '../audit.ts';

/** SHOTS=DIR keeps a picture of each. */
const shots = process.env['SHOTS'];

/** Each page is loaded once, on the phone; a reader's theme and window change under it just so. */
const looks = [
	{ colorScheme: 'dark', width: 360, axe: true },
	{ colorScheme: 'light', width: 360, axe: false },
	{ colorScheme: 'light', width: 1280, axe: true },
	{ colorScheme: 'dark', width: 1280, axe: false }
] as const;

test.describe('in both themes, at 1280 and 360 px: no axe violation, nothing too wide, paper that shows it all', () => {
	for (const place of everyPlace({ allViews: true }))
		test(place.name, async ({ page }) => {
			test.setTimeout(300_000);
			await page.setViewportSize({ width: 360, height: 740 });
			await page.emulateMedia({ colorScheme: 'dark' });
			await visit(page, place);
			const found: string[] = [];
			for (const { colorScheme, width, axe } of looks) {
				await page.setViewportSize({ width, height: 740 });
				await page.emulateMedia({ colorScheme });
				const all = [...(axe ? await violations(page) : []), ...(await tooWide(page))];
				if (shots) await page.screenshot({ path: `${shots}/${colorScheme}-${width}-${place.name}.png` });
				if (width === 1280) all.push(...(await badPaper(page)));
				found.push(...all.map((problem) => `${colorScheme}, ${width} px: ${problem}`));
			}
			expect(found).toEqual([]);
		});
});
