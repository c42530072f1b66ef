/** Which step wrote each line of a file as it stands: blame over the run's own edits, newest last. */
import { diffLines } from 'diff';

/** The file's text after each step that changed it, in order; the first is the base's, with `step` null. */
export type Version = { step: number | null; text: string | null };

/** By line of the last version, from the first: the step that wrote it; null = it is the base's. */
export function blameLines(versions: readonly Version[]): (number | null)[] {
	let lines: { text: string; step: number | null }[] = [];
	for (const { step, text } of versions) {
		const before = lines.map((line) => line.text).join('');
		const parts = diffLines(before, text ?? '');
		const next: typeof lines = [];
		let at = 0;
		for (const { added, removed, value, count } of parts) {
			if (removed) at += count;
			else if (added) next.push(...linesOf(value).map((line) => ({ text: line, step })));
			else {
				next.push(...lines.slice(at, at + count));
				at += count;
			}
		}
		lines = next;
	}
	return lines.map(({ step }) => step);
}

function linesOf(text: string): string[] {
	return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}
