/** Whether training helps: cross-validated by package, over several seeds, beside the hand-made order; and whether a domain wants an order of its own. */
import { CodedError } from '#model/coded-error.ts';
import { bootstrapGroups, type Interval } from '../compare.ts';
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
	/** after less before, and its 95 % interval: packages are resampled. */
	difference: number;
	interval: Interval;
	/** after / before - 1 and its interval (high: null = no bound); null where nothing was solved before. */
	relative: number | null;
	relativeInterval: { low: number; high: number | null } | null;
	/** `after` with each of the seeds. */
	bySeed: readonly number[];
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
	/** Other bugs that are learned from, without those of the packages that are judged; null = the bugs themselves. */
	from: readonly Instance[] | null;
};

export const experimentDefaults = {
	budget: 200,
	folds: 5,
	seeds: [1, 2, 3, 4, 5],
	domain: null,
	from: null
} as const;

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
	const { budget, seeds, domain, from } = options;
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
		for (const { learn: others, judge } of folds(bugs, options.folds, seed)) {
			const judged = inDomain(judge, domain);
			const learn = from ? without(from, judge) : others;
			const place = seeds.indexOf(seed);
			const training = { ...options.training, seed };
			const general = learned(learn, training, handMade());
			tally.general.add(judged, solvedWithin(general, judged, budget), place);
			if (domain !== null) {
				const special = learned(inDomain(learn, domain), training, general);
				tally.own.add(judged, solvedWithin(special, judged, budget), place);
			}
			onProgress(++done, all);
		}
	const best = domain === null ? tally.general : tally.own;
	const rows = own.map(({ group }, at) => ({
		...{ group, before: before[at] ?? 0, after: best.shares[at] ?? 0 },
		general: tally.general.shares[at] ?? 0
	}));
	return {
		...{ bugs: own.length, packages, budget, domain, seeds },
		reachable: own.filter(({ labels }) => labels.length > 0).length / own.length,
		bySeed: seeds.map((_, at) => best.rate(at)),
		...gainOf(rows),
		general:
			domain === null
				? null
				: { after: meanOf(tally.general.shares), ...differenceOf(rows, ({ general }) => general) }
	};
}

/** Those of other packages. */
function without(bugs: readonly Instance[], judged: readonly Instance[]): Instance[] {
	const packages = new Set(judged.map(({ group }) => group));
	return bugs.filter(({ group }) => !packages.has(group));
}

/** Of one bug: shares of the seeds with which it was solved. */
type Row = { group: string; before: number; after: number; general: number };

function differenceOf(rows: readonly Row[], from: (row: Row) => number) {
	const statistic = (of: readonly Row[]) => meanOf(of.map((row) => row.after - from(row)));
	return {
		difference: statistic(rows),
		interval: bootstrapGroups(rows, ({ group }) => group, statistic)
	};
}

function gainOf(rows: readonly Row[]) {
	const sum = (of: readonly Row[], which: 'before' | 'after') => of.reduce((all, row) => all + row[which], 0);
	const ratio = (of: readonly Row[]) => sum(of, 'after') / Math.max(sum(of, 'before'), Number.MIN_VALUE) - 1;
	const [before, after] = [sum(rows, 'before') / rows.length, sum(rows, 'after') / rows.length];
	const { low, high } = bootstrapGroups(rows, ({ group }) => group, ratio);
	return {
		...{ before, after },
		...differenceOf(rows, (row) => row.before),
		relative: before > 0 ? ratio(rows) : null,
		relativeInterval: before > 0 ? { low, high: Number.isFinite(high) ? high : null } : null
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
	/** Bugs that were solved, by seed. */
	readonly #solved: number[];

	constructor(bugs: readonly Instance[], seeds: number) {
		this.shares = bugs.map(() => 0);
		this.#index = new Map(bugs.map((bug, at) => [bug, at]));
		this.#solved = Array.from({ length: seeds }, () => 0);
	}

	/** @param seed its place among the seeds */
	add(bugs: readonly Instance[], solved: readonly boolean[], seed: number): void {
		for (const [at, bug] of bugs.entries()) {
			const place = this.#index.get(bug);
			if (!solved[at] || place === undefined) continue;
			this.shares[place] = (this.shares[place] ?? 0) + 1 / this.#solved.length;
			this.#solved[seed] = (this.#solved[seed] ?? 0) + 1;
		}
	}

	/** Share of the bugs that were solved with the seed at this place. */
	rate(seed: number): number {
		return (this.#solved[seed] ?? 0) / this.shares.length;
	}
}
