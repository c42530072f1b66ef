/**
 * What the ranking of the repair agent learns from: all edits that it would try on one bug, as features, and which of them give the
 * known fix back. No edit is run for that: it is the fix where the file then reads as the fixed one does (known-fix.ts).
 */
import type { RunTests } from '#agent/agent.ts';
import { Checker } from '#agent/repair/checker.ts';
import { featuresOf, type Sparse } from '#agent/repair/features.ts';
import { propose } from '#agent/repair/propose.ts';
import { survey, type Survey } from '#agent/repair/survey.ts';
import type { Task } from '#model/task.ts';
import type { Sandbox } from '#sandbox/sandbox.ts';
import { fileOf } from '#verifier/suite.ts';
import { KnownFix } from './known-fix.ts';

export type Instance = {
	id: string;
	/** Package or repository: what training and judging may not share. */
	group: string;
	injected: boolean;
	/** In the order of the hand-made score. */
	candidates: readonly Sparse[];
	/** Of the edits that give the known fix back. */
	labels: readonly number[];
	/** Of an injected one: the task whose fixed state it was put into, the operator, and the offsets that it replaced. */
	bug?: { task: string; path: string; operator: string; start: number; end: number };
};

/** Edits that are proposed. */
const COUNT = 2000;

type Known = {
	task: Task;
	/** Files of the known fix: path -> text. */
	fixed: ReadonlyMap<string, string>;
	seed?: number;
};
type Input = Known & {
	/** With the buggy repository mounted. */
	sandbox: Sandbox;
	runTests: RunTests;
	signal: AbortSignal;
};

/** null = the search has nothing to go by here. */
export async function instanceOf({ sandbox, runTests, signal, ...known }: Input): Promise<Instance | null> {
	const { tests } = await runTests({ signal });
	if (!tests.some(({ status }) => status === 'failed' || status === 'error')) return null;
	const checker = new Checker(sandbox, signal);
	await checker.install();
	try {
		const testFiles = known.task.testCommands.map(fileOf);
		return instanceFrom(await survey(checker, { sandbox, testFiles, reported: tests }), known);
	} finally {
		await checker.remove();
	}
}

/** What a search goes by. */
type Seen = Pick<Survey, 'units' | 'suspicion' | 'failing' | 'sources'>;

/** Out of what a search sees of the bug. null = no test fails for it. */
export function instanceFrom(found: Seen, { task, fixed, seed = 1 }: Known): Instance | null {
	if (found.failing.length === 0) return null;
	const candidates = propose(found.units, found.suspicion, {
		issue: task.problemStatement,
		seed,
		count: COUNT
	});
	const [path, text] = [...fixed][0] ?? ['', ''];
	const source = found.sources.find((one) => one.path === path);
	const fix = source && fixed.size === 1 ? new KnownFix(source.text, text) : null;
	return {
		id: task.id,
		group: groupOf(task),
		injected: task.injected !== undefined,
		candidates: candidates.map(featuresOf),
		labels: candidates.flatMap((one, index) =>
			one.source === source && fix?.isGivenBy(one.edits) ? [index] : []
		)
	};
}

/** "minimist" of "minimist-1.2.5-injected-1-3". */
function groupOf({ id, source }: Task): string {
	if (source.kind === 'npm') return source.package;
	return id.replace(/-injected-.*$/, '').replace(/-\d+(\.\d+)*$/, '');
}
