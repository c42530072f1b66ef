/** Tests that others of their file need: the first of a file often makes what all others use, and alone these fail for any edit. */
import type { Checker, Stage } from './checker.ts';
import { jobOf } from './job-of.ts';
import type { Survey } from './survey.ts';

/** Passing tests of a file that are run alone to see whether they can be. */
const ALONE = 2;

/** What is to run before anything that is run alone. */
export async function firstOf(checker: Checker, found: Omit<Survey, 'first'>): Promise<string[]> {
	const failing = new Set(found.goals.map(({ file }) => file));
	const first: string[] = [];
	for (const { file, tests } of found.stages) {
		const [earliest, ...others] = tests;
		if (!earliest || !failing.has(file)) continue;
		const alone = others.slice(-ALONE).map((one): Stage => ({ file, tests: [one] }));
		const areFree = await pass(checker, found, alone, []);
		if (!areFree && (await pass(checker, found, alone, [earliest[0]]))) first.push(earliest[0]);
	}
	return first;
}

/** Whether the code as it is passes all stages. */
async function pass(
	checker: Checker,
	found: Omit<Survey, 'first'>,
	stages: readonly Stage[],
	first: readonly string[]
): Promise<boolean> {
	const job = { ...jobOf(found), goals: [], withheld: [], stages, first };
	const [path = ''] = Object.keys(job.sources);
	const [finding] = await checker.judge([{ path, start: 0, end: 0, text: '' }], job);
	return finding?.failed === null;
}
