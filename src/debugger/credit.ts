/** What each step did for the outcome: which wrote lines that the minimal sufficient patch needs, which wrote others, which none. */
import type { Step } from '#model/run.ts';

export type CreditKind = 'contributed' | 'not-needed' | 'no-edit';
export type Credit = { step: number; kind: CreditKind };

/** A kept part of the final change: lines `line` to `line + added - 1` of the file at the end. */
export type KeptPart = { path: string; line: number; added: number };

/** `blame`: by path, which step wrote each line of the final file. */
export function creditSteps(
	steps: readonly Step[],
	kept: readonly KeptPart[],
	blame: ReadonlyMap<string, readonly (number | null)[]>
): Credit[] {
	const needed = new Set(kept.flatMap((part) => writersOf(part, steps, blame)));
	return steps.map(({ index, patches }) => {
		if (patches.length === 0) return { step: index, kind: 'no-edit' };
		return { step: index, kind: needed.has(index) ? 'contributed' : 'not-needed' };
	});
}

/** A part that only takes lines away is credited to who changed the file last. */
function writersOf(
	{ path, line, added }: KeptPart,
	steps: readonly Step[],
	blame: ReadonlyMap<string, readonly (number | null)[]>
): number[] {
	const lines = blame.get(path)?.slice(line - 1, line - 1 + added) ?? [];
	const writers = lines.filter((step) => step !== null);
	if (writers.length > 0) return [...new Set(writers)];
	const last = steps.findLast(({ patches }) => patches.flat().some((change) => change.path === path));
	return last ? [last.index] : [];
}
