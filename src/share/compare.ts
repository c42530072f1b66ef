/** Whether what happened again is what was recorded: MATCH or DRIFT by step and by test, with the difference. Pure. */
import type { TrajectoryEvent } from '#model/event.ts';
import type { Patch } from '#model/patch.ts';
import { fold } from '#model/run.ts';
import { steady } from '#model/steady.ts';
import { shortDigest } from './bytes.ts';
import type { SharedRun } from './run.ts';

export type Outcome = 'match' | 'drift' | 'pending';
export type StepOutcome = { step: number; outcome: Outcome; differences: string[] };
export type TestOutcome = { id: string; recorded: string; now: string | null; outcome: Outcome };
export type ChangeOutcome = { outcome: Outcome; differences: readonly string[] };
/** What of a step is compared, and how. */
export type Rules = {
	/** An output as it is compared; null = it is not. */
	form: (output: string, tool: string) => string | null;
	exitCodes: boolean;
	/** Whether the record says which step changed which file. */
	files: boolean;
};
const ours: Rules = { form: steady, exitCodes: true, files: true };

export type Comparison = {
	steps: readonly StepOutcome[];
	tests: readonly TestOutcome[];
	/** The final change, where only that is recorded; null = it is not compared. */
	change: ChangeOutcome | null;
	/** Of all of it; pending until the last. */
	outcome: Outcome;
};

type Done = {
	step: number;
	tool: string;
	exitCode: number | null;
	/** null = it is not carried. */
	output: string | null;
	/** null = it is not compared. */
	digest: string | null;
	files: Patch;
};

function doneIn(
	events: readonly TrajectoryEvent[],
	digests: ReadonlyMap<string, string>,
	{ form }: Rules
): Done[] {
	const calls = new Map<string, Done>();
	let last: Done | undefined;
	for (const event of events) {
		if (event.type === 'tool-called') {
			const { step, tool } = event;
			calls.set(event.callId, (last = { step, tool, exitCode: null, output: null, digest: null, files: [] }));
		}
		const call = event.type === 'tool-returned' ? calls.get(event.callId) : undefined;
		if (call && event.type === 'tool-returned') {
			const elided = digests.get(event.callId);
			call.exitCode = event.exitCode;
			const text = form(event.output, call.tool);
			call.output = elided === undefined ? text : null;
			call.digest = elided ?? (text === null ? null : shortDigest(text));
		}
		if (event.type === 'files-changed' && last) last.files = [...last.files, ...event.patch];
	}
	return [...calls.values()];
}

/**
 * @param over whether the run again has ended and was judged, as far as it will be
 * @param change what came of the final change, where the record says it
 */
export function compareRuns(
	{ trajectory, digests }: Pick<SharedRun, 'trajectory' | 'digests'>,
	again: readonly TrajectoryEvent[],
	over: boolean,
	{ rules = ours, change = null }: { rules?: Rules; change?: ChangeOutcome | null } = {}
): Comparison {
	const recorded = doneIn(trajectory.events, digests, rules);
	const now = doneIn(again, new Map(), rules);
	const steps = new Map<number, StepOutcome>();
	recorded.forEach((then, index) => {
		const found = steps.get(then.step) ?? { step: then.step, outcome: 'match', differences: [] };
		const isLast = index === now.length - 1;
		steps.set(then.step, withCall(found, then, now[index], { over, isLast, rules }));
	});
	const list = [...steps.values()];
	const tests = compareTests(trajectory.events, again, over);
	const all = [...list, ...tests, ...(change ? [change] : [])];
	return { steps: list, tests, change, outcome: together(all) };
}

function together(all: readonly { outcome: Outcome }[]): Outcome {
	if (all.some(({ outcome }) => outcome === 'drift')) return 'drift';
	return all.some(({ outcome }) => outcome === 'pending') ? 'pending' : 'match';
}

function withCall(
	found: StepOutcome,
	then: Done,
	now: Done | undefined,
	{ over, isLast, rules }: { over: boolean; isLast: boolean; rules: Rules }
): StepOutcome {
	// What a call changed is told behind what it answered.
	const isUnderWay = isLast && now !== undefined && now.files.length < then.files.length;
	if (now === undefined || now.exitCode === null || (isUnderWay && !over)) {
		if (!over) return { ...found, outcome: found.outcome === 'drift' ? 'drift' : 'pending' };
		if (then.exitCode === null) return found;
		return {
			...found,
			outcome: 'drift',
			differences: [...found.differences, `${then.tool} was not run again`]
		};
	}
	const differences = [...found.differences, ...differencesOf(then, now, rules)];
	return { ...found, differences, outcome: differences.length > 0 ? 'drift' : found.outcome };
}

function differencesOf(then: Done, now: Done, rules: Rules): string[] {
	const found: string[] = [];
	if (rules.exitCodes && then.exitCode !== null && then.exitCode !== now.exitCode)
		found.push(`${then.tool}: the exit code was ${then.exitCode} and is ${now.exitCode}`);
	if (then.digest !== now.digest)
		found.push(`${then.tool}: ${outputDifference(then.output, now.output ?? '')}`);
	const after = (patch: Patch) => JSON.stringify(patch.map(({ path, after: id }) => [path, id]));
	if (rules.files && after(then.files) !== after(now.files))
		found.push(
			`${then.tool}: it changed ${filesOf(then.files)} and changes ${filesOf(now.files, then.files)}`
		);
	return found;
}

function outputDifference(then: string | null, now: string): string {
	if (then === null)
		return `the output is another one; it begins with ${quoted(now.split('\n')[0] ?? '')} now`;
	const [before, after] = [then.split('\n'), now.split('\n')];
	const different = before.findIndex((text, index) => text !== after[index]);
	const line = different < 0 ? before.length : different;
	return `line ${line + 1} of the output was ${quoted(before[line] ?? '')} and is ${quoted(after[line] ?? '')}`;
}

const quoted = (text: string) => JSON.stringify(text.length > 160 ? `${text.slice(0, 160)} ...` : text);

function filesOf(patch: Patch, then: Patch = []): string {
	if (patch.length === 0) return 'nothing';
	const known = new Map(then.map(({ path, after }) => [path, after]));
	return patch
		.map(({ path, after }) =>
			known.has(path) && known.get(path) !== after ? `${path} to another content` : path
		)
		.join(', ');
}

/** By the verdict where both have one, else by the last run of the agent. */
function compareTests(
	then: readonly TrajectoryEvent[],
	now: readonly TrajectoryEvent[],
	over: boolean
): TestOutcome[] {
	const [recorded, again] = [statusesIn(then), statusesIn(now)];
	return [...recorded].map(([id, status]) => {
		const found = again.get(id) ?? null;
		const pending = !over || (found === null && !over);
		return {
			id,
			recorded: status,
			now: found,
			outcome: pending ? 'pending' : found === status ? 'match' : 'drift'
		};
	});
}

function statusesIn(events: readonly TrajectoryEvent[]): Map<string, string> {
	const run = fold(events);
	if (run.verdict) return new Map(run.verdict.tests.map(({ id, after }) => [id, after]));
	return new Map([...run.tests].map(([id, { now }]) => [id, now]));
}
