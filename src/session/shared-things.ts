/** What of the lab and of several runs is shared: comparisons, evaluations, weights. Loaded when it is asked for. */
import type { EvaluationHead } from '#gym/evaluation.ts';
import { readWeights, writeWeights } from '#gym/training/weights.ts';
import { CodedError } from '#model/coded-error.ts';
import type { Trajectory } from '#model/trajectory.ts';
import { contentReader } from '#share/contents.ts';
import type { SharedEvaluation, SharedWeights } from '#share/lab.ts';
import {
	offer,
	offerComparison,
	offerEvaluation,
	type Limits,
	type Offer,
	type RunToOffer
} from '#share/offer.ts';
import { unpackRun, type SharedRun } from '#share/run.ts';
import type { Share } from '#share/share.ts';
import { readWhole, standalone } from '#store/lineage.ts';
import { memoryStore } from '#store/memory.ts';
import { StoredEvaluations } from '#store/evaluations.ts';
import type { Sample, Stored } from './evaluation.svelte.ts';
import { baseTree } from './files.ts';
import type { Parts, TaskPack } from './parts.ts';
import { keepContents, wordsOf } from './shared.svelte.ts';

export type { Limits, Offer, SharedEvaluation, SharedWeights };

/** A lesson by its id. */
export const offerLesson = (lesson: string, limits: Limits): Promise<Offer> =>
	offer(() => ({ kind: 'lesson', lesson }), limits);

/** Weights as a file has them. @throws CodedError E_WEIGHTS */
export function offerWeights(file: string, limits: Limits): Promise<Offer> {
	const { about, date, learnedFrom, weights } = readWeights('these weights', file);
	return offer(() => ({ kind: 'weights', weights: { about, date, learnedFrom, weights } }), limits);
}

/** The file that Training reads. @throws CodedError E_WEIGHTS where they are of another repair agent */
export function weightsFile({ weights, ...about }: SharedWeights): string {
	const text = writeWeights(about, Float64Array.from(weights));
	readWeights('these weights', text);
	return text;
}

export function offerSamples(head: Stored, samples: readonly Sample[], limits: Limits): Promise<Offer> {
	const { name, agent, host, date, seed, tasks, agents } = head;
	const done = samples.map(({ run: _run, ...sample }) => sample);
	const evaluation = { name, agent, host, date, seed, samples: head.samples, tasks, done };
	return offerEvaluation({ ...evaluation, ...(agents && { agents }) }, limits);
}

/** An evaluation as the lab shows it. */
export function readShared({ done, agents, ...head }: SharedEvaluation): { head: Stored; samples: Sample[] } {
	const described: EvaluationHead = { type: 'evaluation', version: 1, ...head, ...(agents && { agents }) };
	return {
		head: { ...described, id: '', name: head.name },
		samples: done.map((sample) => ({ ...sample, run: null }))
	};
}

/** Adds it to the evaluations of this browser. */
export async function keepEvaluation(parts: Parts, shared: SharedEvaluation): Promise<void> {
	const { head, samples } = readShared(shared);
	const store = await StoredEvaluations.open<Stored, Sample>();
	const id = parts.newId();
	await store.create({ ...head, id });
	await store.add(id, samples);
}

/** Two runs of this browser. */
export async function offerTwo(parts: Parts, ids: readonly [string, string], limits: Limits): Promise<Offer> {
	const { trajectories, blobs } = await parts.store();
	const side = async (id: string): Promise<RunToOffer> => {
		const { head, events } = await readWhole(id, (one) => trajectories.read(one));
		const { task } = await parts.loadTaskPack(head.task, {});
		const read = (blob: string) => blobs.get(blob).catch(() => null);
		return { trajectory: standalone(head, events), words: wordsOf(task), read };
	};
	return offerComparison(await side(ids[0]), await side(ids[1]), limits);
}

/** Two runs out of a link: parts whose store has them, and under which ids. */
export class SharedComparison {
	readonly parts: Parts;
	readonly ids: readonly [string, string];
	readonly #own: Parts;
	readonly #sides: readonly { trajectory: Trajectory; read: (id: string) => Promise<Uint8Array> }[];

	private constructor(parts: Parts, pack: TaskPack, runs: readonly [SharedRun, SharedRun]) {
		// A run beside itself would be one.
		this.ids = ['left', 'right'];
		this.#own = parts;
		this.#sides = runs.map(({ trajectory, contents }, index) => ({
			trajectory: { ...trajectory, head: { ...trajectory.head, id: this.ids[index] ?? '' } },
			read: contentReader(contents, baseTree(pack.base))
		}));
		const [left, right] = this.#sides;
		const found = async (id: string) =>
			(await left?.read(id).catch(() => null)) ?? (await right?.read(id)) ?? new Uint8Array();
		const store = memoryStore(
			this.#sides.map(({ trajectory }) => trajectory),
			found
		);
		this.parts = { ...parts, store: async () => store, loadTaskPack: async () => pack };
	}

	static async open(
		parts: Parts,
		{ left, right }: Extract<Share, { kind: 'comparison' }>
	): Promise<SharedComparison> {
		if (left.head.task !== right.head.task)
			throw new CodedError('E_SHARE', 'Cannot open this comparison: its runs are of different tasks');
		const pack = await parts.loadTaskPack(left.head.task, {});
		const words = wordsOf(pack.task);
		return new SharedComparison(parts, pack, [unpackRun(left, words), unpackRun(right, words)]);
	}

	/** Copies of both in this browser; their ids. */
	async keep(): Promise<readonly [string, string]> {
		const [left, right] = this.#sides;
		if (!left || !right) throw new CodedError('E_SHARE', 'Cannot keep this comparison: it lacks a run');
		return [await keepRun(this.#own, left), await keepRun(this.#own, right)];
	}
}

async function keepRun(
	parts: Parts,
	{ trajectory, read }: { trajectory: Trajectory; read: (id: string) => Promise<Uint8Array> }
): Promise<string> {
	const { trajectories, blobs } = await parts.store();
	const id = parts.newId();
	await keepContents(blobs, trajectory.events, read);
	await trajectories.create({ ...trajectory.head, id });
	await trajectories.append(id, trajectory.events);
	return id;
}
