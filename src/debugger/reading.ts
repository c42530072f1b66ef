/** What went wrong in a run that did not resolve its task: a plain account, from the log, each point with the step that shows it. */
import type { TrajectoryEvent } from '#model/event.ts';
import { fold, type Call, type Run, type Step } from '#model/run.ts';

export type ReadingKind =
	| 'empty-patch'
	| 'never-localised'
	| 'wrong-file'
	| 'localised-but-wrong-edit'
	| 'right-edit-but-broke-others'
	| 'fixed-then-undone'
	| 'never-tested'
	| 'looped'
	| 'out-of-budget';

export type Reading = {
	kind: ReadingKind;
	/** Index of the step that shows it; null = the run as a whole. */
	step: number | null;
	account: string;
};

/** What is known of the right answer; empty where it is not. */
export type Ground = {
	/** Files that the gold patch changes. */
	goldFiles: readonly string[];
	failToPass: readonly string[];
	passToPass: readonly string[];
};

/** How often in a row the same action counts as a loop. As in SWE-Gym's metric: https://arxiv.org/abs/2412.21139, 3.1 */
const LOOP = 3;

/** Nothing where the run resolved its task, has not ended, or could not be judged; else what says most comes first. */
export function readFailure(events: readonly TrajectoryEvent[], ground: Ground): Reading[] {
	const run = fold(events);
	const { verdict } = run;
	if (run.status !== 'ended' || verdict?.resolution === 'full' || verdict?.infraFailure) return [];
	return [
		...outcome(run, ground),
		...undone(events, run, ground),
		...untested(run),
		...loops(run),
		...budget(run)
	];
}

function outcome(run: Run, ground: Ground): Reading[] {
	const last = run.steps.at(-1)?.index ?? null;
	const touched = run.changes.map(({ path }) => path);
	const gold = ground.goldFiles;
	const lookedAt = firstStep(run, (step) => pathsOf(step).some((path) => gold.includes(path)));
	if (run.changes.length === 0)
		return [
			{ kind: 'empty-patch', step: last, account: emptyAccount(run) },
			...(gold.length > 0 && lookedAt === null ? [neverLocalised(run, ground)] : [])
		];
	if (gold.length > 0 && !touched.some((path) => gold.includes(path))) {
		const step = firstStep(run, ({ patches }) => patches.flat().some(({ path }) => touched.includes(path)));
		if (lookedAt === null) return [neverLocalised(run, ground), wrongFile(touched, ground, step)];
		return [wrongFile(touched, ground, step)];
	}
	return judged(run, ground);
}

/** The right file, or nobody knows which: the tests tell. */
function judged(run: Run, ground: Ground): Reading[] {
	const edits = run.steps.filter(({ patches }) => patches.length > 0);
	const isKept = statusesOf(run);
	const fixed = ground.failToPass.filter((id) => isKept(id) === true);
	const broken = ground.passToPass.filter((id) => isKept(id) === false);
	const firstBroken = broken[0];
	if (firstBroken && fixed.length === ground.failToPass.length)
		return [
			{
				kind: 'right-edit-but-broke-others',
				step: stepThatBroke(run, broken) ?? edits.at(-1)?.index ?? null,
				account: `The edit does what was asked, and breaks ${some(broken)} that passed before.`
			}
		];
	if (fixed.length === ground.failToPass.length && fixed.length > 0) return [];
	const still = ground.failToPass.filter((id) => isKept(id) !== true);
	return [
		{
			kind: 'localised-but-wrong-edit',
			step: edits.at(-1)?.index ?? null,
			account: `It edited ${run.changes.map(({ path }) => path).join(', ')}${ground.goldFiles.length > 0 ? ', which is where the fix belongs' : ''}, but ${some(still)} still ${still.length === 1 ? 'fails' : 'fail'}.`
		}
	];
}

function neverLocalised(run: Run, { goldFiles }: Ground): Reading {
	const seen = [...new Set(run.steps.flatMap(pathsOf))];
	const looked = seen.length > 0 ? `It looked at ${seen.slice(0, 5).join(', ')}` : 'It opened no file';
	return {
		kind: 'never-localised',
		step: run.steps.at(-1)?.index ?? null,
		account: `${looked}, and never at ${goldFiles.join(', ')}, where the bug is.`
	};
}

function wrongFile(touched: readonly string[], { goldFiles }: Ground, step: number | null): Reading {
	return {
		kind: 'wrong-file',
		step,
		account: `It changed ${touched.join(', ')}; the bug is in ${goldFiles.join(', ')}.`
	};
}

function emptyAccount(run: Run): string {
	const edited = run.steps.some(({ patches }) => patches.length > 0);
	return edited
		? 'Every edit was taken back: the patch is empty.'
		: 'It changed no file: the patch is empty.';
}

/** A moment at which every test that had to pass did pass, and a later edit. */
function undone(events: readonly TrajectoryEvent[], run: Run, { failToPass }: Ground): Reading[] {
	if (failToPass.length === 0) return [];
	const passing = new Map<string, boolean>();
	let green: number | null = null;
	for (const event of events) {
		if (event.type === 'tests-ran') {
			for (const { id, status } of event.tests) passing.set(id, status === 'passed');
			if (failToPass.every((id) => passing.get(id))) green = event.step;
		}
		const hadIt = green !== null && event.type === 'files-changed' && event.step > green;
		if (hadIt && !failToPass.every((id) => statusesOf(run)(id) === true))
			return [
				{
					kind: 'fixed-then-undone',
					step: event.step,
					account: `At step ${(green ?? 0) + 1} all tests that had to turn green were green; an edit after it took that back.`
				}
			];
	}
	return [];
}

function untested(run: Run): Reading[] {
	const edit = run.steps.findLast(({ patches }) => patches.length > 0);
	if (!edit || run.changes.length === 0) return [];
	const isTest = ({ tool, input }: Call) =>
		tool === 'run_tests' ||
		(tool === 'bash' && /\btest|mocha|tape|jest|node\s/.test(String(input['command'] ?? '')));
	const tested = run.steps.some(
		(step) => step.index > edit.index && (step.testRuns.length > 0 || step.calls.some(isTest))
	);
	if (tested || edit.testRuns.length > 0) return [];
	return [
		{
			kind: 'never-tested',
			step: edit.index,
			account: `After its last edit, at step ${edit.index + 1}, it ran no test.`
		}
	];
}

function loops(run: Run): Reading[] {
	const actions = run.steps.flatMap(({ index, calls }) =>
		calls.map((call) => ({ index, key: JSON.stringify([call.tool, call.input]), call }))
	);
	let from = 0;
	for (const [at, { key }] of actions.entries()) {
		if (actions[from]?.key !== key) from = at;
		const first = actions[from];
		if (first && at - from + 1 === LOOP) return [looped(run, first, lengthOf(actions, from))];
	}
	const { end } = run;
	if (end?.reason !== 'stuck') return [];
	return [
		{
			kind: 'looped',
			step: run.steps.at(-1)?.index ?? null,
			account: end.message ?? 'It went round in circles.'
		}
	];
}

function looped(run: Run, { index, call }: { index: number; call: Call }, times: number): Reading {
	const what = String(call.input['command'] ?? call.tool).split('\n')[0] ?? '';
	const note = run.end?.reason === 'stuck' ? ', and was stopped for it' : '';
	return {
		kind: 'looped',
		step: index,
		account: `From step ${index + 1} it did the same ${times} times in a row (${what})${note}.`
	};
}

function lengthOf(actions: readonly { key: string }[], from: number): number {
	const end = actions.findIndex(({ key }, at) => at > from && key !== actions[from]?.key);
	return (end < 0 ? actions.length : end) - from;
}

function budget(run: Run): Reading[] {
	const { end } = run;
	if (end?.reason !== 'out-of-steps' && end?.reason !== 'out-of-time') return [];
	const what = end.reason === 'out-of-steps' ? 'steps' : 'time';
	return [
		{
			kind: 'out-of-budget',
			step: run.steps.at(-1)?.index ?? null,
			account: `It ran out of ${what} before it submitted${end.message ? ` (${end.message})` : ''}.`
		}
	];
}

/** Whether a test holds at the end: the verdict's word, else the agent's own last run; null = nobody ran it. */
function statusesOf(run: Run): (id: string) => boolean | null {
	const judgedTests = new Map(run.verdict?.tests.map(({ id, holds }) => [id, holds]));
	return (id) => {
		const seen = run.tests.get(id)?.now;
		return judgedTests.get(id) ?? (seen === undefined ? null : seen === 'passed');
	};
}

/** The edit before the first run of the tests that saw one of them red. */
function stepThatBroke(run: Run, broken: readonly string[]): number | null {
	let edit: number | null = null;
	for (const { index, patches, testRuns } of run.steps) {
		if (patches.length > 0) edit = index;
		const red = testRuns.some(({ tests }) =>
			tests.some(({ id, status }) => broken.includes(id) && status !== 'passed')
		);
		if (red && edit !== null) return edit;
	}
	return null;
}

function firstStep(run: Run, is: (step: Step) => boolean): number | null {
	return run.steps.find(is)?.index ?? null;
}

/** Files that a step read or changed: what the editor named, what the shell's command named, what changed. */
export function pathsOf(step: Step): string[] {
	const named = step.calls.flatMap(({ tool, input }) => {
		const text = String((tool === 'bash' ? input['command'] : input['path']) ?? '');
		return tool === 'bash' ? (text.match(/[\w@./-]+\.\w+/g) ?? []) : [text];
	});
	return [
		...named.map((path) => path.replace(/^\.?\/+/, '')),
		...step.patches.flat().map(({ path }) => path)
	].filter(Boolean);
}

function some(ids: readonly string[]): string {
	const [first] = ids;
	return ids.length === 1 ? `"${first}"` : `${ids.length} tests ("${first}" among them)`;
}
