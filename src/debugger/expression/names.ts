/** The words of the language: what can be named and called. */

export const names = {
	step: 'the step, from 1, as the timeline counts',
	'action.tool': 'the tool that is about to run; null between calls',
	'action.command': 'its command: of the shell, or of the editor',
	'action.path': 'the file it names',
	'action.text': 'its whole input, as JSON',
	repeats: 'how often in a row this same action was called, this one included',
	thought: 'what the agent said last',
	output: 'what came back last',
	exitCode: 'the exit code of what came back last',
	changed: 'files that this event changed',
	changes: 'files that differ from the base',
	turnedRed: 'tests that this event saw fail and that passed before',
	turnedGreen: 'tests that this event saw pass and that failed before',
	failing: 'tests that fail, as last seen',
	passing: 'tests that pass, as last seen',
	testFiles: 'test files of the task',
	suspicious: 'files with lines that the failing tests run more often (Ochiai)',
	calls: 'tool calls so far',
	tokens: 'tokens so far, in and out',
	cost: 'US dollars so far',
	seconds: 'seconds since the run began',
	ended: 'whether the run has ended'
} as const;

export type Name = keyof typeof names;

/** By name: what it gives, and how many arguments it takes. */
export const functions = {
	count: { takes: 1, about: 'count(list): how many' },
	any: { takes: 2, about: 'any(list, pattern): whether one of them matches' },
	overlap: { takes: 2, about: 'overlap(list, list): whether they share one' },
	outside: { takes: 2, about: 'outside(list, list): whether the first has one that the second has not' },
	status: { takes: 1, about: 'status(test): "passed", "failed", "skipped", "error"; null where not seen' },
	file: { takes: 1, about: 'file(path): its text; null where there is none' }
} as const;

export type FunctionName = keyof typeof functions;

export function isName(text: string): text is Name {
	return Object.hasOwn(names, text);
}

export function isFunctionName(text: string): text is FunctionName {
	return Object.hasOwn(functions, text);
}

/** The known word that `text` is likely meant to be. */
export function closest(text: string, known: readonly string[]): string | null {
	const scored = known
		.map((word) => ({ word, distance: distance(text.toLowerCase(), word.toLowerCase()) }))
		.sort((a, b) => a.distance - b.distance);
	const best = scored[0];
	return best && best.distance <= Math.max(2, text.length / 3) ? best.word : null;
}

/** Edits between two words (Levenshtein). */
function distance(one: string, other: string): number {
	let row = Array.from({ length: other.length + 1 }, (_, index) => index);
	for (let i = 1; i <= one.length; i++) {
		const next = [i];
		for (let j = 1; j <= other.length; j++) {
			const same = one[i - 1] === other[j - 1] ? 0 : 1;
			next.push(Math.min((next[j - 1] ?? 0) + 1, (row[j] ?? 0) + 1, (row[j - 1] ?? 0) + same));
		}
		row = next;
	}
	return row[other.length] ?? 0;
}
