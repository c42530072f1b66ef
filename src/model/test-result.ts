/** Statuses and their meaning as in SWE-bench: https://github.com/SWE-bench/SWE-bench/blob/main/swebench/harness/constants */
export type TestStatus = 'passed' | 'failed' | 'skipped' | 'error';

/** `file > suite > title`; a title that repeats in its file carries " #2", " #3". */
export type TestId = string;

export type TestResult = {
	id: TestId;
	status: TestStatus;
	/** Milliseconds; absent where the runner does not say. */
	duration?: number;
	/** What the runner said of a failure. */
	message?: string;
};

/** One run of a suite. */
export type SuiteResult = {
	tests: readonly TestResult[];
	/** By command, in order: the exit code of each test command that was run. */
	exitCodes: readonly number[];
	/** Commands ended by a limit rather than by themselves. */
	timedOut: readonly string[];
	/** What was printed, both streams, cut to `outputLimit` at the front. */
	output: string;
	/** Milliseconds. */
	duration: number;
};
