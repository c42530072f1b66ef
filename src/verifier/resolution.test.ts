import { describe, expect, test } from 'vitest';
import type { TestStatus } from '#model/test-result.ts';
import { judgeTests, resolutionOf } from './resolution.ts';
import { taskOf } from './task.testing.ts';

const task = taskOf({ failToPass: ['f1', 'f2'], passToPass: ['p1'] });

type Row = [f1: TestStatus | null, f2: TestStatus | null, p1: TestStatus | null, expected: string];

describe('resolution', () => {
	test.each<Row>([
		['passed', 'passed', 'passed', 'full'],
		['passed', 'passed', 'skipped', 'full'],
		['passed', 'failed', 'passed', 'partial'],
		['passed', 'skipped', 'passed', 'partial'],
		['passed', null, 'passed', 'partial'],
		['failed', 'failed', 'passed', 'none'],
		[null, null, 'passed', 'none'],
		['passed', 'passed', 'failed', 'none'],
		['passed', 'passed', 'error', 'none'],
		['passed', 'passed', null, 'none']
	])('F2P %s and %s with P2P %s is %s (last)', (f1, f2, p1, expected) => {
		const tests = Object.entries({ f1, f2, p1 }).flatMap(([id, status]) => (status ? { id, status } : []));
		expect(resolutionOf(judgeTests(task, new Map(), tests))).toBe(expected);
	});

	test('a test that nobody lists counts for nothing', () => {
		const tests = (['f1', 'f2', 'p1'] as const).map((id) => ({ id, status: 'passed' as const }));
		const judged = judgeTests(task, new Map(), [...tests, { id: 'other', status: 'failed' }]);
		expect(resolutionOf(judged)).toBe('full');
	});
});
