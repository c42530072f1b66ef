/** The order in which edits are tried: no kind of edit keeps the others waiting, however many there are of it. */

/** Of all that are tried in a row, before one of the kind whose turn it is. */
const IN_A_ROW = 2;

/**
 * `sorted`: best first. The best that are left of all, then the best that is left of the kind whose turn it is, and so on: nothing comes later
 * than at one and a half times its place, and of each kind some come early.
 */
export function inTurns<One extends { template: string }>(sorted: readonly One[]): One[] {
	const kinds = new Map<string, Rest<One>>();
	for (const one of sorted) {
		const kind = kinds.get(one.template) ?? new Rest<One>();
		kinds.set(one.template, kind);
		kind.list.push(one);
	}
	const taken = new Set<One>();
	const all = new Rest(sorted);
	const turns = [...kinds.values()];
	for (let turn = 0; taken.size < sorted.length; turn++) {
		for (let count = 0; count < IN_A_ROW; count++) {
			const best = all.next(taken);
			if (best) taken.add(best);
		}
		const other = turns[turn % turns.length]?.next(taken);
		if (other) taken.add(other);
	}
	return [...taken];
}

class Rest<One> {
	readonly list: One[];
	#at = 0;

	constructor(list: readonly One[] = []) {
		this.list = [...list];
	}

	/** The first that is not taken. */
	next(taken: ReadonlySet<One>): One | undefined {
		for (; this.#at < this.list.length; this.#at++) {
			const one = this.list[this.#at];
			if (one !== undefined && !taken.has(one)) return one;
		}
		return undefined;
	}
}
