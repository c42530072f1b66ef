/** The minimal sufficient part of a run's final patch, by delta debugging over its hunks, and which steps wrote it. */
import { creditSteps, type Credit } from '#debugger/credit.ts';
import type { Hunk } from '#verifier/hunks.ts';
import { blameOf, type Shown } from './looks.ts';
import type { Prefixes } from './prefixes.ts';

/** Questions at most; each is a run of the tests. */
const QUESTIONS = 80;

export type Minimal = {
	kept: readonly Hunk[];
	left: readonly Hunk[];
	/** Combinations that were tried. */
	asked: number;
	/** False where the search was cut short. */
	minimal: boolean;
	credits: readonly Credit[];
};

/** @throws RangeError where the whole patch does not pass the tests that decide */
export async function minimalOf(
	shown: Shown,
	prefixes: Prefixes,
	signal: AbortSignal,
	onProgress: (text: string) => void
): Promise<Minimal> {
	const [{ hunksOf }, { minimize }] = await Promise.all([
		import('#verifier/hunks.ts'),
		import('#verifier/minimize.ts')
	]);
	const { latest } = shown.replay;
	const hunks: Hunk[] = [];
	const before = new Map<string, string | null>();
	const blame = new Map<string, (number | null)[]>();
	for (const { path } of latest.changes) {
		const sides = await shown.read(path, latest);
		before.set(path, sides.before);
		blame.set(path, await blameOf(shown, path));
		hunks.push(...hunksOf(path, sides.before, sides.after));
	}
	const { parts, asked, minimal } = await minimize(hunks, (kept) => prefixes.resolves(kept, before), {
		limit: QUESTIONS,
		signal,
		onProgress: (left, count) => onProgress(`${left} parts left, ${count} combinations tried`)
	});
	const left = hunks.filter((hunk) => !parts.includes(hunk));
	return { kept: parts, left, asked, minimal, credits: creditSteps(latest.steps, parts, blame) };
}
