import type { TestId } from './test-result.ts';

/** Test runners whose results we can read; "plain" = the exit code of a file says it all. */
export const RUNNERS = ['tape', 'mocha', 'node-test', 'nodeunit', 'plain'] as const;
export type Runner = (typeof RUNNERS)[number];

/** Where the base tree, the hidden tests and the gold patch come from. */
export type TaskSource =
	| { kind: 'npm'; package: string; base: string; fix: string }
	/** Ours: tasks/<id>/repo, gold.patch, tests/. */
	| { kind: 'own' };

export type TaskLimits = {
	/** Agent steps. */
	steps: number;
	/** Milliseconds for one test command. */
	testTimeout: number;
	/** Milliseconds for the whole run. */
	time: number;
	/** Tokens in and out over the run; absent = no limit. */
	tokens?: number;
	/** US dollars over the run; absent = no limit. */
	cost?: number;
};

/** A real bug: a repository, a report, and the tests that say when it is fixed. The layout follows SWE-bench 5's task folders. */
export type Task = {
	id: string;
	title: string;
	source: TaskSource;
	/** The mutation operator that made the bug; absent where the bug is one that people made. Never counted with real ones. */
	injected?: string;
	/** Folder under tasks/environments/; its tree is mounted as node_modules. */
	environment: string | null;
	runner: Runner;
	/** One command per test file, relative to the repository; the runner's adapter adds its reporter. */
	testCommands: readonly string[];
	/** Whether the agent may see and run the failing tests, or only the report. */
	tests: 'visible' | 'hidden';
	/** Paths that a patch may not touch; they are put back before judging. */
	testFiles: readonly string[];
	tags: readonly string[];
	/** 1 (a character) to 5 (a redesign). */
	difficulty: 1 | 2 | 3 | 4 | 5;
	limits: TaskLimits;
	/** SPDX expression of the repository. */
	license: string;
	/** What a user would report; never the fix. Markdown. */
	problemStatement: string;
	/** From vague to plain. Markdown. */
	hints: readonly string[];
	failToPass: readonly TestId[];
	passToPass: readonly TestId[];
	/** Known to vary; reported, never judged. */
	flaky: readonly TestId[];
};
