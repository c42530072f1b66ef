/** What edits are judged by, of what is known of the tests. */
import type { Job, Stage } from './checker.ts';
import type { Survey } from './survey.ts';

export function jobOf(
	found: Omit<Survey, 'first'> & { first?: readonly string[] },
	examples: readonly Stage[] = []
): Job {
	const { fuelled, goals, withheld, stages, skipped, first = [], fuel } = found;
	const sources = Object.fromEntries([...fuelled].map(([path, { text }]) => [path, text]));
	return { sources, goals, withheld, stages, examples, skipped, first, fuel };
}
