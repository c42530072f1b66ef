/**
 * From counters to the ranges that V8 reports: what CollectBlockCoverage of V8's src/debug/debug-coverage.cc does, pass by pass, so that
 * tools which read V8's coverage draw the same lines.
 */

/** A part of a source with how often it ran; offsets in UTF-16 units. `end` OPEN = up to what comes next. */
export type Range = { start: number; end: number; count: number };
export const OPEN = -1;

/** `blocks` of the function that lies at `whole`, as they are reported. */
export function reportedBlocks(whole: Range, blocks: readonly Range[]): Range[] {
	let found = blocks.map((block) => ({ ...block })).sort(inOrder);
	for (const pass of [
		mergeDuplicates,
		dropAliases,
		closeOpen,
		mergeDuplicates,
		mergeNested,
		mergeConsecutive,
		dropUncovered
	])
		found = pass(found, whole);
	return found.filter(({ start, end }) => start !== end);
}

/** What lies around another comes first; an open one after those that begin where it does. */
function inOrder(a: Range, b: Range): number {
	return a.start === b.start ? b.end - a.end : a.start - b.start;
}

/** Calls `visit` for each block with what lies around it; true = the block is dropped. */
function pass(
	blocks: Range[],
	whole: Range,
	visit: (block: Range, parent: Range, next: Range | undefined, isTopLevel: boolean) => boolean
): Range[] {
	const kept: Range[] = [];
	const around: Range[] = [whole];
	for (const [at, block] of blocks.entries()) {
		while (around.length > 1 && (around.at(-1)?.end ?? 0) <= block.start) around.pop();
		const parent = around.at(-1) ?? whole;
		const next = blocks[at + 1];
		const inside = next && next.start < parent.end ? next : undefined;
		if (visit(block, parent, inside, around.length === 1)) continue;
		kept.push(block);
		around.push(block);
	}
	return kept;
}

function mergeDuplicates(blocks: Range[]): Range[] {
	return blocks.filter((block, at) => {
		const next = blocks[at + 1];
		if (!next || next.start !== block.start || next.end !== block.end) return true;
		next.count = Math.max(block.count, next.count);
		return false;
	});
}

/** An open range only splits what is around it: it is nothing where a range with an end begins. */
function dropAliases(blocks: Range[]): Range[] {
	const kept: Range[] = [];
	for (const block of blocks) if (block.end !== OPEN || kept.at(-1)?.start !== block.start) kept.push(block);
	return kept;
}

function closeOpen(blocks: Range[], whole: Range): Range[] {
	return pass(blocks, whole, (block, parent, next, isTopLevel) => {
		if (block.start >= whole.end) return true;
		if (block.end !== OPEN) return false;
		// The closing brace of a function is never uncovered.
		block.end = next ? next.start : isTopLevel ? parent.end - 1 : parent.end;
		return false;
	});
}

function mergeNested(blocks: Range[], whole: Range): Range[] {
	return pass(blocks, whole, (block, parent) => parent.count === block.count);
}

function mergeConsecutive(blocks: Range[], whole: Range): Range[] {
	return pass(blocks, whole, (block, _parent, next) => {
		if (next?.start !== block.end || next.count !== block.count) return false;
		next.start = block.start;
		return true;
	});
}

function dropUncovered(blocks: Range[], whole: Range): Range[] {
	return pass(blocks, whole, (block, parent) => block.count === 0 && parent.count === 0);
}
