/** How the tests stand after an edit: those that it can reach are run, the others stand as they did. */
import { affectedTests } from '#debugger/affected.ts';
import type { State } from '#debugger/flips.ts';
import type { Step } from '#model/run.ts';
import type { TestId } from '#model/test-result.ts';
import type { FileEntry } from './files.ts';
import { textsOf, type Shown } from './looks.ts';
import type { Prefixes } from './prefixes.ts';

export async function stateAfter(
	shown: Shown & { readonly files: readonly FileEntry[] },
	given: {
		edit: Step;
		/** The steps with edits since the state before it, itself included. */
		steps: readonly Step[];
		/** The last state before it that is known. */
		before: State | undefined;
		prefixes: Pick<Prefixes, 'statuses'>;
		/** Hears what is run. */
		tell: (text: string) => void;
	}
): Promise<State> {
	const { index } = given.edit;
	const run = shown.replay.runAfter(index);
	const before = [...(given.before?.statuses ?? [])];
	const testFiles = [...new Set(before.map(([id]) => fileOf(id)))];
	const changed = given.steps.flatMap(({ patches }) => patches.flat().map(({ path }) => path));
	const affected = affectedTests(await textsOf(shown, run), testFiles, changed);
	given.tell(
		`${affected ? `${affected.length} of ${testFiles.length} test files` : 'All tests'} after step ${index + 1}`
	);
	if (affected?.length === 0) return { step: index, statuses: new Map(before) };
	const now = await given.prefixes.statuses(run.changes, affected ?? undefined);
	const kept = affected ? before.filter(([id]) => !affected.includes(fileOf(id))) : [];
	return { step: index, statuses: new Map([...kept, ...now]) };
}

const fileOf = (id: TestId): string => id.split(' > ')[0] ?? id;
