/**
 * What the ranking of the repair agent learns from: all edits that it would try on one bug, the tests having been asked as the agent asks
 * them, as features, and which of them give the known fix back. No edit is run for that: it is the fix where the file then reads as the
 * fixed one does (known-fix.ts). What the others gain is found by running them (gains.ts), where that is asked for. A real bug has many
 * fixes, and green is no fix: there an edit that makes every test pass is one where it is confirmed beyond them.
 */
import type { RunTests } from '#agent/agent.ts';
import { applyEdits, type Candidate } from '#agent/repair/candidate.ts';
import { Checker } from '#agent/repair/checker.ts';
import { featuresOf, type Sparse } from '#agent/repair/features.ts';
import { candidatesFor } from '#agent/repair/probe.ts';
import { survey, type Survey } from '#agent/repair/survey.ts';
import type { Task } from '#model/task.ts';
import type { Sandbox } from '#sandbox/sandbox.ts';
import { fileOf } from '#verifier/suite.ts';
import { gainsOf } from './gains.ts';
import { KnownFix } from './known-fix.ts';

export type Instance = {
	id: string;
	/** Package or repository: what training and judging may not share. */
	group: string;
	injected: boolean;
	/** In the order of the hand-made score. */
	candidates: readonly Sparse[];
	/** Of the edits that give the known fix back, or are confirmed to do what it does. */
	labels: readonly number[];
	/** By edit: edits that the failing tests cannot tell apart have the same number, of which the search tries one unless it passes; -1 = like no other. */
	alike?: readonly number[];
	/** Index of an edit and the share of the failing tests that pass with it, one after the other; absent = no edit was run. */
	gains?: readonly number[];
	/** Of its task: what it is about. */
	tags?: readonly string[];
	/** Of an injected one: the task whose fixed state it was put into, the operator, and the offsets that it replaced. */
	bug?: { task: string; path: string; operator: string; start: number; end: number };
};

/** Edits that are proposed. */
const COUNT = 2000;
/** Milliseconds for running them: suites that wait for clocks take hours. More where nothing else says which are fixes. */
const GAINS_LIMIT = 30_000;
const ASKED_LIMIT = 240_000;

type Known = {
	task: Task;
	/** Files of the known fix: path -> text. */
	fixed: ReadonlyMap<string, string>;
	seed?: number;
	/** Whether the edits are run, where the fix is among them. */
	withGains?: boolean;
	/** Whether a file that makes the tests pass does what the known fix does beyond them too. Given = edits are run, and asked about. */
	confirm?: (file: { path: string; text: string }) => Promise<boolean>;
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
		return await instanceFrom(checker, await survey(checker, { sandbox, testFiles, reported: tests }), known);
	} finally {
		await checker.remove();
	}
}

/** Out of what a search sees of the bug. null = no test fails for it. */
export async function instanceFrom(
	checker: Checker,
	found: Survey,
	{ task, fixed, seed = 1, withGains = false, confirm }: Known
): Promise<Instance | null> {
	if (found.failing.length === 0) return null;
	const wanted = { issue: task.problemStatement, seed, count: COUNT };
	const candidates = await candidatesFor(checker, found, wanted);
	const [path, text] = [...fixed][0] ?? ['', ''];
	const source = found.sources.find((one) => one.path === path);
	const fix = source && fixed.size === 1 ? new KnownFix(source.text, text) : null;
	const labels = candidates.flatMap((one, index) =>
		one.source === source && fix?.isGivenBy(one.edits) ? [index] : []
	);
	const isRun = confirm !== undefined || (withGains && labels.length > 0);
	const limit = confirm ? ASKED_LIMIT : GAINS_LIMIT;
	const gains = isRun ? await gainsOf(checker, found, candidates, { labels, limit }) : null;
	const asked =
		confirm && gains ? await confirmed(candidates, { labels, gains, confirm }) : { labels, gains };
	return {
		id: task.id,
		group: groupOf(task),
		injected: task.injected !== undefined,
		candidates: candidates.map(featuresOf),
		alike: numbered(candidates.map(({ alike }) => alike)),
		labels: asked.labels,
		...(task.tags.length > 0 && { tags: task.tags }),
		...(asked.gains && { gains: asked.gains })
	};
}

/** Edits that make every test pass and are asked about; later ones count as not run. */
const ASKED = 8;

async function confirmed(
	candidates: readonly Candidate[],
	given: { labels: readonly number[]; gains: readonly number[]; confirm: NonNullable<Known['confirm']> }
): Promise<{ labels: number[]; gains: number[] }> {
	const [labels, gains] = [[...given.labels], [] as number[]];
	let left = ASKED;
	for (let place = 0; place < given.gains.length; place += 2) {
		const [index = 0, share = 0] = given.gains.slice(place, place + 2);
		const candidate = candidates[index];
		if (share === 1 && candidate && !given.labels.includes(index)) {
			if (left-- <= 0) continue;
			const { path, text } = candidate.source;
			if (await given.confirm({ path, text: applyEdits(text, candidate.edits) })) labels.push(index);
		}
		gains.push(index, share);
	}
	return { labels: labels.sort((one, other) => one - other), gains };
}

/** Equal texts as equal numbers, from 0; what stands alone is -1. */
function numbered(texts: readonly (string | undefined)[]): number[] {
	const counts = new Map<string, number>();
	for (const text of texts) if (text !== undefined) counts.set(text, (counts.get(text) ?? 0) + 1);
	const numbers = new Map<string, number>();
	return texts.map((text) => {
		if (text === undefined || counts.get(text) === 1) return -1;
		const number = numbers.get(text) ?? numbers.size;
		numbers.set(text, number);
		return number;
	});
}

/** "minimist" of "minimist-1.2.5-injected-1-3". */
function groupOf({ id, source }: Task): string {
	if (source.kind === 'npm') return source.package;
	return id.replace(/-injected-.*$/, '').replace(/-\d+(\.\d+)*$/, '');
}
