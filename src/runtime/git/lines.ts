/**
 * Which lines differ, as git finds it: the shortest script, then groups of changes moved to where they read best (xdiff's compaction with the
 * indent heuristic). https://github.com/git/git/blob/master/xdiff/xdiffi.c
 */
import { diffArrays } from 'diff';

/** `removed[i]`: line i of the old text is not in the new one; `added` likewise. */
export type Marks = { removed: boolean[]; added: boolean[] };

export function compareLines(before: readonly string[], after: readonly string[]): Marks {
	const removed = new Array<boolean>(before.length).fill(false);
	const added = new Array<boolean>(after.length).fill(false);
	let start = 0;
	while (start < before.length && start < after.length && before[start] === after[start]) start++;
	let [oldEnd, newEnd] = [before.length, after.length];
	while (oldEnd > start && newEnd > start && before[oldEnd - 1] === after[newEnd - 1]) {
		oldEnd--;
		newEnd--;
	}
	let [oldAt, newAt] = [start, start];
	for (const { value, added: isNew, removed: isOld } of diffArrays(
		before.slice(start, oldEnd),
		after.slice(start, newEnd)
	)) {
		if (isOld) removed.fill(true, oldAt, (oldAt += value.length));
		else if (isNew) added.fill(true, newAt, (newAt += value.length));
		else {
			oldAt += value.length;
			newAt += value.length;
		}
	}
	compact(new Side(before, removed), new Side(after, added));
	compact(new Side(after, added), new Side(before, removed));
	return { removed, added };
}

/** One text with its marks, and a group of marked lines in it: [start, end). */
class Side {
	readonly lines: readonly string[];
	readonly marks: boolean[];
	start = 0;
	end = 0;

	constructor(lines: readonly string[], marks: boolean[]) {
		this.lines = lines;
		this.marks = marks;
		while (this.marks[this.end]) this.end++;
	}

	get isEmpty(): boolean {
		return this.start === this.end;
	}
	next(): boolean {
		if (this.end === this.lines.length) return false;
		this.start = this.end + 1;
		this.end = this.start;
		while (this.marks[this.end]) this.end++;
		return true;
	}
	previous(): boolean {
		if (this.start === 0) return false;
		this.end = this.start - 1;
		this.start = this.end;
		while (this.marks[this.start - 1]) this.start--;
		return true;
	}
	slideUp(): boolean {
		if (this.start === 0 || this.lines[this.start - 1] !== this.lines[this.end - 1]) return false;
		this.marks[--this.start] = true;
		this.marks[--this.end] = false;
		while (this.marks[this.start - 1]) this.start--;
		return true;
	}
	slideDown(): boolean {
		if (this.end >= this.lines.length || this.lines[this.start] !== this.lines[this.end]) return false;
		this.marks[this.start++] = false;
		this.marks[this.end++] = true;
		while (this.marks[this.end]) this.end++;
		return true;
	}
}

function compact(group: Side, other: Side): void {
	do {
		if (group.isEmpty) continue;
		const { earliest, matching, size } = slideDown(group, other);
		if (group.end === earliest) continue;
		if (matching !== -1)
			while (other.isEmpty) {
				group.slideUp();
				other.previous();
			}
		else {
			const best = bestShift(group, earliest, size);
			while (group.end > best) {
				group.slideUp();
				other.previous();
			}
		}
	} while (nextBoth(group, other));
}

function nextBoth(group: Side, other: Side): boolean {
	if (!group.next()) return false;
	other.next();
	return true;
}

/** As far down as it goes, merged with what it meets. */
function slideDown(group: Side, other: Side) {
	for (;;) {
		const size = group.end - group.start;
		let matching = -1;
		while (group.slideUp()) other.previous();
		const earliest = group.end;
		if (!other.isEmpty) matching = group.end;
		while (group.slideDown()) {
			other.next();
			if (!other.isEmpty) matching = group.end;
		}
		if (size === group.end - group.start) return { earliest, matching, size };
	}
}

const MOST_SLIDING = 100;
const INDENT_WEIGHT = 60;

type Score = { indent: number; penalty: number };

function bestShift({ lines, end }: Side, earliest: number, size: number): number {
	let best: Score | null = null;
	let place = end;
	for (let shift = Math.max(earliest, end - size - 1, end - MOST_SLIDING); shift <= end; shift++) {
		const score: Score = { indent: 0, penalty: 0 };
		addSplit(lines, shift, score);
		addSplit(lines, shift - size, score);
		if (best && INDENT_WEIGHT * Math.sign(score.indent - best.indent) + score.penalty - best.penalty > 0)
			continue;
		best = score;
		place = shift;
	}
	return place;
}

const MOST_INDENT = 200;
const MOST_BLANKS = 20;

/** Columns; -1 = a blank line. */
function indentOf(line: string): number {
	let columns = 0;
	for (const char of line) {
		if (char === ' ') columns++;
		else if (char === '\t') columns += 8 - (columns % 8);
		else if (!/\s/.test(char)) return columns;
		if (columns >= MOST_INDENT) return MOST_INDENT;
	}
	return -1;
}

/** The nearest line that is not blank in one direction, and how many blank ones lie between. */
function neighbour(lines: readonly string[], from: number, step: 1 | -1) {
	let blank = 0;
	for (let at = from + step; at >= 0 && at < lines.length; at += step) {
		const indent = indentOf(lines[at] ?? '');
		if (indent !== -1) return { indent, blank };
		if (++blank === MOST_BLANKS) return { indent: 0, blank };
	}
	return { indent: -1, blank };
}

function addSplit(lines: readonly string[], split: number, score: Score): void {
	const isEnd = split >= lines.length;
	const own = isEnd ? -1 : indentOf(lines[split] ?? '');
	const before = neighbour(lines, split, -1);
	const after = neighbour(lines, split, 1);
	if (before.indent === -1 && before.blank === 0) score.penalty += 1;
	if (isEnd) score.penalty += 21;
	const postBlank = own === -1 ? 1 + after.blank : 0;
	const blanks = before.blank + postBlank;
	score.penalty += -30 * blanks + 6 * postBlank;
	const indent = own === -1 ? after.indent : own;
	score.indent += indent;
	if (indent === -1 || before.indent === -1 || indent === before.indent) return;
	const anyBlank = blanks !== 0;
	if (indent > before.indent) score.penalty += anyBlank ? 10 : -4;
	else if (after.indent !== -1 && after.indent > indent) score.penalty += anyBlank ? 17 : 24;
	else score.penalty += anyBlank ? 17 : 23;
}
