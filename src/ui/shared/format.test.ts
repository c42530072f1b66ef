import { expect, test } from 'vitest';
import { formatBytes, formatClock, formatDuration, plural } from './format.ts';

test('durations are read at a glance', () => {
	expect([340, 4210, 125_000].map(formatDuration)).toEqual(['340 ms', '4.2 s', '2 min 5 s']);
	expect([4999, 751_000].map(formatClock)).toEqual(['0:04', '12:31']);
});

test('sizes and counts carry their unit', () => {
	expect([999, 20_400, 999_700, 3_460_000].map(formatBytes)).toEqual(['999 B', '20 kB', '1.0 MB', '3.5 MB']);
	expect([plural(1, 'test'), plural(1200, 'test')]).toEqual(['1 test', '1,200 tests']);
});
