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

/** What a condition says: 0 = it does not hold, 1 = it does. */
const THROWN = 2;
/** Where no condition stands whose value would be changed. */
const NONE = 2;

exports.Probes = class Probes {
	#points = new Map();
	#failing = false;

	/** From here on another test runs. */
	begin(failing) {
		this.#failing = failing;
		for (const point of this.#points.values()) Object.assign(point, { asked: [0, 0], isNew: true });
	}

	/**
	 * Asks `count` conditions at a place: `ask(n, says, mayAsk)` puts what they say into `says`, from the nth on until one throws. `value`: what the
	 * condition that stands there says, if one does. Edits differ in when they take effect: where the condition holds, or where it does not; with
	 * a value, only where that would change it.
	 */
	record(id, count, ask, ...[value]) {
		const decides = arguments.length > 3;
		const point = this.#pointOf(id, count);
		if (!this.#mayAsk(point, decides && value ? 1 : 0)) return value;
		const turn = point.turn++;
		const { stackTraceLimit } = Error;
		Error.stackTraceLimit = 0;
		answer(point, ask);
		Error.stackTraceLimit = stackTraceLimit;
		this.#note(point, turn, decides ? Number(Boolean(value)) : NONE);
		return value;
	}

	/** One line for each place: for each condition, twice (where it holds, where not), [turns as a hash, how many, passing tests]. */
	report() {
		return [...this.#points].map(([id, { hashes, counts, passing }]) => ({
			point: id,
			effects: Array.from(hashes, (hash, index) => [hash, counts[index], passing[index]])
		}));
	}

	#pointOf(id, count) {
		let point = this.#points.get(id);
		if (!point) {
			const [says, mayAsk, thrown] = Array.from({ length: 3 }, () => new Uint8Array(count));
			const [hashes, counts, passing] = Array.from({ length: 3 }, () => new Uint32Array(2 * count));
			const seen = new Uint8Array(2 * count);
			const turns = { failed: 0, passed: [0, 0], asked: [0, 0], turn: 0, isNew: true };
			point = { ...turns, says, mayAsk: mayAsk.fill(1), thrown, hashes, counts, passing, seen };
			this.#points.set(id, point);
		}
		return point;
	}

	#mayAsk(point, side) {
		if (this.#failing) return point.failed++ < FAILING;
		if (point.isNew) point.seen.fill(0);
		point.isNew = false;
		return point.asked[side]++ < PASSING && point.passed[side]++ < ALL_PASSING;
	}

	#note({ says, hashes, counts, passing, seen }, turn, value) {
		for (let index = 0; index < says.length; index++) {
			const said = says[index];
			for (let at = 2 * index, not = 0; not < 2; at++, not++) {
				if (said === not || value === 1 - not) continue;
				if (this.#failing) {
					hashes[at] = Math.imul(hashes[at] ^ (turn * 3 + said), 0x01000193) + turn + 1;
					counts[at] += 1;
				} else if (seen[at] === 0) {
					seen[at] = 1;
					passing[at] += 1;
				}
			}
		}
	}
};

/** To ask all in one call takes far less than to ask each: they are asked again only from one that throws on. */
function answer({ says, mayAsk, thrown }, ask) {
	says.fill(THROWN);
	for (let next = 0; next < says.length; next++)
		try {
			ask(next, says, mayAsk);
			break;
		} catch {
			while (says[next] !== THROWN || mayAsk[next] === 0) next++;
			thrown[next] += 1;
			if (thrown[next] >= THROWS) mayAsk[next] = 0;
		}
	for (let index = 0; index < says.length; index++) if (says[index] !== THROWN) thrown[index] = 0;
}
