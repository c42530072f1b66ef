import fc from 'fast-check';
import { expect, it } from 'vitest';
import { minimize } from './minimize.ts';

const needs =
	(wanted: readonly number[]) =>
	async (kept: readonly number[]): Promise<boolean> =>
		wanted.every((part) => kept.includes(part));

it('finds exactly the parts that are needed, in their order', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc
				.uniqueArray(fc.nat(40), { maxLength: 16 })
				.chain((all) => fc.tuple(fc.constant(all), fc.subarray(all))),
			async ([all, wanted]) => {
				const { parts, minimal } = await minimize(all, needs(wanted));
				expect([parts, minimal]).toEqual([wanted, true]);
			}
		)
	);
});

it('leaves out no part that is needed, whatever the question', async () => {
	const odd = async (kept: readonly number[]) => kept.length % 2 === 1 || kept.length > 6;
	const { parts } = await minimize([1, 2, 3, 4, 5, 6, 7, 8], odd);
	for (const part of parts) expect(await odd(parts.filter((one) => one !== part))).toBe(false);
});

it('asks nothing twice, and tells when the limit ended it', async () => {
	const asked: string[] = [];
	const found = await minimize(
		[1, 2, 3, 4, 5, 6, 7, 8],
		async (kept) => {
			asked.push(kept.join());
			return kept.includes(2) && kept.includes(7);
		},
		{ limit: 6 }
	);
	expect(new Set(asked).size).toBe(asked.length);
	expect([found.asked, found.minimal, found.parts.includes(2), found.parts.includes(7)]).toEqual([
		6,
		false,
		true,
		true
	]);
});

it('refuses parts that do not hold together', async () => {
	await expect(minimize([1], async () => false)).rejects.toThrow(/all parts together do not hold/);
});
