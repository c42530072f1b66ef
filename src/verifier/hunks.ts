/** A change as hunks that can be applied one without another: what delta debugging and a review by evidence work on. */
import { applyPatch, structuredPatch, type StructuredPatch } from 'diff';

export type Hunk = {
	path: string;
	/** First line after the change, from 1, and how many lines it adds there. */
	line: number;
	added: number;
	removed: number;
	/** As in a unified diff, its "@@" line first. */
	text: string;
	/** The change by itself; internal to this file's functions. */
	patch: StructuredPatch;
};

/** Lines of context around a hunk: enough to see it, few enough that neighbours stay apart. */
const CONTEXT = 0;

/** `null` = the file does not exist on that side. A file that comes or goes is one hunk. */
export function hunksOf(path: string, before: string | null, after: string | null): Hunk[] {
	const whole = structuredPatch(path, path, before ?? '', after ?? '', '', '', { context: CONTEXT });
	const pieces = before === null || after === null ? [whole.hunks] : whole.hunks.map((hunk) => [hunk]);
	return pieces
		.filter((hunks) => hunks.length > 0)
		.map((hunks) => {
			const lines = hunks.flatMap((hunk) => hunk.lines);
			const count = (sign: string) => lines.filter((line) => line.startsWith(sign)).length;
			return {
				path,
				line: hunks[0]?.newStart ?? 1,
				added: count('+'),
				removed: count('-'),
				text: hunks
					.map(
						(h) => `@@ -${h.oldStart},${h.oldLines} +${h.newStart},${h.newLines} @@\n${h.lines.join('\n')}`
					)
					.join('\n'),
				patch: { ...whole, hunks }
			};
		});
}

/** The file with only these of its hunks. @throws Error where they are not of this file */
export function applyHunks(before: string | null, hunks: readonly Hunk[]): string {
	const [first] = hunks;
	if (!first) return before ?? '';
	const all = hunks.flatMap(({ patch }) => patch.hunks).sort((one, other) => one.oldStart - other.oldStart);
	const text = applyPatch(before ?? '', { ...first.patch, hunks: all });
	if (text === false) throw new Error(`Cannot apply hunks to "${first.path}": they are not of this text`);
	return text;
}
