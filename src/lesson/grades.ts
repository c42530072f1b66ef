/** A class's results as tables: CSV, Exercism's results.json, and how alike two submissions are. Pure. */
export type Grade = {
	name: string;
	/** The file it came in. */
	file: string;
	task: string;
	/** What the submission says; null = it has nothing for this task. */
	claimed: string | null;
	/** What the verifier says here. */
	judged: string | null;
	tests: readonly { id: string; passed: boolean; message: string | null }[];
	attempts: number;
	hints: number;
	/** From opening the task to the last attempt. */
	minutes: number;
	/** The most similar other submission, 0 to 1; null = none. */
	similar: { name: string; how: number } | null;
	/** Why it could not be graded, or what is wrong with it; "" = nothing. */
	problem: string;
};

const COLUMNS = [
	'name',
	'file',
	'task',
	'judged',
	'claimed',
	'agrees',
	'tests passed',
	'tests',
	'attempts',
	'hints',
	'minutes',
	'similar to',
	'similarity',
	'problem'
];

/** RFC 4180. What a spreadsheet would take for a formula gets an apostrophe before it. */
export function toCsv(grades: readonly Grade[]): string {
	const rows = grades.map((grade) => [
		grade.name,
		grade.file,
		grade.task,
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
export function toResults({ judged, tests, problem }: Grade): string {
	const results = {
		version: 2,
		status: judged === null ? 'error' : judged === 'full' ? 'pass' : 'fail',
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
