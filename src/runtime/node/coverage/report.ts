/** A script's counters as V8's inspector tells them: https://chromedevtools.github.io/devtools-protocol/tot/Profiler/#type-FunctionCoverage */
import type { Counted } from './counters.ts';
import type { CountedFunction } from './slots.ts';
import { reportedBlocks, type Range } from './ranges.ts';

export type FunctionCoverage = {
	functionName: string;
	ranges: { startOffset: number; endOffset: number; count: number }[];
	isBlockCoverage: boolean;
};

/**
 * As Coverage::Collect of V8: a function is told of that ran, or that lies in one that did.
 * @param script how often the script itself ran
 */
export function reportOf(
	{ functions }: Counted,
	counters: ArrayLike<number>,
	script = 1
): FunctionCoverage[] {
	const told: FunctionCoverage[] = [];
	const around: { end: number; count: number }[] = [];
	const sorted = [...functions].sort((a, b) => a.start - b.start || b.end - a.end);
	for (const made of sorted) {
		while (around.length > 0 && (around.at(-1)?.end ?? 0) <= made.start) around.pop();
		const count = made.slot === null ? script : (counters[made.slot] ?? 0);
		const parent = around.at(-1);
		const coverage = functionCoverage(made, count, counters);
		if (count === 0 && !parent?.count && coverage.ranges.length < 2) continue;
		around.push({ end: made.end, count });
		told.push(coverage);
	}
	return told;
}

function functionCoverage(
	{ name, start, end, blocks }: CountedFunction,
	count: number,
	counters: ArrayLike<number>
): FunctionCoverage {
	const whole: Range = { start, end, count };
	const counted = blocks.map((block) => ({
		start: block.start,
		end: block.end,
		count: block.slot === null ? 0 : (counters[block.slot] ?? 0)
	}));
	// What never ran was never compiled with counters. One that goes on after it was told of does so in blocks.
	const isBlockCoverage = count > 0 || counted.some((block) => block.count > 0);
	const ranges = isBlockCoverage ? [whole, ...reportedBlocks(whole, counted)] : [whole];
	return {
		functionName: name,
		ranges: ranges.map((range) => ({
			startOffset: range.start,
			endOffset: range.end,
			count: range.count
		})),
		isBlockCoverage
	};
}
