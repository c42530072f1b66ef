import type { TrajectoryEvent } from '#model/event.ts';
import { apply, emptyRun, type Run } from '#model/run.ts';

/** Events between two remembered runs. Scrubbing folds at most this many events. */
const CHECKPOINT_EVERY = 64;
/** Milliseconds: moves that follow one another faster are one gesture, in which costly views are drawn this often. */
const GESTURE = 100;

/** A trajectory seen at one moment: the latest, or wherever the user moved to. */
export class Replay {
	readonly #events: TrajectoryEvent[] = [];
	/** `#checkpoints[i]` is the run after `i * CHECKPOINT_EVERY` events. */
	readonly #checkpoints: Run[] = [emptyRun];
	#length = $state(0);
	/** How many events are shown; null follows the end. */
	#pinned = $state<number | null>(null);
	#latest = $state.raw<Run>(emptyRun);
	readonly #run = $derived(this.#pinned === null ? this.#latest : this.#at(this.#pinned));
	/** The run at `#pinned` as costly views have it. */
	#calm = $state.raw<Run | null>(null);
	#movedAt = -Infinity;
	#waiting: ReturnType<typeof setTimeout> | null = null;

	/** All that happened; a new list of the same facts is not made for each look. */
	get events(): readonly TrajectoryEvent[] {
		return this.#events;
	}

	/** How many events have happened. */
	get length(): number {
		return this.#length;
	}

	/** How many events are shown. */
	get position(): number {
		return this.#pinned ?? this.#length;
	}

	get follows(): boolean {
		return this.#pinned === null;
	}

	/** The run at `position`. */
	get run(): Run {
		return this.#run;
	}

	/** The same for views that cost: at once after a single move, and in a gesture only as often as they can be drawn. */
	get calm(): Run {
		return this.#calm ?? this.#latest;
	}

	/** The run after all events. */
	get latest(): Run {
		return this.#latest;
	}

	append(event: TrajectoryEvent): void {
		this.open([event]);
	}

	/** The same as append() of each, at once. */
	open(events: readonly TrajectoryEvent[]): void {
		let run = this.#latest;
		for (const event of events) {
			if (event.seq !== this.#events.length)
				throw new Error(`Cannot append event ${event.seq}: the next seq is ${this.#events.length}`);
			this.#events.push(event);
			run = apply(run, event);
			if (this.#events.length % CHECKPOINT_EVERY === 0) this.#checkpoints.push(run);
		}
		this.#latest = run;
		this.#length = this.#events.length;
	}

	/** The run after the step of that index; before the first step where there is none. */
	runAfter(step: number): Run {
		return this.#at(this.#events.findLastIndex((event) => 'step' in event && event.step <= step) + 1);
	}

	/** Shows the run after `position` events; the end stays the end when more arrive only by follow(). */
	seek(position: number): void {
		this.#pin(Math.max(0, Math.min(position, this.#length)));
	}

	follow(): void {
		this.#pin(null);
	}

	/** To the end of the step before, or after, the one shown. */
	stepBy(direction: -1 | 1): void {
		const ends = this.#stepEnds();
		const position = this.position;
		const target =
			direction === 1 ? ends.find((end) => end > position) : ends.findLast((end) => end < position);
		if (direction === 1 && (target === undefined || target === this.#length)) this.follow();
		else this.seek(target ?? 0);
	}

	/** To the end of the step of that index. */
	seekStep(index: number): void {
		const last = this.#events.findLastIndex((event) => 'step' in event && event.step === index);
		if (last >= 0) this.seek(last + 1);
	}

	/** Positions after which a step is complete, and the end. */
	#stepEnds(): number[] {
		const ends: number[] = [];
		this.#events.forEach((event, index) => {
			const next = this.#events[index + 1];
			if ('step' in event && (!next || !('step' in next) || next.step !== event.step)) ends.push(index + 1);
		});
		if (ends.at(-1) !== this.#length) ends.push(this.#length);
		return ends;
	}

	#pin(position: number | null): void {
		const now = performance.now();
		const isGesture = now - this.#movedAt < GESTURE;
		this.#movedAt = now;
		this.#pinned = position;
		if (!isGesture && this.#waiting === null) this.#calm = this.#runAt(position);
		else
			this.#waiting ??= setTimeout(() => {
				this.#waiting = null;
				this.#calm = this.#runAt(this.#pinned);
			}, GESTURE);
	}

	#runAt(position: number | null): Run | null {
		return position === null ? null : this.#at(position);
	}

	#at(position: number): Run {
		const checkpoint = Math.floor(position / CHECKPOINT_EVERY);
		const tail = this.#events.slice(checkpoint * CHECKPOINT_EVERY, position);
		return tail.reduce(apply, this.#checkpoints[checkpoint] ?? emptyRun);
	}
}
