/**
 * Data sets out of runs: for fine-tuning on what succeeded (rejection sampling), for a verifier, for preferences. Every row says where it
 * comes from and under which licence; secrets are taken out; the same runs give the same file.
 */
import { CodedError } from '#model/coded-error.ts';
import { fold } from '#model/run.ts';
import type { Task } from '#model/task.ts';
import type { Trajectory } from '#model/trajectory.ts';
import { randomOf } from '#model/random.ts';
import { judgePrompt } from './judge-prompt.ts';
import { render, type Rendering, type Row } from './render.ts';
import { scrub } from './secrets.ts';
import { maskedMessages } from './turns.ts';

/** A run with what is known of it elsewhere. */
export type Recorded = {
	trajectory: Trajectory;
	task: Pick<Task, 'id' | 'license' | 'source' | 'injected'>;
	/** Events at the front that a fork has from its parent. */
	copied: number;
	/** Beyond the tests (verifier/beyond): null = not checked. */
	genuine: boolean | null;
};

export type DatasetKind = 'sft' | 'verifier' | 'preferences';

export type DatasetOptions = {
	kind: DatasetKind;
	rendering: Rendering;
	/** Successful runs of one task, at most; 0 = all. The shortest are kept (SWE-Gym, table 4). */
	cap: number;
	/** Only runs of this agent are the policy's own; the share of them among the successes of a verifier set, 0 to 1. null = as they come. */
	onPolicy: { agent: string; share: number } | null;
	/** Leave out what passed the tests and differs from the known fix on other inputs. */
	onlyGenuine: boolean;
	seed: number;
	/** Texts that are secrets whatever they look like. */
	secrets: readonly string[];
};

export type Dataset = {
	/** JSON Lines. */
	text: string;
	rows: number;
	/** Why runs are not in it: reason -> how many. */
	left: Readonly<Record<string, number>>;
	/** Secrets taken out. */
	scrubbed: number;
};

export const defaults: DatasetOptions = {
	kind: 'sft',
	rendering: 'function-call',
	cap: 2,
	onPolicy: null,
	onlyGenuine: false,
	seed: 1,
	secrets: []
};

/** @throws CodedError E_NO_ROWS that says what is missing */
export function makeDataset(runs: readonly Recorded[], options: DatasetOptions): Dataset {
	const left: Record<string, number> = {};
	const leave = (reason: string) => (left[reason] = (left[reason] ?? 0) + 1);
	const judged = runs.filter((run) => {
		const verdict = verdictOf(run);
		if (!verdict) leave('no verdict');
		else if (verdict.infraFailure) leave('could not be judged');
		return verdict && !verdict.infraFailure;
	});
	const isGood = (run: Recorded) =>
		verdictOf(run)?.resolution === 'full' && !(options.onlyGenuine && run.genuine === false);
	const good = capped(judged.filter(isGood), options.cap, () =>
		leave(`over the cap of ${options.cap} per task`)
	);
	const bad = judged.filter((run) => verdictOf(run)?.resolution !== 'full');
	const rows = rowsOf(options, good, bad, leave);
	if (rows.length === 0)
		throw new CodedError(
			'E_NO_ROWS',
			`Cannot make a data set of kind "${options.kind}": of ${runs.length} runs ${good.length} succeeded and ${bad.length} failed; ${needs[options.kind]}`
		);
	const { text, found } = scrub(rows.map((row) => `${JSON.stringify(row)}\n`).join(''), options.secrets);
	return { text, rows: rows.length, left, scrubbed: found };
}

const needs: Record<DatasetKind, string> = {
	sft: 'it needs one that succeeded',
	verifier: 'it needs one of each',
	preferences: 'it needs one of each on the same task'
};

function rowsOf(
	options: DatasetOptions,
	good: readonly Recorded[],
	bad: readonly Recorded[],
	leave: (reason: string) => void
): object[] {
	switch (options.kind) {
		case 'sft':
			for (const _ of bad) leave('not resolved');
			return good.map((run) => ({ messages: rendered(run, options), ...provenance(run) }));
		case 'verifier':
			return verifierRows(options, good, bad, leave);
		case 'preferences':
			return preferenceRows(options, good, bad);
		default:
			return options.kind satisfies never;
	}
}

const rendered = (run: Recorded, { rendering }: DatasetOptions): Row[] =>
	render(maskedMessages(run.trajectory, run.copied), rendering);

/** As many failures as successes, drawn by the seed. */
function verifierRows(
	{ seed, onPolicy }: DatasetOptions,
	good: readonly Recorded[],
	bad: readonly Recorded[],
	leave: (reason: string) => void
): object[] {
	const chosen = onPolicy ? mixed(good, onPolicy, seed) : good;
	const count = Math.min(chosen.length, bad.length);
	for (let index = 0; index < good.length + bad.length - 2 * count; index++) leave('left out for balance');
	const draw = (runs: readonly Recorded[]) => shuffled(runs, seed).slice(0, count);
	return shuffled([...draw(chosen), ...draw(bad)], seed).map((run) => ({
		messages: [
			...judgePrompt(maskedMessages(run.trajectory).map(({ message }) => message)),
			{
				role: 'assistant',
				content: `<judgement>${verdictOf(run)?.resolution === 'full' ? 'YES' : 'NO'}</judgement>`,
				weight: 1
			}
		],
		...provenance(run),
		on_policy: onPolicy ? run.trajectory.head.agent === onPolicy.agent : null
	}));
}

function mixed(
	runs: readonly Recorded[],
	{ agent, share }: { agent: string; share: number },
	seed: number
): Recorded[] {
	const own = shuffled(
		runs.filter(({ trajectory }) => trajectory.head.agent === agent),
		seed
	);
	const others = shuffled(
		runs.filter(({ trajectory }) => trajectory.head.agent !== agent),
		seed
	);
	const total = Math.min(
		share > 0 ? own.length / share : Infinity,
		share < 1 ? others.length / (1 - share) : Infinity
	);
	return [...own.slice(0, Math.round(total * share)), ...others.slice(0, Math.round(total * (1 - share)))];
}

function preferenceRows(
	options: DatasetOptions,
	good: readonly Recorded[],
	bad: readonly Recorded[]
): object[] {
	return good.flatMap((chosen, index) => {
		const same = bad.filter(({ task }) => task.id === chosen.task.id);
		const rejected = same[index % Math.max(1, same.length)];
		if (!rejected) return [];
		const [first, second] = [rendered(chosen, options), rendered(rejected, options)];
		return [
			{
				prompt: first.slice(0, 1),
				chosen: first.slice(1),
				rejected: second.slice(1),
				...provenance(chosen),
				rejected_run: rejected.trajectory.head.id
			}
		];
	});
}

const verdictOf = ({ trajectory }: Recorded) => fold(trajectory.events).verdict;

/** Fewest turns first: what SWE-Gym keeps of equals. */
function capped(runs: readonly Recorded[], cap: number, leave: () => void): Recorded[] {
	const turns = ({ trajectory }: Recorded) => fold(trajectory.events).steps.length;
	const sorted = [...runs].sort(
		(one, other) => turns(one) - turns(other) || (one.trajectory.head.id < other.trajectory.head.id ? -1 : 1)
	);
	const taken = new Map<string, number>();
	return sorted.filter(({ task }) => {
		const count = taken.get(task.id) ?? 0;
		taken.set(task.id, count + 1);
		if (cap === 0 || count < cap) return true;
		leave();
		return false;
	});
}

/** Where a row comes from; see https://huggingface.co/docs/hub/datasets-cards for what a card asks of it. */
function provenance({ trajectory: { head, events }, task, genuine, copied }: Recorded) {
	const models = [
		...new Set(events.flatMap((event) => (event.type === 'model-replied' ? [event.model] : [])))
	];
	return {
		instance_id: task.id,
		resolved: fold(events).verdict?.resolution === 'full',
		genuine,
		provenance: {
			run: head.id,
			agent: head.agent,
			models,
			seed: head.seed,
			host: head.host,
			started_at: head.startedAt,
			task_digest: head.taskDigest,
			source:
				task.source.kind === 'npm' ? `npm:${task.source.package}@${task.source.base}` : task.source.kind,
			license: task.license,
			injected: task.injected ?? null,
			copied_events: copied
		}
	};
}

function shuffled<T>(list: readonly T[], seed: number): T[] {
	const random = randomOf(seed);
	const result = [...list];
	for (let at = result.length - 1; at > 0; at--) {
		const other = random.below(at + 1);
		[result[at], result[other]] = [result[other] as T, result[at] as T];
	}
	return result;
}
