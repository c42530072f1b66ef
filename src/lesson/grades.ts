/** A class's results as tables: CSV, Exercism's results.json, and how alike two submissions are. Pure. */
export type Grade = {
	name: string;
	/** The file it came in. */
	file: string;
	/** Id of the task or lesson. */
	item: string;
	kind: 'task' | 'lesson';
	/** What the submission says: a resolution, or "5 of 5"; null = it has nothing for this. */
	claimed: string | null;
	/** What was found here; null = it could not be judged. */
	judged: string | null;
	/** Everything is as asked, as judged here. */
	passed: boolean;
	/** Of a task its tests, of a lesson its drills. */
	tests: readonly { id: string; passed: boolean; message: string | null }[];
	attempts: number;
	hints: number;
	/** From opening it to the last thing done. */
	minutes: number;
	/** What the student did. Milliseconds since it was opened. */
	timeline: readonly { at: number; what: string }[];
	/** The most similar other submission, 0 to 1; null = none. */
	similar: { name: string; how: number } | null;
	/** Why it could not be graded, or what is wrong with it; "" = nothing. */
	problem: string;
};

const COLUMNS = [
	...['name', 'file', 'item', 'judged', 'claimed', 'agrees', 'tests passed', 'tests'],
	...['attempts', 'hints', 'minutes', 'similar to', 'similarity', 'problem']
];

/** RFC 4180. What a spreadsheet would take for a formula gets an apostrophe before it. */
export function toCsv(grades: readonly Grade[]): string {
	const rows = grades.map((grade) => [
		grade.name,
		grade.file,
		grade.item,
		grade.judged ?? '',
		grade.claimed ?? '',
		grade.judged === null ? '' : grade.judged === grade.claimed ? 'yes' : 'no',
		String(grade.tests.filter(({ passed }) => passed).length),
		String(grade.tests.length),
		String(grade.attempts),
		String(grade.hints),
		grade.minutes.toFixed(1),
		grade.similar?.name ?? '',
		grade.similar?.how.toFixed(2) ?? '',
		grade.problem
	]);
	return [COLUMNS, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

function cell(text: string): string {
	const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
	return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Of one submission and task. https://exercism.org/docs/building/tooling/test-runners/interface */
export function toResults({ judged, passed, tests, problem }: Grade): string {
	const results = {
		version: 2,
		status: judged === null ? 'error' : passed ? 'pass' : 'fail',
		...(judged === null && { message: problem || 'It was not judged' }),
		tests: tests.map(({ id, passed, message }) => ({
			name: id,
			status: passed ? 'pass' : 'fail',
			...(message !== null && { message })
		}))
	};
	return `${JSON.stringify(results, null, '\t')}\n`;
}

/** Words and signs in a row that count as one place to compare. */
const WINDOW = 5;

/** What somebody wrote, without what was there before: windows of words, names and spaces apart. */
export function fingerprint(before: string, after: string): ReadonlySet<string> {
	const known = new Set(before.split('\n').map((line) => line.trim()));
	const written = after.split('\n').filter((line) => !known.has(line.trim()));
	const words = written.join('\n').match(/[A-Za-z_$][\w$]*|\d+|[^\s\w]/g) ?? [];
	const windows = new Set<string>();
	for (let at = 0; at + WINDOW <= words.length; at++) windows.add(words.slice(at, at + WINDOW).join(' '));
	return windows;
}

/** Jaccard's: what both have, of what either has. 0 where one of them has written next to nothing. */
export function similarity(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
	if (one.size === 0 || other.size === 0) return 0;
	let both = 0;
	for (const window of one) if (other.has(window)) both += 1;
	return both / (one.size + other.size - both);
}

/** Who is alike: groups of names in which each is at least so similar to another one of the group. */
export function groupsOf(
	written: readonly { name: string; marks: ReadonlySet<string> }[],
	threshold: number
): string[][] {
	const group = written.map((_, index) => index);
	const rootOf = (index: number): number => {
		const above = group[index] ?? index;
		return above === index ? index : rootOf(above);
	};
	written.forEach((one, at) => {
		for (let before = 0; before < at; before++) {
			const other = written[before];
			if (other && rootOf(before) !== rootOf(at) && similarity(one.marks, other.marks) >= threshold)
				group[rootOf(at)] = rootOf(before);
		}
	});
	const groups = new Map<number, string[]>();
	written.forEach(({ name }, index) => {
		const root = rootOf(index);
		groups.set(root, [...(groups.get(root) ?? []), name]);
	});
	return [...groups.values()].filter(({ length }) => length > 1);
}
