/**
 * What an evaluation of predictions says, in SWE-bench's form (schema_version 2).
 * https://github.com/SWE-bench/SWE-bench/blob/main/swebench/harness/reporting.py
 */
import type { JudgedTest, Verdict } from '#model/verdict.ts';

/** One prediction, judged or not. */
export type Judged = {
	id: string;
	/** The patch is there and is not blank. */
	hasPatch: boolean;
	/** Why it could not be applied or judged. */
	problem: string | null;
	/** See diff.ts; null = not applied. */
	fuzz: number | null;
	verdict: Verdict | null;
};

type Outcomes = { success: string[]; failure: string[] };

const emptyOutcomes = (): Outcomes => ({ success: [], failure: [] });

function outcomesOf(tests: readonly JudgedTest[], group: JudgedTest['group']): Outcomes {
	const outcomes = emptyOutcomes();
	for (const test of tests)
		if (test.group === group) outcomes[test.holds ? 'success' : 'failure'].push(test.id);
	return outcomes;
}

export const isResolved = ({ verdict }: Judged): boolean => verdict?.resolution === 'full';

/** report.json of one instance. */
export function instanceReport(judged: Judged) {
	const { id, hasPatch, verdict, fuzz, problem } = judged;
	const reason = verdict?.infraFailure;
	return {
		[id]: {
			patch_is_None: !hasPatch,
			patch_exists: hasPatch,
			patch_successfully_applied: fuzz !== null,
			resolved: isResolved(judged),
			infra_failure: reason !== undefined,
			...(reason !== undefined && { infra_failure_reason: reason }),
			tests_status: {
				FAIL_TO_PASS: outcomesOf(verdict?.tests ?? [], 'FAIL_TO_PASS'),
				PASS_TO_PASS: outcomesOf(verdict?.tests ?? [], 'PASS_TO_PASS'),
				FAIL_TO_FAIL: emptyOutcomes(),
				PASS_TO_FAIL: emptyOutcomes()
			},
			tabgym: { fuzz, problem, integrity: verdict?.integrity ?? [], host: verdict?.host ?? null }
		}
	};
}

/** The summary of a run; `all` = ids of every task that could have been predicted. */
export function runReport(all: readonly string[], judged: readonly Judged[]) {
	const ids = (holds: (one: Judged) => boolean) =>
		judged
			.filter(holds)
			.map(({ id }) => id)
			.sort();
	const isInfra = ({ verdict }: Judged) => verdict?.infraFailure !== undefined;
	const isCompleted = (one: Judged) => one.verdict !== null && !isInfra(one);
	const lists = {
		completed_ids: ids(isCompleted),
		incomplete_ids: all.filter((id) => !judged.some((one) => one.id === id)).sort(),
		empty_patch_ids: ids(({ hasPatch }) => !hasPatch),
		submitted_ids: ids(() => true),
		resolved_ids: ids(isResolved),
		unresolved_ids: ids((one) => isCompleted(one) && !isResolved(one)),
		infra_failure_ids: ids(isInfra),
		ambiguous_failure_ids: [] as string[],
		error_ids: ids((one) => one.hasPatch && one.verdict === null)
	};
	return {
		total_instances: all.length,
		submitted_instances: judged.length,
		completed_instances: lists.completed_ids.length,
		resolved_instances: lists.resolved_ids.length,
		unresolved_instances: lists.unresolved_ids.length,
		infra_failure_instances: lists.infra_failure_ids.length,
		ambiguous_failure_instances: 0,
		empty_patch_instances: lists.empty_patch_ids.length,
		error_instances: lists.error_ids.length,
		...lists,
		failure_reasons: Object.fromEntries(
			judged.flatMap(({ id, problem, verdict }) => {
				const reason = problem ?? verdict?.infraFailure;
				return reason ? [[id, reason]] : [];
			})
		),
		schema_version: 2
	};
}
