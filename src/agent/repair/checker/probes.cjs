// What conditions would have said where they are asked: in which turns of the failing tests, and in how many of the passing ones.
'use strict';

/** Times that a condition is asked at one place: in all failing tests together, in one passing test, in all of these. */
const FAILING = 100;
const PASSING = 4;
const ALL_PASSING = 80;

exports.Probes = class Probes {
	#points = new Map();
	#failing = false;

	/** From here on another test runs. */
	begin(failing) {
		this.#failing = failing;
		for (const point of this.#points.values()) Object.assign(point, { asked: 0, seen: undefined });
	}

	/**
	 * Asks `count` conditions, `ask(n)` the nth of them, at a place. `value`: what the condition that stands there says, if one does. Edits
	 * differ in when they take effect: where the condition holds, or where it does not; with a value, only where that would change it.
	 */
	record(id, count, ask, ...[value]) {
		const decides = arguments.length > 3;
		const point = this.#pointOf(id, count);
		if (!this.#mayAsk(point)) return value;
		const turn = point.turn++;
		for (let index = 0; index < count; index++) {
			let says;
			try {
				says = ask(index) ? 1 : 0;
			} catch {
				says = 2;
			}
			this.#note(point, 2 * index, says !== 0 && !(decides && value), turn, says);
			this.#note(point, 2 * index + 1, says !== 1 && !(decides && !value), turn, says);
		}
		return value;
	}

	/** One line for each place: for each condition, twice (where it holds, where not), [turns as a hash, how many, passing tests]. */
	report() {
		return [...this.#points].map(([id, { effects, reached }]) => ({ point: id, reached, effects }));
	}

	#pointOf(id, count) {
		let point = this.#points.get(id);
		if (!point) {
			const effects = Array.from({ length: 2 * count }, () => [0, 0, 0]);
			point = { effects, reached: 0, failed: 0, passed: 0, asked: 0, turn: 0, seen: undefined };
			this.#points.set(id, point);
		}
		return point;
	}

	#mayAsk(point) {
		if (this.#failing) return point.failed++ < FAILING;
		if (point.asked === 0) {
			point.reached += 1;
			point.seen = new Set();
		}
		return point.asked++ < PASSING && point.passed++ < ALL_PASSING;
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
