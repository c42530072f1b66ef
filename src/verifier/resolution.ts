/** SWE-bench's rules: https://github.com/SWE-bench/SWE-bench/blob/main/swebench/harness/grading.py */
import type { Task } from '#model/task.ts';
import type { TestId, TestResult, TestStatus } from '#model/test-result.ts';
import type { JudgedTest, Resolution } from '#model/verdict.ts';

export type Statuses = ReadonlyMap<TestId, TestStatus>;

export function statusesOf(tests: readonly TestResult[]): Statuses {
	return new Map(tests.map(({ id, status }) => [id, status]));
}

/** A FAIL_TO_PASS test must pass; a PASS_TO_PASS test must not fail, so a skipped one holds. What was not reported failed. */
export function holds(group: JudgedTest['group'], status: TestStatus | 'missing'): boolean {
	return status === 'passed' || (group === 'PASS_TO_PASS' && status === 'skipped');
}

export function judgeTests(task: Task, before: Statuses, after: readonly TestResult[]): JudgedTest[] {
	const results = new Map(after.map((test) => [test.id, test]));
	const judge =
		(group: JudgedTest['group'], usual: TestStatus) =>
		(id: TestId): JudgedTest => {
			const result = results.get(id);
			const status = result?.status ?? 'missing';
			return {
				id,
				group,
				before: before.get(id) ?? usual,
				after: status,
				holds: holds(group, status),
				...(result?.message !== undefined && { message: result.message })
			};
		};
	return [
		...task.failToPass.map(judge('FAIL_TO_PASS', 'failed')),
		...task.passToPass.map(judge('PASS_TO_PASS', 'passed'))
	];
}

export function resolutionOf(tests: readonly JudgedTest[]): Resolution {
	const wanted = tests.filter(({ group }) => group === 'FAIL_TO_PASS');
	const kept = tests.filter(({ group }) => group === 'PASS_TO_PASS');
	if (!kept.every((test) => test.holds)) return 'none';
	if (wanted.every((test) => test.holds)) return 'full';
	return wanted.some((test) => test.holds) ? 'partial' : 'none';
}
