/**
 * Beyond the tests: does a green patch do what the known fix does, on inputs that no test uses? The calls that the tests make are
 * written down, changed a little, and made on base, fix and patch; where patch and fix differ, the smallest such input is shown. It is
 * a hint ("over-fitted?"), not a verdict: two right fixes may differ where nobody says what is right.
 */
import type { Task } from '#model/task.ts';
import type { Patch } from '#model/patch.ts';
import type { BlobId } from '#model/tree.ts';
import type { Layer, Sandbox } from '#sandbox/sandbox.ts';
import { arrange } from '../arrange.ts';
import { fileOf, filesThatChange } from '../suite.ts';
import { mutants, smaller } from './mutate.ts';
import record from './record.cjs?raw';
import run from './run.cjs?raw';
import { callAsCode, outcomeInWords, sizeOf, type Call } from './values.ts';
import values from './values.cjs?raw';

export type BeyondInput = {
	task: Task;
	base: readonly Layer[];
	hiddenTests: Layer;
	deletedTests: readonly string[];
	gold: { patch: Patch; blobs: ReadonlyMap<BlobId, Uint8Array> };
	patch: Patch;
	blob: (id: BlobId) => Promise<Uint8Array>;
	/** Fresh. */
	sandbox: Sandbox;
	signal: AbortSignal;
	seed?: number;
	/** Whether the smallest input on which they differ is looked for, which takes up to twenty runs. Default true. */
	shrinks?: boolean;
	onProgress?: (text: string) => void;
};

/** How a patch differs from the fix: it lacks what the fix changed, it changes what the fix left, or both change the same otherwise. */
export type DifferenceKind = 'missed' | 'broken' | 'other';

export type Beyond = {
	/** 'unchecked': there was nothing to compare; `reason` says why. */
	status: 'same' | 'differs' | 'unchecked';
	reason: string | null;
	/** Calls that the tests make, those that could not be written down, and inputs that were tried. */
	calls: number;
	skipped: number;
	inputs: number;
	/** Inputs on which patch and fix differ, by kind. */
	differing: Record<DifferenceKind, number>;
	/** null = they do not differ, or nobody asked. */
	smallest: { call: string; kind: DifferenceKind; patch: string; fix: string; base: string } | null;
};

const FOLDER = 'node_modules/.cache/tabgym-beyond';
const files = { 'values.cjs': values, 'record.cjs': record, 'run.cjs': run };
/** Inputs made of the tests' own. */
const INPUTS = 400;
const ROUNDS = 6;
/** Milliseconds without a sign of life. */
const SILENCE = 4000;
const HANGS = JSON.stringify({ done: [{}] });

type Side = 'base' | 'fix' | 'patch';
/** What comes of one call. */
type Outcome = Record<Side, string>;
type Differing = { call: Call; kind: DifferenceKind; outcome: Outcome };

export async function checkBeyond(input: BeyondInput): Promise<Beyond> {
	const sides = new Sides(input);
	const nothing: Beyond = {
		status: 'unchecked',
		reason: null,
		calls: 0,
		skipped: 0,
		inputs: 0,
		differing: { missed: 0, broken: 0, other: 0 },
		smallest: null
	};
	// In both directions: what the tests call on the fix, and what they call on the patch. Files that passed before call the same on both.
	const changing = filesThatChange(input.task);
	const onPatch = await sides.calls('patch', (file) => changing.includes(file));
	const onFix = await sides.calls('fix');
	const own = [
		...new Map([...onFix.calls, ...onPatch.calls].map((call) => [JSON.stringify(call), call])).values()
	];
	const skipped = onFix.skipped;
	if (own.length === 0)
		return {
			...nothing,
			skipped,
			reason: 'the tests make no call of the repository that can be made again elsewhere'
		};
	const tried = [...own, ...mutants(own, INPUTS, input.seed ?? 1)];
	const fix = await sides.on('fix', tried);
	const again = await sides.on('fix', tried);
	const isSteady = (_: unknown, index: number) => again[index] === fix[index];
	const differing = await sides.differing(tried.filter(isSteady), fix.filter(isSteady));
	const counts = { missed: 0, broken: 0, other: 0 };
	for (const { kind } of differing) counts[kind] += 1;
	const found = { ...nothing, calls: own.length, skipped, inputs: tried.length, differing: counts };
	const [first] = differing.sort((one, other) => sizeOf(one.call) - sizeOf(other.call));
	if (!first) return { ...found, status: 'same' };
	const smallest = input.shrinks === false ? null : await shrink(sides, first);
	return { ...found, status: 'differs', smallest };
}

/** Share of the inputs on which a genuine patch may do something else than the known fix: two right fixes differ at the edges. */
const DIFFERING = 0.01;

/** true = it does what the known fix does on at least 99 % of the inputs that were tried; null = it could not be asked. */
export function genuineOf(beyond: Beyond | null): boolean | null {
	if (!beyond || beyond.status === 'unchecked') return null;
	const { missed, broken, other } = beyond.differing;
	return missed + broken + other <= DIFFERING * beyond.inputs;
}

function kindOf({ base, fix, patch }: Outcome): DifferenceKind {
	if (patch === base) return 'missed';
	return fix === base ? 'broken' : 'other';
}

async function shrink(sides: Sides, from: Differing): Promise<Beyond['smallest']> {
	let smallest = from;
	for (let round = 0; round < ROUNDS; round++) {
		const less = smaller(smallest.call).slice(0, 120);
		if (less.length === 0) break;
		const still = await sides.differing(less, await sides.on('fix', less));
		const [best] = still.sort((one, other) => sizeOf(one.call) - sizeOf(other.call));
		if (!best) break;
		smallest = best;
	}
	const { call, kind, outcome } = smallest;
	const words = (side: Side) => outcomeInWords(outcome[side]);
	return { call: callAsCode(call), kind, base: words('base'), fix: words('fix'), patch: words('patch') };
}

/** One sandbox that is base, fix or patch in turn. */
class Sides {
	readonly #input: BeyondInput;
	#mounted: Side | null = null;

	constructor(input: BeyondInput) {
		this.#input = input;
	}

	/** The calls of which the patch makes something else than `fix` did; only those are made on the base too. */
	async differing(calls: readonly Call[], fix: readonly string[]): Promise<Differing[]> {
		const patch = await this.on('patch', calls);
		const found = calls.flatMap((call, index) => {
			const sides = { fix: fix[index] ?? HANGS, patch: patch[index] ?? HANGS };
			return sides.fix === sides.patch ? [] : [{ call, ...sides }];
		});
		if (found.length === 0) return [];
		const base = await this.on(
			'base',
			found.map(({ call }) => call)
		);
		return found.map(({ call, fix, patch }, index) => {
			const outcome = { fix, patch, base: base[index] ?? HANGS };
			return { call, kind: kindOf(outcome), outcome };
		});
	}

	/** The calls that the tests make on one side, in some files. */
	async calls(side: Side, isWanted = (_file: string) => true): Promise<{ calls: Call[]; skipped: number }> {
		await this.#mount(side);
		const { task, sandbox, signal, onProgress } = this.#input;
		const found = { calls: [] as Call[], skipped: 0 };
		for (const [index, command] of task.testCommands.entries()) {
			if (!isWanted(fileOf(command))) continue;
			onProgress?.(`calls of ${fileOf(command)} on the ${side}`);
			const out = `${FOLDER}/calls-${index}.json`;
			await sandbox.run(command.replace(/^node /, `node -r ./${FOLDER}/record.cjs `), {
				signal,
				timeout: task.limits.testTimeout,
				env: { TABGYM_CALLS: out, TABGYM_TEST_FILES: JSON.stringify(task.testFiles) }
			});
			const text = await sandbox.read(out).catch(() => null); // the tests ended the process before it could be written
			if (!text) continue;
			const { calls, skipped } = JSON.parse(new TextDecoder().decode(text)) as typeof found;
			found.calls.push(...calls);
			found.skipped += skipped;
		}
		return found;
	}

	/** What comes of each call on one side, as text that is equal where the outcomes are. */
	async on(side: Side, calls: readonly Call[]): Promise<string[]> {
		await this.#mount(side);
		const { sandbox, signal, onProgress } = this.#input;
		onProgress?.(`${calls.length} inputs on the ${side}`);
		const found: string[] = [];
		while (found.length < calls.length) {
			await sandbox.write(`${FOLDER}/job.json`, JSON.stringify(calls.slice(found.length)));
			await sandbox.write(`${FOLDER}/out.ndjson`, '');
			await this.#watched(`node ${FOLDER}/run.cjs ${FOLDER}/job.json ${FOLDER}/out.ndjson`);
			signal.throwIfAborted();
			const text = new TextDecoder().decode(await sandbox.read(`${FOLDER}/out.ndjson`));
			found.push(...text.split('\n').slice(0, -1));
			if (found.length < calls.length) found.push(HANGS);
		}
		return found;
	}

	async #watched(command: string): Promise<void> {
		const hung = new AbortController();
		let clock = setTimeout(() => hung.abort(), 3 * SILENCE);
		const onOutput = () => {
			clearTimeout(clock);
			clock = setTimeout(() => hung.abort(), SILENCE);
		};
		const signal = AbortSignal.any([this.#input.signal, hung.signal]);
		try {
			await this.#input.sandbox.run(command, { signal, onOutput });
		} catch (error) {
			if (!hung.signal.aborted) throw error; // a call that hangs is an outcome
		} finally {
			clearTimeout(clock);
		}
	}

	async #mount(side: Side): Promise<void> {
		if (this.#mounted === side) return;
		const { gold, patch, blob, sandbox, task } = this.#input;
		const chosen = side === 'patch' ? patch : side === 'fix' ? gold.patch : [];
		const blobOf = async (id: BlobId) => (side === 'fix' && gold.blobs.get(id)) || blob(id);
		const { layers } = await arrange({
			...this.#input,
			testFiles: task.testFiles,
			patch: chosen,
			blob: blobOf
		});
		await sandbox.mount(layers);
		for (const [name, text] of Object.entries(files)) await sandbox.write(`${FOLDER}/${name}`, text);
		this.#mounted = side;
	}
}
