/** Figures over the samples of an evaluation, by task, and two evaluations side by side. */
import { randomOf } from '#model/random.ts';
import type { Sample } from './sample.ts';
import { bestAtK, passAtK } from './statistics.ts';

export type Interval = { low: number; high: number };

/** Resamplings of tasks for an interval, and shuffles of a test. */
const TIMES = 1000;
const SHUFFLES = 10_000;

export const isResolved = ({ resolution }: Pick<Sample, 'resolution'>): boolean => resolution === 'full';

export function byTask<T extends { task: string }>(samples: readonly T[]): Map<string, T[]> {
	const tasks = new Map<string, T[]>();
	for (const sample of samples) {
		const list = tasks.get(sample.task);
		if (list) list.push(sample);
		else tasks.set(sample.task, [sample]);
	}
	return tasks;
}

/** 95 % interval of a mean over tasks, by resampling the tasks: samples of one task are no independent trials. */
export function bootstrap(values: readonly number[], seed = 1): Interval {
	if (values.length === 0) throw new RangeError('There is no interval for zero tasks');
	const random = randomOf(seed);
	const means = Array.from({ length: TIMES }, () => {
		let sum = 0;
		for (let count = 0; count < values.length; count++) sum += random.of(values);
		return sum / values.length;
	}).sort((one, other) => one - other);
	return { low: means[Math.floor(TIMES * 0.025)] ?? 0, high: means[Math.ceil(TIMES * 0.975) - 1] ?? 0 };
}

/**
 * 95 % interval of a statistic over all of `items`, by resampling whole groups: bugs of one package are no independent trials.
 * @throws RangeError where there is no group
 */
export function bootstrapGroups<T>(
	items: readonly T[],
	groupOf: (item: T) => string,
	statistic: (of: readonly T[]) => number,
	seed = 1
): Interval {
	const byName = new Map<string, T[]>();
	for (const item of items) {
		const group = byName.get(groupOf(item));
		if (group) group.push(item);
		else byName.set(groupOf(item), [item]);
	}
	const groups = [...byName.values()];
	if (groups.length === 0) throw new RangeError('There is no interval for zero groups');
	const random = randomOf(seed);
	const found = Array.from({ length: TIMES }, () => statistic(groups.flatMap(() => random.of(groups)))).sort(
		(one, other) => one - other
	);
	return { low: found[Math.floor(TIMES * 0.025)] ?? 0, high: found[Math.ceil(TIMES * 0.975) - 1] ?? 0 };
}

export type CurvePoint = { k: number; mean: number } & Interval;

/** Pass@k over tasks, or Best@k where the samples have a score to choose by. Only tasks with k samples count. */
export function curve(
	samples: readonly Pick<Sample, 'task' | 'resolution' | 'score'>[],
	kind: 'pass' | 'best'
): CurvePoint[] {
	const tasks = [...byTask(samples).values()];
	const most = Math.min(...tasks.map(({ length }) => length), 16);
	if (tasks.length === 0 || !Number.isFinite(most)) return [];
	return Array.from({ length: most }, (_, index) => {
		const k = index + 1;
		const chances = tasks.map((list) =>
			kind === 'pass'
				? passAtK(list.length, list.filter(isResolved).length, k)
				: bestAtK(
						list.map((sample) => ({ score: sample.score ?? 0, resolved: isResolved(sample) })),
						k
					)
		);
		const mean = chances.reduce((sum, chance) => sum + chance, 0) / chances.length;
		return { k, mean, ...bootstrap(chances) };
	});
}

/** Why a sample is not resolved, in the order in which it is asked. */
export function kindOf(sample: Sample): string {
	if (isResolved(sample)) return sample.genuine === false ? 'resolved, over-fitted?' : 'resolved';
	if (sample.empty) return sample.end === 'submitted' ? 'empty patch' : `empty patch, ${endWords(sample)}`;
	if (sample.resolution === null) return 'could not be judged';
	if (sample.stuck) return 'stuck in a loop';
	if (sample.resolution === 'partial') return 'partial';
	if (sample.green) return 'green, not resolved';
	return sample.end === 'submitted' ? 'wrong patch' : endWords(sample);
}

const endWords = ({ end }: Sample) => end?.replaceAll('-', ' ') ?? 'did not run';

export type Comparison = {
	/** Tasks that both have. */
	tasks: number;
	/** Mean of second less first over these tasks, and its interval. */
	difference: number;
	interval: Interval;
	/** Two-sided, by flipping signs of the tasks' differences. */
	p: number;
	/** Tasks where one is better. */
	better: { first: string[]; second: string[] };
};

/** null = they have no task in common. */
export function compare(first: readonly Sample[], second: readonly Sample[], seed = 1): Comparison | null {
	const [one, other] = [byTask(first), byTask(second)];
	const rate = (list: readonly Sample[]) => list.filter(isResolved).length / list.length;
	const pairs = [...one].flatMap(([task, list]) => {
		const theirs = other.get(task);
		return theirs ? [{ task, difference: rate(theirs) - rate(list) }] : [];
	});
	if (pairs.length === 0) return null;
	const differences = pairs.map(({ difference }) => difference);
	const mean = differences.reduce((sum, value) => sum + value, 0) / pairs.length;
	return {
		tasks: pairs.length,
		difference: mean,
		interval: bootstrap(differences, seed),
		p: signFlip(differences, seed),
		better: {
			first: pairs.filter(({ difference }) => difference < 0).map(({ task }) => task),
			second: pairs.filter(({ difference }) => difference > 0).map(({ task }) => task)
		}
	};
}

/** All sign patterns where there are few, else random ones. https://doi.org/10.1214/08-AOAS167 (permutation tests) */
function signFlip(differences: readonly number[], seed: number): number {
	const moved = differences.filter((value) => value !== 0);
	if (moved.length === 0) return 1;
	const observed = Math.abs(moved.reduce((sum, value) => sum + value, 0)) - 1e-9;
	if (moved.length <= 12) {
		let extreme = 0;
		for (let pattern = 0; pattern < 2 ** moved.length; pattern++) {
			const sum = moved.reduce((total, value, index) => total + ((pattern >> index) & 1 ? -value : value), 0);
			if (Math.abs(sum) >= observed) extreme += 1;
		}
		return extreme / 2 ** moved.length;
	}
	const random = randomOf(seed);
	let extreme = 1;
	for (let times = 0; times < SHUFFLES; times++) {
		const sum = moved.reduce((total, value) => total + (random.next() < 0.5 ? -value : value), 0);
		if (Math.abs(sum) >= observed) extreme += 1;
	}
	return extreme / (SHUFFLES + 1);
}
