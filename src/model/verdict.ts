import type { TestId, TestStatus } from './test-result.ts';

/** SWE-bench's resolution: https://github.com/SWE-bench/SWE-bench/blob/main/swebench/harness/grading.py */
export type Resolution = 'full' | 'partial' | 'none';

/** One test the task names. `missing` = the suite did not report it. */
export type JudgedTest = {
	id: TestId;
	group: 'FAIL_TO_PASS' | 'PASS_TO_PASS';
	before: TestStatus | 'missing';
	after: TestStatus | 'missing';
	/** Whether `after` is what the group asks for. */
	holds: boolean;
	message?: string;
};

/** One check that the results are what the suite really said. */
export type IntegrityCheck = { name: string; ok: boolean; detail: string };

export type Verdict = {
	resolution: Resolution;
	tests: readonly JudgedTest[];
	integrity: readonly IntegrityCheck[];
	/** Set when the verifier could not judge: the sandbox failed, not the patch. */
	infraFailure?: string;
	exitCodes: readonly number[];
	/** Milliseconds. */
	duration: number;
	/** Host and Node version it ran on. */
	host: string;
};
