/** One sample of an evaluation: a run from task to verdict, and what comes after it. */
import { createTwoFilesPatch } from 'diff';
import { CodedError } from '#model/coded-error.ts';
import type { Verdict } from '#model/verdict.ts';
import { fold } from '#model/run.ts';
import type { EvaluationHead } from '#gym/evaluation.ts';
import { sampleOf, type Sample } from '#gym/sample.ts';
import { isProtected, repositoryOf } from '#verifier/arrange.ts';
import { checkBeyond, genuineOf, type Beyond } from '#verifier/beyond/beyond.ts';
import { applyDiff, type AppliedDiff } from '#verifier/diff.ts';
import type { JudgePatch } from '#verifier/verifier.ts';
import { judged } from './judged.ts';
import type { AgentName, HostName, Parts, TaskPack } from './parts.ts';
import { Session } from './session.svelte.ts';
import { unattended } from './watchlist.svelte.ts';

export type Which = { agent: string; task: string; sample: number; seed: number };

/** What an evaluation still has to do. */
export function samplesLeft(head: EvaluationHead, done: readonly Sample[]): Which[] {
	const keyOf = ({ agent, task, sample }: Pick<Which, 'agent' | 'task' | 'sample'>) =>
		JSON.stringify([agent, task, sample]);
	const known = new Set(done.map(keyOf));
	return (head.agents ?? [])
		.flatMap((agent) =>
			head.tasks.flatMap((task) =>
				Array.from({ length: head.samples }, (_, index) => ({
					agent,
					task,
					sample: index + 1,
					seed: head.seed + index
				}))
			)
		)
		.filter((which) => !known.has(keyOf(which)));
}

type Options = { host: HostName; signal: AbortSignal; onProgress?: (text: string) => void };

/** Who plays under that name in an evaluation of the page: a model goes by its own. @throws CodedError E_OTHER_MODEL, and as openModel does */
export async function playerOf(parts: Parts, agent: string): Promise<AgentName> {
	if (agent === 'repair' || agent === 'replay') return agent;
	const chosen = parts.modelName();
	if (chosen !== null && chosen !== agent)
		throw new CodedError(
			'E_OTHER_MODEL',
			`Cannot run "${agent}": the model of the settings is "${chosen}"; choose "${agent}" there, then go on`
		);
	await parts.openModel(); // says what is missing before any sample is lost for it
	return 'model';
}

/** Runs an agent on a task, lets the verifier judge, and checks beyond the tests what is green. */
export async function takeSample(
	parts: Parts,
	which: Which,
	{ host, signal, player = which.agent as AgentName }: Options & { player?: AgentName }
): Promise<Sample> {
	const judge: Comparing = comparing(parts.judgePatch, () => session.pack, { shrinks: false });
	const session = new Session({ ...parts, judgePatch: judge.judgePatch, watchlist: unattended() });
	await session.openTask(which.task);
	let id = '';
	const stop = () => session.stop();
	signal.addEventListener('abort', stop);
	await session
		.start(player, host, (started) => (id = started), which.seed)
		.finally(() => signal.removeEventListener('abort', stop));
	signal.throwIfAborted();
	const { trajectories, blobs } = await parts.store();
	const trajectory = id ? await trajectories.read(id) : null;
	const sample = sampleOf(trajectory, which, session.problem?.message ?? null);
	const { pack } = session;
	if (!trajectory || !pack || sample.empty) return { ...sample, injected: pack?.task.injected !== undefined };
	const { changes } = fold(trajectory.events);
	const blob = (wanted: string) => blobs.get(wanted);
	const patch = await diffOf(pack, changes, blob);
	const genuine = genuineOf(await judge.beyond());
	return { ...sample, injected: pack.task.injected !== undefined, patch, genuine };
}

type Comparing = { judgePatch: JudgePatch; beyond: () => Promise<Beyond | null> };

/** A judge that has what resolves the task compared with the known fix as well, in its sandbox, before that is closed. */
function comparing(
	judgePatch: JudgePatch,
	packOf: () => TaskPack | null,
	{ shrinks }: { shrinks: boolean }
): Comparing {
	let beyond: Promise<Beyond | null> = Promise.resolve(null);
	return {
		async judgePatch(input) {
			const verdict = await judgePatch(input);
			const pack = packOf();
			if (pack && verdict.resolution === 'full') beyond = checkBeyond({ ...input, gold: pack.gold, shrinks });
			await beyond.catch(() => null); // whoever asks for it hears of it
			return verdict;
		},
		beyond: () => beyond
	};
}

type Change = Pick<AppliedDiff, 'patch'> & { blob: (id: string) => Promise<Uint8Array> };

export async function beyondOf(
	parts: Parts,
	pack: TaskPack,
	{ patch, blob }: Change,
	{ host, signal, onProgress = () => {} }: Options
): Promise<Beyond> {
	const sandbox = await parts.openSandbox({ host, signal, onProgress, offline: true });
	return checkBeyond({ ...pack, patch, blob, sandbox, signal, onProgress }).finally(() => sandbox.close());
}

/** What a run changed as a unified diff. */
async function diffOf(
	{ base }: TaskPack,
	changes: AppliedDiff['patch'],
	blob: (id: string) => Promise<Uint8Array>
): Promise<string> {
	const files = repositoryOf(base);
	const decoder = new TextDecoder();
	const parts: string[] = [];
	for (const { path, after } of changes) {
		const file = files.get(path);
		const old = file && 'bytes' in file ? decoder.decode(file.bytes) : null;
		const fresh = after === null ? null : decoder.decode(await blob(after));
		const name = (text: string | null, side: string) => (text === null ? '/dev/null' : `${side}/${path}`);
		parts.push(
			createTwoFilesPatch(name(old, 'a'), name(fresh, 'b'), old ?? '', fresh ?? '').replace(/^=+\n/, '')
		);
	}
	return parts.join('');
}

export type JudgedDiff = {
	/** See verifier/diff.ts; null = not applied. */
	fuzz: number | null;
	/** Why it could not be applied. */
	problem: string | null;
	verdict: Verdict | null;
	beyond: Beyond | null;
};

/** Applies a unified diff to a task's repository and judges it; what is green is checked beyond the tests if `beyond` says so. */
export async function judgeDiff(
	parts: Parts,
	task: string,
	diff: string,
	options: Options & { beyond: boolean }
): Promise<JudgedDiff> {
	const { host, signal, onProgress = () => {} } = options;
	const nothing: JudgedDiff = { fuzz: null, problem: null, verdict: null, beyond: null };
	if (diff.trim() === '') return { ...nothing, problem: 'The patch is empty' };
	const pack = await parts.loadTaskPack(task, { signal });
	let applied: AppliedDiff;
	try {
		applied = await applyDiff(repositoryOf(pack.base), diff, (path) =>
			isProtected(path, { testFiles: pack.task.testFiles, deletedTests: pack.deletedTests })
		);
	} catch (error) {
		if (!(error instanceof CodedError)) throw error;
		return { ...nothing, problem: error.message };
	}
	const { patch, blobs, fuzz } = applied;
	const blob = async (wanted: string) => blobs.get(wanted) ?? new Uint8Array();
	const judge = comparing(parts.judgePatch, () => pack, { shrinks: true });
	const judging = options.beyond ? { ...parts, judgePatch: judge.judgePatch } : parts;
	const verdict = await judged(judging, pack, { patch, blob }, { host, signal, onProgress });
	const beyond = await judge.beyond();
	return { fuzz, problem: verdict.infraFailure ?? null, verdict, beyond };
}

export function sampleOfDiff(which: Which, diff: string, judged: JudgedDiff): Sample {
	const { verdict, problem, beyond } = judged;
	return {
		...sampleOf(null, which, problem),
		resolution: verdict && !verdict.infraFailure ? verdict.resolution : null,
		empty: diff.trim() === '',
		patch: diff,
		genuine: genuineOf(beyond)
	};
}
