import { describe, expect, test } from 'vitest';
import { findBugs } from './search.ts';

/** A suite of two tests over one file, run by evaluating it. */
function suiteOf(source: string) {
	let text = source;
	const passes = (expression: string, wanted: unknown) => {
		try {
			const value: unknown = new Function(`${text}; return ${expression}`)();
			return value === wanted;
		} catch {
			return false;
		}
	};
	return {
		sources: new Map([['a.js', source]]),
		now: () => text,
		write: async (_: string, fresh: string) => {
			text = fresh;
		},
		run: async () => ({
			hung: false,
			tests: [
				{ id: 'adds', status: passes('add(2, 3)', 5) ? ('passed' as const) : ('failed' as const) },
				{
					id: 'is there',
					status: passes('typeof add', 'function') ? ('passed' as const) : ('failed' as const)
				}
			]
		}),
		count: 3,
		tries: 100,
		seed: 1
	};
}

async function all<T>(some: AsyncIterable<T>): Promise<T[]> {
	const list: T[] = [];
	for await (const one of some) list.push(one);
	return list;
}

const good = 'function add(a, b) { if (a === b) { return a * 2; } return a + b; }';

describe('the search for bugs', () => {
	test('keeps what turns some tests red and not all, and leaves the file as it was', async () => {
		const suite = suiteOf(good);
		const bugs = await all(findBugs(suite));
		expect(bugs.map(({ failToPass }) => failToPass)).toEqual([['adds'], ['adds'], ['adds']]);
		expect(bugs.map(({ passToPass }) => passToPass)).toEqual([['is there'], ['is there'], ['is there']]);
		expect(new Set(bugs.map(({ text }) => text)).size).toBe(3);
		expect(suite.now()).toBe(good);
	});

	test('refuses a repository whose tests fail already, and one without tests or with a single one', async () => {
		const red = findBugs(suiteOf('function add(a, b) { return a - b; }'));
		await expect(red.next()).rejects.toThrow(
			'Cannot inject a bug: 1 of 2 tests fail already, "adds" for one'
		);
		const none = findBugs({ ...suiteOf(good), run: async () => ({ hung: false, tests: [] }) });
		await expect(none.next()).rejects.toThrow('the suite reports no test');
		const green = { id: 'all', status: 'passed' as const };
		const one = findBugs({ ...suiteOf(good), run: async () => ({ hung: false, tests: [green] }) });
		await expect(one.next()).rejects.toThrow('the suite is one test, "all", and a bug must turn some red');
	});
});
