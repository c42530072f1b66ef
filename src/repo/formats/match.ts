/** Names of tests as other benchmarks write them, and what our runners call the same tests: "file > suite > title". */
import type { TestId } from '#model/test-result.ts';

/** Ways in which a test of ours is named elsewhere: without its file, its titles joined by blanks or by " > ", the last title alone. */
function aliasesOf(id: TestId): string[] {
	const [file = '', ...titles] = id.split(' > ');
	return [id, [file, ...titles].join(' '), titles.join(' > '), titles.join(' '), titles.at(-1) ?? file];
}

/**
 * The test of ours for each name; null where none, or more than one, could be meant.
 * Forms of SWE-bench's parsers: https://github.com/SWE-bench/SWE-bench/blob/main/swebench/harness/log_parsers/javascript.py
 */
export function matchTests(names: readonly string[], ids: readonly TestId[]): (TestId | null)[] {
	const known = new Map<string, Set<TestId>>();
	for (const id of ids)
		for (const alias of aliasesOf(id)) known.set(alias, (known.get(alias) ?? new Set()).add(id));
	return names.map((name) => {
		if (ids.includes(name)) return name;
		const found = known.get(name.trim().replace(/ \(\d+ ?ms\)$/, ''));
		const [only] = found ?? [];
		return found?.size === 1 && only !== undefined ? only : null;
	});
}
