/** Where lines of one text stand in a later one. */
import { diffLines } from 'diff';

/** @returns by line of `before`, from 1: its line in `after`, or that of what was written in its place; none where it is gone */
export function carryLines(before: string, after: string): Map<number, number> {
	const carried = new Map<number, number>();
	/** `gone` = lines that were just taken out. */
	let [then, now, gone] = [1, 1, 0];
	for (const { added, removed, count } of diffLines(before, after)) {
		if (removed) gone = count;
		else {
			const from = then - gone;
			const kept = added ? Math.min(gone, count) : count;
			for (let at = 0; at < kept; at++) carried.set((added ? from : then) + at, now + at);
			gone = 0;
		}
		if (!added) then += count;
		if (!removed) now += count;
	}
	return carried;
}
