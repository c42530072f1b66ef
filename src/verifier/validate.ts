/** A task counts only when its base fails exactly FAIL_TO_PASS and its gold patch passes everything, every time. */
import type { Patch } from '#model/patch.ts';
import type { Task } from '#model/task.ts';
import type { TestResult } from '#model/test-result.ts';
import type { BlobId } from '#model/tree.ts';
import type { Layer, Sandbox } from '#sandbox/sandbox.ts';
import { arrange } from './arrange.ts';
import { holds } from './resolution.ts';
import { canariesHold, filesOf, runSuite, type SuiteRun } from './suite.ts';

export type ValidationInput = {
	task: Task;
	base: readonly Layer[];
	hiddenTests: Layer;
	deletedTests: readonly string[];
	gold: { patch: Patch; blobs: ReadonlyMap<BlobId, Uint8Array> };
};

export type ValidationOptions = {
	times: number;
	/** One serves all rounds: each side of each round is mounted anew in it. */
	openSandbox: () => Promise<Sandbox>;
	signal?: AbortSignal;
	onProgress?: (text: string) => void;
};

/**
 * What differs from what the task says, in words; empty = the task is valid. All rounds are run: what is wrong in some of them only is
 * called flaky.
 */
export async function validateTask(input: ValidationInput, options: ValidationOptions): Promise<string[]> {
	const rounds = new Map<string, number>();
	const { task } = input;
	const layers = { base: await layersOf(input, 'base'), gold: await layersOf(input, 'gold') };
	const sandbox = await options.openSandbox();
	try {
		for (let round = 1; round <= options.times; round++) {
			options.onProgress?.(`${task.id}: round ${round} of ${options.times}`);
			const run = (side: Side) =>
				runOn(task, { side, layers: layers[side], sandbox, isFirst: round === 1 }, options);
			const [base, gold] = [await run('base'), await run('gold')];
			for (const problem of [...baseProblems(task, base), ...goldProblems(task, gold)])
				rounds.set(problem, (rounds.get(problem) ?? 0) + 1);
		}
	} finally {
		await sandbox.close();
	}
	return [...rounds].map(([problem, count]) =>
		count === options.times ? problem : `flaky, in ${count} of ${options.times} rounds: ${problem}`
	);
}

type Side = 'base' | 'gold';

/** Results of the whole suite on the base, or on the base with the gold patch, both with the hidden tests. */
export async function runSide(
	input: ValidationInput,
	side: Side,
	options: Pick<ValidationOptions, 'openSandbox' | 'signal'>
): Promise<readonly TestResult[]> {
	const layers = await layersOf(input, side);
	const sandbox = await options.openSandbox();
	try {
		return (await runOn(input.task, { side, layers, sandbox, isFirst: true }, options)).tests;
	} finally {
		await sandbox.close();
	}
}

async function layersOf(input: ValidationInput, side: Side): Promise<Layer[]> {
	const { layers } = await arrange({
		...input,
		testFiles: input.task.testFiles,
		patch: side === 'gold' ? input.gold.patch : [],
		blob: async (id) => input.gold.blobs.get(id) ?? missingBlob(id)
	});
	return layers;
}

type Place = { side: Side; layers: readonly Layer[]; sandbox: Sandbox; isFirst: boolean };

/** The canaries show that results come through; what is mounted later is the same, so the first round's are enough. */
async function runOn(
	task: Task,
	{ side, layers, sandbox, isFirst }: Place,
	{ signal }: Pick<ValidationOptions, 'signal'>
): Promise<SuiteRun> {
	const options = signal ? { signal } : {};
	await sandbox.mount(layers);
	const canaries = isFirst ? await canariesHold(task, sandbox, options) : { passes: true, fails: true };
	if (!canaries.passes || !canaries.fails)
		throw new Error(`Cannot validate task "${task.id}": the canary tests do not report`);
	const expected = side === 'gold' ? [...task.failToPass, ...task.passToPass] : task.passToPass;
	return runSuite(task, sandbox, { ...options, mustPass: filesOf(task, expected) });
}

function missingBlob(id: BlobId): never {
	throw new Error(`Cannot apply the gold patch: blob ${id} is not in the pack`);
}

/** What a test did, and whether its file was ended by the limit before it could do anything. */
function statusIn({ tests, timedOut }: SuiteRun, { limits }: Task): (id: string) => string {
	const statuses = new Map(tests.map(({ id, status }) => [id, status]));
	return (id) => {
		const ended = timedOut.includes(id.split(' > ')[0] ?? '');
		const why = ended ? `; its file was ended after ${limits.testTimeout / 1000} s` : '';
		return `it is ${statuses.get(id) ?? 'missing'}${why}`;
	};
}

function baseProblems(task: Task, run: SuiteRun): string[] {
	const statuses = new Map(run.tests.map(({ id, status }) => [id, status]));
	const words = statusIn(run, task);
	const wrongly = task.failToPass.filter((id) => statuses.get(id) === 'passed');
	const broken = task.passToPass.filter((id) => !holds('PASS_TO_PASS', statuses.get(id) ?? 'missing'));
	return [
		...wrongly.map((id) => `base passes "${id}", which is in FAIL_TO_PASS`),
		...broken.map((id) => `base does not pass "${id}", which is in PASS_TO_PASS (${words(id)})`)
	];
}

function goldProblems(task: Task, run: SuiteRun): string[] {
	const listed = new Set([...task.failToPass, ...task.passToPass, ...task.flaky]);
	const statuses = new Map(run.tests.map(({ id, status }) => [id, status]));
	const words = statusIn(run, task);
	const wanted = [...task.failToPass, ...task.passToPass];
	return [
		...wanted
			.filter((id) => !holds('PASS_TO_PASS', statuses.get(id) ?? 'missing'))
			.map((id) => `gold does not pass "${id}" (${words(id)})`),
		...run.tests.filter(({ id }) => !listed.has(id)).map(({ id }) => `"${id}" is not listed in tests.json`)
	];
}
