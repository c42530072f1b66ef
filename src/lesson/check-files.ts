/** Whether files say what a solution says. Spaces and empty lines do not count. Pure. */
import type { Checked } from './check.ts';

const MOST = 3;

export function checkSame(
	files: readonly string[],
	answer: Readonly<Record<string, string>>,
	solution: Readonly<Record<string, string>>
): Checked {
	const different = files.flatMap((path) => {
		const line = firstDifference(answer[path] ?? '', solution[path] ?? '');
		return line === null ? [] : [`${path} from line ${line} on`];
	});
	if (different.length === 0) return { passed: true, said: 'Yes, as in the solution.', score: null };
	const named = different.slice(0, MOST).join(', ') + (different.length > MOST ? ', ...' : '');
	return { passed: false, said: `Other than the solution: ${named}.`, score: null };
}

/** The line of `mine`, from 1, where it begins to differ; null = it does not. */
function firstDifference(mine: string, theirs: string): number | null {
	const [one, other] = [wordsOf(mine), wordsOf(theirs)];
	const at = one.findIndex(({ words }, index) => words !== other[index]?.words);
	if (at >= 0) return one[at]?.line ?? 1;
	return one.length === other.length ? null : (one.at(-1)?.line ?? 0) + 1;
}

function wordsOf(text: string): { words: string; line: number }[] {
	return text
		.split('\n')
		.map((line, index) => ({ words: line.trim().replace(/\s+/g, ' '), line: index + 1 }))
		.filter(({ words }) => words !== '');
}
