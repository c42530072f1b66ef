import { expect, test } from '@playwright/test';
import { badPaper, everyPlace, keepSome, tooWide, violations, visit } from '../audit.ts';

/** SHOTS=DIR keeps a picture of each. */
const shots = process.env['SHOTS'];

for (const colorScheme of ['light', 'dark'] as const)
	for (const width of [1280, 360])
		test(`every page and every embed, ${colorScheme}, ${width} px wide: no axe violation, nothing too wide, paper that shows it all`, async ({
			page
		}) => {
			test.setTimeout(1_800_000);
			await page.emulateMedia({ colorScheme });
			const kept = await keepSome(page);
			await page.setViewportSize({ width, height: 740 });
			const found: string[] = [];
			for (const place of everyPlace(kept, { allViews: true })) {
				await test.step(place.name, () => visit(page, place));
				const all = [...(await violations(page)), ...(await tooWide(page))];
				if (shots) await page.screenshot({ path: `${shots}/${colorScheme}-${width}-${place.name}.png` });
				if (width === 1280) all.push(...(await badPaper(page)));
				found.push(...all.map((problem) => `${place.name}: ${problem}`));
			}
			expect(found).toEqual([]);
		});
