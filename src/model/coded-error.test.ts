import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { CodedError } from './coded-error.ts';

test("a coded error of another page's realm is one of ours", () => {
	const foreign: unknown = runInNewContext(
		'Object.assign(new Error("gone"), { name: "CodedError", code: "ENOENT" })'
	);
	expect([foreign instanceof Error, foreign instanceof CodedError]).toEqual([false, true]);
});

test('other errors are not coded ones, whatever code they carry', () => {
	expect(Object.assign(new Error('no'), { code: 'ENOENT' }) instanceof CodedError).toBe(false);
	expect(new CodedError('E_X', 'no') instanceof Error).toBe(true);
});
