import { CodedError } from '#model/coded-error.ts';
import { messageOf } from './recorder.ts';

/** Why the last thing asked for did not happen. */
export type Problem = { code: string; message: string };

export function problemOf(error: unknown): Problem {
	if (error instanceof CodedError) return { code: error.code, message: error.message };
	return { code: 'E_BUG', message: messageOf(error) };
}
