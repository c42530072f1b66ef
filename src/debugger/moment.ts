/** What the names of the language mean at one fact of a run: `before` it, the fact, and `after` it. */
import type { Fact } from '#model/event.ts';
import type { Call, Run } from '#model/run.ts';
import type { Value } from './expression/ast.ts';
import type { Scope } from './expression/evaluate.ts';
import type { Name } from './expression/names.ts';

export type Moment = {
	/** null = nothing happens: the run as it stands, for watches. */
	fact: Fact | null;
	before: Run;
	after: Run;
};

/** What is known beside the run. */
export type Surroundings = {
	testFiles: readonly string[];
	/** Files with suspicious lines; empty where nobody looked. */
	suspicious: readonly string[];
	/** A file's text at the moment; null = there is none. */
	read: (path: string) => Promise<string | null>;
};

export function scopeOf({ fact, before, after }: Moment, around: Surroundings): Scope {
	const statuses = [...after.tests.values()];
	const count = (wanted: 'pass' | 'fail') =>
		statuses.filter(({ now }) => (wanted === 'pass' ? now === 'passed' : isRed(now))).length;
	const action = fact?.type === 'tool-called' ? fact : null;
	const values: Record<Name, () => Value> = {
		step: () => (after.steps.at(-1)?.index ?? -1) + 1,
		'action.tool': () => action?.tool ?? null,
		'action.command': () => textOf(action?.input['command']),
		'action.path': () => textOf(action?.input['path']),
		'action.text': () => (action ? JSON.stringify(action.input) : null),
		repeats: () => repeats(before, action),
		thought: () => after.steps.findLast(({ thought }) => thought)?.thought ?? '',
		output: () => lastReturned(after)?.output ?? '',
		exitCode: () => lastReturned(after)?.exitCode ?? null,
		changed: () => (fact?.type === 'files-changed' ? fact.patch.map(({ path }) => path) : []),
		changes: () => after.changes.map(({ path }) => path),
		turnedRed: () => turned(before, after, fact, 'red'),
		turnedGreen: () => turned(before, after, fact, 'green'),
		failing: () => count('fail'),
		passing: () => count('pass'),
		testFiles: () => around.testFiles,
		suspicious: () => around.suspicious,
		calls: () => after.steps.reduce((sum, { calls }) => sum + calls.length, 0),
		tokens: () => after.usage.inputTokens + after.usage.outputTokens,
		cost: () => after.usage.cost,
		seconds: () => after.duration / 1000,
		ended: () => after.status === 'ended'
	};
	return {
		valueOf: (name) => values[name](),
		statusOf: (test) => after.tests.get(test)?.now ?? null,
		read: around.read
	};
}

function textOf(value: unknown): string | null {
	return typeof value === 'string' ? value : null;
}

function lastReturned(run: Run): Call | undefined {
	for (const step of run.steps.toReversed()) {
		const call = step.calls.findLast(({ exitCode }) => exitCode !== null);
		if (call) return call;
	}
	return undefined;
}

/** How often in a row, from the end, this action was called; 0 where there is none. */
function repeats(run: Run, action: { tool: string; input: Record<string, unknown> } | null): number {
	if (!action) return 0;
	const key = JSON.stringify([action.tool, action.input]);
	let count = 1;
	for (const step of run.steps.toReversed())
		for (const { tool, input } of step.calls.toReversed()) {
			if (JSON.stringify([tool, input]) !== key) return count;
			count += 1;
		}
	return count;
}

function turned(before: Run, after: Run, fact: Fact | null, colour: 'red' | 'green'): string[] {
	if (fact?.type !== 'tests-ran') return [];
	return fact.tests
		.map(({ id }) => id)
		.filter((id) => {
			const [then, now] = [before.tests.get(id)?.now, after.tests.get(id)?.now];
			if (!then || !now) return false;
			return colour === 'red' ? then === 'passed' && isRed(now) : isRed(then) && now === 'passed';
		});
}

const isRed = (status: string): boolean => status === 'failed' || status === 'error';
