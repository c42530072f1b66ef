/** Which statements the failing tests ran and the passing ones did not. */

export type TestRun = { passed: boolean; hits: readonly number[]; loaded?: readonly number[] };

/** What a unit is worth that ran only while the file of the failing test was loaded, of what it would be worth in the test. */
const LOADED = 0.5;

/**
 * Ochiai's coefficient of each unit, 0 to 1. Units that not every failing test reached are worth half: one edit is to
 * mend all. https://doi.org/10.1109/TAICPART.2007.13
 */
export function suspicions(tests: readonly TestRun[], units: number): number[] {
	const [failed, passed] = [new Array<number>(units).fill(0), new Array<number>(units).fill(0)];
	for (const test of tests)
		for (const unit of test.hits) {
			const counts = test.passed ? passed : failed;
			counts[unit] = (counts[unit] ?? 0) + 1;
		}
	const failing = tests.filter((test) => !test.passed).length;
	const loaded = new Set(tests.flatMap((test) => (test.passed ? [] : (test.loaded ?? []))));
	return failed.map((count, unit) => {
		if (count === 0) return loaded.has(unit) ? LOADED / Math.sqrt(Math.max(1, tests.length)) : 0;
		const ochiai = count / Math.sqrt(failing * (count + (passed[unit] ?? 0)));
		return count === failing ? ochiai : ochiai / 2;
	});
}
