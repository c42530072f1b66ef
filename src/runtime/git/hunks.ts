/** Unified and normal hunks of two texts. */
import { compareLines } from './lines.ts';

/** Lines with their ends; the last may have none. */
export const linesOf = (text: string): string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];

/** Lines [oldFrom, oldTo) became [newFrom, newTo); from 0. */
export type Change = { oldFrom: number; oldTo: number; newFrom: number; newTo: number };

export function changesOf(before: readonly string[], after: readonly string[]): Change[] {
	const { removed, added } = compareLines(before, after);
	const changes: Change[] = [];
	let [oldAt, newAt] = [0, 0];
	while (oldAt < before.length || newAt < after.length) {
		const change = { oldFrom: oldAt, oldTo: oldAt, newFrom: newAt, newTo: newAt };
		while (removed[change.oldTo]) change.oldTo++;
		while (added[change.newTo]) change.newTo++;
		if (change.oldTo > oldAt || change.newTo > newAt) changes.push(change);
		oldAt = change.oldTo + 1;
		newAt = change.newTo + 1;
	}
	return changes;
}

/** Characters of the line that stands behind @@. */
const HEADING = 80;
const isHeading = (line: string) => /^[A-Za-z_$]/.test(line);
const NO_NEWLINE = '\\ No newline at end of file\n';

const range = (from: number, count: number) => {
	const start = count === 0 ? from : from + 1;
	return count === 1 ? String(start) : `${start},${count}`;
};
const marked = (sign: string, line: string) =>
	line.endsWith('\n') ? sign + line : `${sign}${line}\n${NO_NEWLINE}`;

/** @param headings whether git's heading stands behind @@ */
export function unifiedHunks(before: string[], after: string[], context: number, headings: boolean): string {
	const changes = changesOf(before, after);
	let text = '';
	let searched = 0;
	let heading = '';
	for (let first = 0; first < changes.length;) {
		let last = first;
		const gap = () => (changes[last + 1]?.oldFrom ?? Infinity) - (changes[last]?.oldTo ?? 0);
		while (gap() <= 2 * context) last++;
		const [begin, end] = [changes[first], changes[last]];
		if (!begin || !end) break;
		const lead = Math.min(context, begin.oldFrom, begin.newFrom);
		const oldStart = begin.oldFrom - lead;
		const oldEnd = Math.min(before.length, end.oldTo + context);
		const newStart = begin.newFrom - lead;
		const newEnd = end.newTo + (oldEnd - end.oldTo);
		for (; searched < oldStart; searched++)
			if (isHeading(before[searched] ?? '')) heading = (before[searched] ?? '').slice(0, HEADING).trimEnd();
		const behind = headings && heading ? ` ${heading}` : '';
		text += `@@ -${range(oldStart, oldEnd - oldStart)} +${range(newStart, newEnd - newStart)} @@${behind}\n`;
		let at = oldStart;
		for (const { oldFrom, oldTo, newFrom, newTo } of changes.slice(first, last + 1)) {
			for (; at < oldFrom; at++) text += marked(' ', before[at] ?? '');
			for (; at < oldTo; at++) text += marked('-', before[at] ?? '');
			for (let line = newFrom; line < newTo; line++) text += marked('+', after[line] ?? '');
		}
		for (; at < oldEnd; at++) text += marked(' ', before[at] ?? '');
		first = last + 1;
	}
	return text;
}

/** As diff prints them without options: 1c1, 2,3d1, 4a5. */
export function normalHunks(before: string[], after: string[]): string {
	const lines = (from: number, to: number) => (to - from === 1 ? String(from + 1) : `${from + 1},${to}`);
	return changesOf(before, after)
		.map(({ oldFrom, oldTo, newFrom, newTo }) => {
			const gone = before.slice(oldFrom, oldTo).map((line) => marked('< ', line));
			const come = after.slice(newFrom, newTo).map((line) => marked('> ', line));
			if (come.length === 0) return `${lines(oldFrom, oldTo)}d${newFrom}\n${gone.join('')}`;
			if (gone.length === 0) return `${oldFrom}a${lines(newFrom, newTo)}\n${come.join('')}`;
			return `${lines(oldFrom, oldTo)}c${lines(newFrom, newTo)}\n${gone.join('')}---\n${come.join('')}`;
		})
		.join('');
}
