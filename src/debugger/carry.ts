/** Where lines of one text stand in a later one. */
import { diffLines } from 'diff';

/** @returns by line of `before` that `after` still has, from 1: its line there */
export function carryLines(before: string, after: string): Map<number, number> {
	const carried = new Map<number, number>();
	let [then, now] = [1, 1];
	for (const { added, removed, count } of diffLines(before, after)) {
		if (!added && !removed) for (let at = 0; at < count; at++) carried.set(then + at, now + at);
		if (!added) then += count;
		if (!removed) now += count;
	}
	return carried;
}
