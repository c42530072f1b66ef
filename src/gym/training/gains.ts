/**
 * What edits gain when they are run: the share of the failing tests that pass with them, 0 where a test breaks that passed. Those that the
 * failing tests cannot tell from one that gained nothing gain nothing either.
 */
import type { Candidate } from '#agent/repair/candidate.ts';
import type { Checker, Finding } from '#agent/repair/checker.ts';
import { Queue } from '#agent/repair/queue.ts';
import { spliceOf } from '#agent/repair/search.ts';
import type { Survey } from '#agent/repair/survey.ts';

/** Edits that are run, in the order in which they are given; of later ones it is not known what they gain. */
const MOST = 1000;
const BATCH = 250;

/** Index of an edit and what it gains, one after the other; what is not named gains nothing. `labels` give the fix back: they gain all. */
export async function gainsOf(
	checker: Checker,
	{ fuelled, goals, withheld, stages, skipped, fuel, failing }: Survey,
	candidates: readonly Candidate[],
	labels: readonly number[]
): Promise<number[]> {
	const sources = Object.fromEntries([...fuelled].map(([path, { text }]) => [path, text]));
	const queue = new Queue(candidates);
	const gained = new Map<Candidate, number>();
	for (let left = MOST; left > 0;) {
		const batch = queue.next(Math.min(BATCH, left));
		if (batch.length === 0) break;
		left -= batch.length;
		const findings = await checker.judge(
			batch.map((candidate) => spliceOf(candidate, fuelled)),
			{ sources, goals, withheld, stages, skipped, fuel }
		);
		for (const [index, candidate] of batch.entries()) {
			const finding = findings[index];
			if (!finding) continue;
			queue.learn(candidate, finding);
			const share = shareOf(finding, failing.length);
			if (share > 0) gained.set(candidate, share);
		}
	}
	for (const label of labels) {
		const candidate = candidates[label];
		if (candidate) gained.set(candidate, 1);
	}
	return candidates.flatMap((candidate, index) => {
		const share = gained.get(candidate);
		return share === undefined ? [] : [index, Math.round(share * 100) / 100];
	});
}

function shareOf({ lines, failed, broke }: Finding, failing: number): number {
	if (failed === null) return 1;
	return broke ? 0 : lines.filter((line) => line === null).length / failing;
}
