import { expect, test } from 'vitest';
import { KnownFix } from './known-fix.ts';

const fixed = `function first(list, key) {
	if (!key) return null;
	return list && list.length > 0 ? list[0] : 'none';
}
`;

/** Whether putting `fresh` for `old` mends the bug that stands at `broken` in place of `good`. */
function mends(good: string, broken: string, old: string, fresh: string): boolean {
	const buggy = fixed.replace(good, broken);
	const start = buggy.indexOf(old);
	return new KnownFix(buggy, fixed).isGivenBy([{ start, end: start + old.length, text: fresh }]);
}

test('an edit is the known fix where the program is the same again, however it is written', () => {
	expect(mends('> 0', '>= 0', '>= 0', '> 0')).toBe(true);
	expect(mends('> 0', '>= 0', 'list && list.length >= 0', '(list) && (list.length > 0)')).toBe(true);
	expect(
		mends('if (!key) return null;', ';', 'return list', 'if (!key) { return (null); }\n\treturn list')
	).toBe(true);
	expect(mends("'none'", '""', '""', '"none"')).toBe(true);
});

test('an edit that gives another program is not, though it may pass the tests', () => {
	expect(mends('> 0', '>= 0', '>= 0', '!== 0')).toBe(false);
	expect(mends('> 0', '>= 0', 'list && list.length >= 0', 'list.length > 0')).toBe(false);
	expect(mends("'none'", '""', '""', "'(none)'")).toBe(false);
	expect(mends('> 0', '>= 0', 'function first', 'function second')).toBe(false);
});
