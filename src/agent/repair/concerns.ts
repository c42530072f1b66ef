/**
 * Which files of tests an edit can concern: one that runs a statement nowhere does with an edit of it what it did before. Most edits are of what
 * few tests run, and the others are often what takes long.
 */
import type { Candidate } from './candidate.ts';
import type { Survey } from './survey.ts';

/** What is declared is so for the whole function, whether the statement runs or not. */
const DECLARES = /\b(?:var|let|const|function|class|import|using)\b/;

/** Indexes of the stages that an edit concerns; undefined = all. */
export function concernsOf({
	units,
	stages,
	ranBy
}: Pick<Survey, 'units' | 'stages' | 'ranBy'>): (edit: Candidate) => number[] | undefined {
	const byStart = new Map<string, number>();
	for (const [index, { source, node }] of units.entries()) {
		const key = `${source.path}:${node.start}`;
		if (!byStart.has(key)) byStart.set(key, index);
	}
	return ({ source, start, edits }) => {
		const unit = byStart.get(`${source.path}:${start}`);
		const node = unit === undefined ? undefined : units[unit]?.node;
		if (unit === undefined || !node) return undefined;
		const isInside = edits.every(
			(edit) =>
				edit.start >= node.start &&
				edit.end <= node.end &&
				!DECLARES.test(edit.text + source.text.slice(edit.start, edit.end))
		);
		if (!isInside) return undefined;
		const own = [...stages.keys()].filter((index) => ranBy.get(stages[index]?.file ?? '')?.has(unit) ?? true);
		return own.length < stages.length ? own : undefined;
	};
}
