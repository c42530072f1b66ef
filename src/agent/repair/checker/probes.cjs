// What conditions would have said where they are asked: in which turns of the failing tests, and in how many of the passing ones.
'use strict';

/**
 * Times that a condition is asked at one place: in all failing tests together, in one passing test, in all of these. Of a condition that stands
 * there, each answer has its own: the rare one is what most edits are about.
 */
const FAILING = 100;
const PASSING = 4;
const ALL_PASSING = 80;
/** Times in a row that a condition throws after which it is taken to throw always: to throw is what takes long. */
const THROWS = 6;

exports.Probes = class Probes {
	#points = new Map();
	#failing = false;

	/** From here on another test runs. */
	begin(failing) {
		this.#failing = failing;
		for (const point of this.#points.values()) Object.assign(point, { asked: [0, 0], seen: undefined });
	}

	/**
	 * Asks `count` conditions, `ask(n)` the nth of them, at a place. `value`: what the condition that stands there says, if one does. Edits
	 * differ in when they take effect: where the condition holds, or where it does not; with a value, only where that would change it.
	 */
	record(id, count, ask, ...[value]) {
		const decides = arguments.length > 3;
		const point = this.#pointOf(id, count);
		if (!this.#mayAsk(point, decides && value ? 1 : 0)) return value;
		const turn = point.turn++;
		const { stackTraceLimit } = Error;
		Error.stackTraceLimit = 0;
		for (let index = 0; index < count; index++) {
			const says = this.#answer(point, index, ask);
			this.#note(point, 2 * index, says !== 0 && !(decides && value), turn, says);
			this.#note(point, 2 * index + 1, says !== 1 && !(decides && !value), turn, says);
		}
		Error.stackTraceLimit = stackTraceLimit;
		return value;
	}

	/** 1 = it holds, 0 = it does not, 2 = it throws. */
	#answer({ thrown }, index, ask) {
		if (thrown[index] >= THROWS) return 2;
		try {
			const says = ask(index) ? 1 : 0;
			thrown[index] = 0;
			return says;
		} catch {
			thrown[index] += 1;
			return 2;
		}
	}

	/** One line for each place: for each condition, twice (where it holds, where not), [turns as a hash, how many, passing tests]. */
	report() {
		return [...this.#points].map(([id, { effects }]) => ({ point: id, effects }));
	}

	#pointOf(id, count) {
		let point = this.#points.get(id);
		if (!point) {
			const effects = Array.from({ length: 2 * count }, () => [0, 0, 0]);
			const thrown = new Uint8Array(count);
			point = { effects, thrown, failed: 0, passed: [0, 0], asked: [0, 0], turn: 0, seen: undefined };
			this.#points.set(id, point);
		}
		return point;
	}

	#mayAsk(point, side) {
		if (this.#failing) return point.failed++ < FAILING;
		point.seen ??= new Set();
		return point.asked[side]++ < PASSING && point.passed[side]++ < ALL_PASSING;
	}

	#note(point, index, takesEffect, turn, says) {
		if (!takesEffect) return;
		const effect = point.effects[index];
		if (this.#failing) {
			effect[0] = (Math.imul(effect[0] ^ (turn * 3 + says), 0x01000193) + turn + 1) >>> 0;
			effect[1] += 1;
		} else if (!point.seen.has(index)) {
			point.seen.add(index);
			effect[2] += 1;
		}
	}
};
