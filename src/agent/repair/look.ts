/**
 * What fails: all tests in the checker, and with their own runner the files in which something does. Most files of a suite have nothing to say
 * of a bug, and to start their runner takes longer than all else.
 */
import type { AgentEvents } from '#agent/agent.ts';
import { CodedError } from '#model/coded-error.ts';
import type { TestResult } from '#model/test-result.ts';
import type { State, Tools } from './hunt.ts';
import { lookAtAll, type Looked } from './survey.ts';

/** `tests`: what the runner says; `looked`: what the checker does, null where that says nothing. */
export type Look = { tests: readonly TestResult[]; looked: Looked | null };

export async function* look(
	{ checker, judge, input: { sandbox }, left }: Pick<Tools, 'checker' | 'judge' | 'input' | 'left'>,
	state: State,
	step: number
): AgentEvents<Look> {
	const { testFiles } = judge;
	const looked = await lookAtAll(checker, { sandbox, testFiles }).catch(withoutLook);
	const red = [...new Set(looked?.tests.flatMap(({ passed, file }) => (passed ? [] : [file])))];
	/** How long all files take, by what some of them took. */
	const note = (before: number, files: number) => {
		state.suite = before === Infinity ? 0 : ((before - left()) * testFiles.length) / files;
	};
	const before = left();
	if (red.length > 0 && red.length < testFiles.length) {
		const tests = yield* judge.run(step, red);
		note(before, red.length);
		if (tests.some(isFailed)) return { tests, looked };
	}
	const all = left();
	const tests = yield* judge.run(step);
	note(all, testFiles.length);
	return { tests, looked };
}

/** What cannot be looked at is said where it is searched. */
function withoutLook(error: unknown): null {
	if (error instanceof CodedError) return null;
	throw error;
}

export function isFailed({ status }: TestResult): boolean {
	return status === 'failed' || status === 'error';
}
