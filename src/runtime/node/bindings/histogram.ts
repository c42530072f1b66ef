/** Histograms of perf_hooks: what was recorded, kept by value. https://nodejs.org/api/perf_hooks.html#class-histogram */

/** All of a histogram, as it goes to another thread. */
type Written = {
	counts: [value: number, count: number][];
	exceeds: number;
	highest: number;
	figures: number;
};

/** How many of each value, by the lowest value of its class; classes are as wide as the figures allow, as in HdrHistogram. */
export class HistogramHandle {
	readonly #counts = new Map<number, number>();
	#count = 0;
	#exceeds = 0;
	#last = 0;
	readonly #highest: number;
	readonly #figures: number;
	readonly #now: () => number;

	/** `now`: nanoseconds, for recordDelta(). */
	constructor(highest: number, figures: number, now: () => number) {
		this.#highest = highest;
		this.#figures = figures;
		this.#now = now;
	}

	static read({ counts, exceeds, highest, figures }: Written, now: () => number): HistogramHandle {
		const histogram = new HistogramHandle(highest, figures, now);
		histogram.#exceeds = exceeds;
		for (const [value, count] of counts) histogram.#add(value, count);
		return histogram;
	}
	written(): Written {
		const [highest, figures] = [this.#highest, this.#figures];
		return { counts: [...this.#counts], exceeds: this.#exceeds, highest, figures };
	}
	#add(value: number, count: number): void {
		this.#counts.set(value, (this.#counts.get(value) ?? 0) + count);
		this.#count += count;
	}

	/** How wide the class of a value is. */
	#width(value: number): number {
		const exact = Math.ceil(Math.log2(2 * 10 ** this.#figures));
		return 2 ** Math.max(0, Math.floor(Math.log2(Math.max(1, value))) + 1 - exact);
	}
	#highestOf(value: number): number {
		return value + this.#width(value) - 1;
	}
	#middle(value: number): number {
		return value + Math.floor(this.#width(value) / 2);
	}

	record(given: number | bigint): void {
		const value = Number(given);
		if (value > this.#highest || value < 0) {
			this.#exceeds++;
			return;
		}
		const rounded = value - (value % this.#width(value));
		this.#add(rounded, 1);
	}
	recordDelta(): void {
		const now = this.#now();
		if (this.#last > 0) this.record(Math.trunc(now - this.#last));
		this.#last = now;
	}
	add(other: HistogramHandle): void {
		for (const [value, count] of other.#counts) this.#add(value, count);
		this.#exceeds += other.#exceeds;
	}
	reset(): void {
		this.#counts.clear();
		this.#count = 0;
		this.#exceeds = 0;
		this.#last = 0;
	}

	#sorted(): [value: number, count: number][] {
		return [...this.#counts].sort(([a], [b]) => a - b);
	}
	count = () => this.#count;
	countBigInt = () => BigInt(this.#count);
	exceeds = () => this.#exceeds;
	exceedsBigInt = () => BigInt(this.#exceeds);
	/** What HdrHistogram says of none: the largest 64-bit integer. */
	minBigInt = () => (this.#count === 0 ? 9_223_372_036_854_775_807n : BigInt(this.min()));
	min = (): number => (this.#count === 0 ? 9_223_372_036_854_776_000 : Math.min(...this.#counts.keys()));
	max = (): number => (this.#count === 0 ? 0 : this.#highestOf(Math.max(...this.#counts.keys())));
	maxBigInt = () => BigInt(this.max());
	mean = (): number =>
		this.#sorted().reduce((sum, [value, count]) => sum + this.#middle(value) * count, 0) / this.#count;
	stddev(): number {
		const mean = this.mean();
		const squares = this.#sorted().reduce(
			(sum, [value, count]) => sum + (this.#middle(value) - mean) ** 2 * count,
			0
		);
		return Math.sqrt(squares / this.#count);
	}
	percentile(percentile: number): number {
		return this.#count === 0
			? 0
			: this.#highestOf(this.#nth(Math.floor((percentile / 100) * this.#count + 0.5)));
	}
	#nth(wanted: number): number {
		let seen = 0;
		for (const [value, count] of this.#sorted()) {
			seen += count;
			if (seen >= Math.max(1, wanted)) return value;
		}
		return 0;
	}
	percentileBigInt(percentile: number): bigint {
		return BigInt(this.percentile(percentile));
	}
	/** Halves what is left until all is below: 0, 50, 75, ... 100. */
	percentiles(into: Map<number, number>): void {
		for (const percentile of this.#steps()) into.set(percentile, this.#reached(percentile));
	}
	percentilesBigInt(into: Map<number, bigint>): void {
		for (const percentile of this.#steps()) into.set(percentile, BigInt(this.#reached(percentile)));
	}
	/** The value with which so many per cent have been seen. */
	#reached(percentile: number): number {
		return this.#nth(Math.ceil((percentile / 100) * this.#count));
	}
	#steps(): number[] {
		const steps: number[] = [];
		for (let left = 100; left > 100 / Math.max(1, this.#count * 2); left /= 2) steps.push(100 - left);
		return [...steps, 100];
	}
}
