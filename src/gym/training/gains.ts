/**
 * What edits gain when they are run: the share of the failing tests that pass with them, 0 where a test breaks that passed. Those that the
 * failing tests cannot tell from one that gained nothing gain nothing either.
 */
import type { Candidate } from '#agent/repair/candidate.ts';
import type { Checker, Finding } from '#agent/repair/checker.ts';
import { jobOf } from '#agent/repair/job-of.ts';
import { Queue } from '#agent/repair/queue.ts';
import { spliceOf } from '#agent/repair/search.ts';
import type { Survey } from '#agent/repair/survey.ts';

/** Edits that are run, in the order in which they are given; of later ones it is not known what they gain. */
const MOST = 1000;
/** In one process: few at first, more where they are quick. */
const [FIRST_BATCH, BATCH] = [50, 250];

/**
 * Index of an edit and what it gains, one after the other; what is not named gains nothing. `labels` give the fix back: they gain all.
 * null = running them takes longer than `limit` milliseconds, and what is known of some is not known of all.
 */
export async function gainsOf(
	checker: Checker,
	survey: Survey,
	candidates: readonly Candidate[],
	{ labels, limit }: { labels: readonly number[]; limit: number }
): Promise<number[] | null> {
	const queue = new Queue(candidates);
	const gained = new Map<Candidate, number>();
	const started = performance.now();
	let size = FIRST_BATCH;
	for (let left = MOST; left > 0;) {
		const before = performance.now();
		if (before - started > limit) return null;
		const batch = queue.next(Math.min(size, left));
		if (batch.length === 0) break;
		left -= batch.length;
		const findings = await checker.judge(
			batch.map((candidate) => spliceOf(candidate, survey.fuelled)),
			jobOf(survey)
		);
		for (const [index, candidate] of batch.entries()) {
			const finding = findings[index];
			if (!finding) continue;
			queue.learn(candidate, finding);
			const share = shareOf(finding, survey.failing.length);
			if (share > 0) gained.set(candidate, share);
		}
		if ((performance.now() - before) / size < limit / MOST) size = BATCH;
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
