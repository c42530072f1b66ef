/** Tests that others of their file need: the first of a file often makes what all others use, and alone these fail for any edit. */
import type { Checker, Stage } from './checker.ts';
import type { Survey } from './survey.ts';

/** Passing tests of a file that are run alone to see whether they can be. */
const ALONE = 2;

/** The same, with what is to run before anything that is run alone. */
export async function withFirst(checker: Checker, found: Survey): Promise<Survey> {
	const failing = new Set(found.goals.map(({ file }) => file));
	const first: string[] = [];
	for (const { file, tests } of found.stages) {
		const [earliest, ...others] = tests;
		if (!earliest || !failing.has(file)) continue;
		const alone = others.slice(-ALONE).map((one): Stage => ({ file, tests: [one] }));
		const areFree = await pass(checker, found, alone, []);
		if (!areFree && (await pass(checker, found, alone, [earliest[0]]))) first.push(earliest[0]);
	}
	return { ...found, first };
}

/** Whether the code as it is passes all stages. */
async function pass(
	checker: Checker,
	{ fuelled, skipped, fuel }: Survey,
	stages: readonly Stage[],
	first: readonly string[]
): Promise<boolean> {
	const sources = Object.fromEntries([...fuelled].map(([path, { text }]) => [path, text]));
	const [path = ''] = Object.keys(sources);
	const job = { sources, goals: [], stages, skipped, fuel, first };
	const [finding] = await checker.judge([{ path, start: 0, end: 0, text: '' }], job);
	return finding?.failed === null;
}
