import { CodedError } from '#model/coded-error.ts';
import type { Run } from '#model/run.ts';
import { messageOf } from './recorder.ts';

/** What is being waited for. Bytes where they are known. */
export type Progress = { text: string; loaded?: number; total?: number };

/** Why the last thing asked for did not happen. */
export type Problem = { code: string; message: string };

export function problemOf(error: unknown): Problem {
	if (error instanceof CodedError) return { code: error.code, message: error.message };
	return { code: 'E_BUG', message: messageOf(error) };
}

/** Whether there is something to judge: not where a person stopped it, nor where nothing was done. */
export function deservesJudging({ end, changes }: Run): boolean {
	return end !== null && end.reason !== 'stopped' && (changes.length > 0 || end.reason === 'submitted');
}
