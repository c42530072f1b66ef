/** Whether training helps: cross-validated by package, over several seeds, beside the hand-made order; and whether a domain wants an order of its own. */
import { CodedError } from '#model/coded-error.ts';
import { bootstrap, type Interval } from '../compare.ts';
import type { Instance } from './instance.ts';
import { folds, handMade, solvedWithin, train, type TrainingOptions, type Weights } from './ranking.ts';

export type Outcome = {
	bugs: number;
	packages: number;
	/** Bugs whose known fix is among the edits at all: no order can solve more. */
	reachable: number;
	budget: number;
	/** Shares of all bugs. */
	before: number;
	after: number;
	/** after less before, by bug, and its 95 % interval. */
	difference: number;
	interval: Interval;
	/** after / before - 1; null where nothing was solved before. */
	relative: number | null;
	/** What the bugs that are judged are about; null = all of them are. */
	domain: string | null;
	/** Of a domain: what the order does that was learned of all bugs, and what that of the domain does more. */
	general: { after: number; difference: number; interval: Interval } | null;
	seeds: readonly number[];
};

export type ExperimentOptions = {
	training: TrainingOptions;
	budget: number;
	folds: number;
	seeds: readonly number[];
	domain: string | null;
};

export const experimentDefaults = { budget: 200, folds: 5, seeds: [1, 2, 3, 4, 5], domain: null } as const;

/** Domains with bugs of at least two packages, most bugs first. */
export function domainsOf(bugs: readonly Instance[]): { tag: string; bugs: number; packages: number }[] {
	const tags = [...new Set(bugs.flatMap((bug) => bug.tags ?? []))];
	return tags
		.map((tag) => ({ tag, own: inDomain(bugs, tag) }))
		.map(({ tag, own }) => ({ tag, bugs: own.length, packages: packagesIn(own) }))
		.filter(({ packages }) => packages > 1)
		.sort((one, other) => other.bugs - one.bugs);
}

export const inDomain = (bugs: readonly Instance[], domain: string | null): readonly Instance[] =>
	domain === null ? bugs : bugs.filter(({ tags }) => tags?.includes(domain));

const packagesIn = (bugs: readonly Instance[]) => new Set(bugs.map(({ group }) => group)).size;
const meanOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** @throws CodedError E_TOO_FEW */
export function experiment(
	bugs: readonly Instance[],
	options: ExperimentOptions,
	onProgress: (done: number, all: number) => void = () => {}
): Outcome {
	const { budget, seeds, domain } = options;
	const own = inDomain(bugs, domain);
	const packages = packagesIn(own);
	if (packages < 2)
		throw new CodedError(
			'E_TOO_FEW',
			`Cannot judge what was learned: there are bugs of ${packages} packages${domain === null ? '' : ` about "${domain}"`}, and learning and judging may share none`
		);
	const before = solvedWithin(handMade(), own, budget).map(Number);
	const tally = { general: new Tally(own, seeds.length), own: new Tally(own, seeds.length) };
	const all = seeds.length * Math.min(options.folds, packagesIn(bugs));
	let done = 0;
	for (const seed of seeds)
		for (const { learn, judge } of folds(bugs, options.folds, seed)) {
			const judged = inDomain(judge, domain);
			const training = { ...options.training, seed };
			const general = learned(learn, training, handMade());
			tally.general.add(judged, solvedWithin(general, judged, budget));
			if (domain !== null) {
				const special = learned(inDomain(learn, domain), training, general);
				tally.own.add(judged, solvedWithin(special, judged, budget));
			}
			onProgress(++done, all);
		}
	const after = (domain === null ? tally.general : tally.own).shares;
	const { shares } = tally.general;
	const less = (values: readonly number[], other: readonly number[]) =>
		values.map((value, at) => value - (other[at] ?? 0));
	const beyond = less(after, shares);
	const [first, then] = [meanOf(before), meanOf(after)];
	return {
		...{ bugs: own.length, packages, budget, domain, seeds, before: first, after: then },
		reachable: own.filter(({ labels }) => labels.length > 0).length / own.length,
		difference: then - first,
		interval: bootstrap(less(after, before)),
		relative: first > 0 ? then / first - 1 : null,
		general:
			domain === null
				? null
				: { after: meanOf(shares), difference: meanOf(beyond), interval: bootstrap(beyond) }
	};
}

/** From there, and held near it. */
function learned(bugs: readonly Instance[], training: TrainingOptions, from: Weights): Weights {
	let weights = from;
	for (const epoch of train(bugs, training, from, from)) ({ weights } = epoch);
	return weights;
}

/** By bug: the share of the seeds with which it was solved. */
class Tally {
	readonly shares: number[];
	readonly #index: ReadonlyMap<Instance, number>;
	readonly #seeds: number;

	constructor(bugs: readonly Instance[], seeds: number) {
		this.shares = bugs.map(() => 0);
		this.#index = new Map(bugs.map((bug, at) => [bug, at]));
		this.#seeds = seeds;
	}

	add(bugs: readonly Instance[], solved: readonly boolean[]): void {
		for (const [at, bug] of bugs.entries()) {
			const place = this.#index.get(bug);
			if (solved[at] && place !== undefined) this.shares[place] = (this.shares[place] ?? 0) + 1 / this.#seeds;
		}
	}
}
