import type { BindingFactory } from '../context.ts';
import type { Internals } from '../internals.ts';
import type { Native } from '../native.ts';
import { HistogramHandle } from './histogram.ts';

/** HdrHistogram's range where nobody gives another. */
const [HIGHEST, FIGURES] = [Number.MAX_SAFE_INTEGER, 3];
/** Nanoseconds in a millisecond. */
const NANO = 1e6;

class LoopDelay extends HistogramHandle {
	readonly #native: Native;
	readonly #resolution: number;
	#timer: ReturnType<typeof setTimeout> | undefined;

	constructor(native: Native, resolution: number) {
		super(HIGHEST, FIGURES, () => native.performance.now() * NANO);
		this.#native = native;
		this.#resolution = resolution;
	}
	start(): void {
		this.#wait();
	}
	stop(): void {
		this.#native.clearTimeout(this.#timer);
	}
	#wait(): void {
		const began = this.#native.performance.now();
		this.#timer = this.#native.setTimeout(() => {
			const late = this.#native.performance.now() - began;
			this.record(Math.max(1, Math.trunc(late * NANO)));
			this.#wait();
		}, this.#resolution);
	}
}

export const performance =
	({ loop }: Internals): BindingFactory =>
	({ handles, native }, shape) => {
		const nanoseconds = () => native.performance.now() * NANO;
		handles.add({
			binding: 'performance',
			name: 'Histogram',
			is: (value): value is HistogramHandle => value instanceof HistogramHandle,
			write: (histogram) => histogram.written(),
			read: (written) => HistogramHandle.read(written, nanoseconds),
			shares: true
		});
		const milestones = shape['milestones'] as Float64Array;
		milestones.fill(-1);
		const constants = shape['constants'] as Record<string, number>;
		/** On the clock of process.hrtime(): nanoseconds since the epoch. */
		const mark = (name: string, at = native.performance.now()) => {
			milestones[constants[`NODE_PERFORMANCE_MILESTONE_${name}`] ?? 0] =
				(native.performance.timeOrigin + at) * NANO;
		};
		let last = -1;
		const begin = () => {
			last = -1;
			for (const name of ['TIME_ORIGIN', 'NODE_START', 'V8_START', 'ENVIRONMENT']) mark(name, loop.bornAt);
			milestones[constants['NODE_PERFORMANCE_MILESTONE_TIME_ORIGIN_TIMESTAMP'] ?? 0] =
				(native.performance.timeOrigin + loop.bornAt) * 1000;
		};
		begin();
		loop.onBegin = begin;
		loop.clock.onBegin = () => mark('LOOP_START');
		loop.clock.onEnd = () => mark('LOOP_EXIT');
		/** Nobody is told one time twice: what took less than the clock's grain took a nanosecond. */
		const now = () => (last = Math.max(native.performance.now() - loop.bornAt, last + 1 / NANO));
		return {
			now,
			getTimeOrigin: () => 0,
			getTimeOriginTimestamp: () => native.performance.timeOrigin + loop.bornAt,
			setupObservers() {},
			markBootstrapComplete: () => mark('BOOTSTRAP_COMPLETE'),
			notify() {},
			installGarbageCollectionTracking() {},
			removeGarbageCollectionTracking() {},
			loopIdleTime: () => loop.clock.slept,
			uvMetricsInfo: () => [0, 0, 0],
			Histogram: class extends HistogramHandle {
				constructor(_lowest: unknown, highest = HIGHEST, figures = FIGURES) {
					super(Number(highest), figures, nanoseconds);
				}
			},
			/** How late a timer of `resolution` milliseconds comes. It does not hold the process. */
			createELDHistogram: (resolution: number) => new LoopDelay(native, resolution)
		};
	};
