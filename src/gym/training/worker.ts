/** Training beside the page: what it is asked for comes as one message, what it has as many. */
import { bootstrap, type Interval } from '../compare.ts';
import { experiment, type ExperimentOptions, type Outcome } from './experiment.ts';
import type { Instance } from './instance.ts';
import { folds, handMade, solvedWithin, train, type TrainingOptions } from './ranking.ts';

export type Ask =
	| {
			type: 'train';
			bugs: readonly Instance[];
			options: TrainingOptions;
			budget: number;
			from: readonly number[] | null;
			/** What weights are held near; null = the hand-made order. */
			near: readonly number[] | null;
			epoch: number;
	  }
	| { type: 'experiment'; bugs: readonly Instance[]; options: ExperimentOptions };

export type Point = { epoch: number; mean: number } & Interval;
export type Tell =
	| { type: 'epoch'; epoch: number; objective: number; learned: Point; unseen: Point; weights: number[] }
	| { type: 'progress'; done: number; all: number }
	| { type: 'outcome'; outcome: Outcome }
	| { type: 'problem'; message: string }
	| { type: 'done' };

const tell = (message: Tell) => postMessage(message);

/** Epochs between two points of the curve. */
const EVERY = 2;

addEventListener('message', ({ data }: MessageEvent<Ask>) => {
	try {
		if (data.type === 'train') learn(data);
		else
			tell({
				type: 'outcome',
				outcome: experiment(data.bugs, data.options, (done, all) => tell({ type: 'progress', done, all }))
			});
		tell({ type: 'done' });
	} catch (error) {
		tell({ type: 'problem', message: error instanceof Error ? error.message : String(error) });
	}
});

/** On four of five parts of the packages; the curve is of both. */
function learn({ bugs, options, budget, from, near, epoch: before }: Extract<Ask, { type: 'train' }>): void {
	const [split] = folds(bugs, 5, options.seed);
	if (!split || split.learn.length === 0)
		throw new Error(
			`Cannot learn from ${bugs.length} bugs of one package: there is nothing left to judge on`
		);
	const pointOf = (weights: Float64Array, of: readonly Instance[], epoch: number): Point => {
		const values = solvedWithin(weights, of, budget).map(Number);
		return {
			epoch,
			mean: values.reduce((sum, value) => sum + value, 0) / values.length,
			...bootstrap(values)
		};
	};
	const show = (epoch: number, objective: number, weights: Float64Array) =>
		tell({
			...{ type: 'epoch', epoch, objective, weights: Array.from(weights) },
			learned: pointOf(weights, split.learn, epoch),
			unseen: pointOf(weights, split.judge, epoch)
		});
	const start = from ? Float64Array.from(from) : handMade();
	if (!from) show(0, 0, start);
	for (const { epoch, objective, weights } of train(
		split.learn,
		options,
		start,
		near ? Float64Array.from(near) : handMade()
	))
		if (epoch % EVERY === 0 || epoch === options.epochs) show(before + epoch, objective, weights);
}
