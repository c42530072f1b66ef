/** Delta debugging: the parts of a change without which it does not do what it does. https://doi.org/10.1109/32.988498 */

export type Minimized<T> = {
	/** No single part can be left out of these, in the order given. Empty where nothing at all is needed. */
	parts: T[];
	/** How often `holds` was asked. */
	asked: number;
	/** False where `limit` ended the search: the parts suffice, but some may be left out. */
	minimal: boolean;
};

export type MinimizeOptions = {
	/** Questions asked at most; 0 = no limit. */
	limit?: number;
	signal?: AbortSignal;
	onProgress?: (left: number, asked: number) => void;
};

/**
 * ddmin over `parts`; `holds` says whether some of them, in the order given, still do what all of them do. It is not asked
 * the same twice.
 * @throws RangeError where all parts together do not hold
 */
export async function minimize<T>(
	parts: readonly T[],
	holds: (kept: readonly T[]) => Promise<boolean>,
	{ limit = 0, signal, onProgress }: MinimizeOptions = {}
): Promise<Minimized<T>> {
	const answers = new Map<string, boolean>();
	const isSpent = () => limit > 0 && answers.size >= limit;
	const ask = async (indices: readonly number[]): Promise<boolean> => {
		const key = indices.join(',');
		const known = answers.get(key);
		if (known !== undefined) return known;
		if (isSpent()) return false;
		signal?.throwIfAborted();
		const answer = await holds(indices.map((index) => parts[index] as T));
		answers.set(key, answer);
		return answer;
	};
	let kept = parts.map((_, index) => index);
	if (!(await ask(kept))) throw new RangeError('Cannot minimize: all parts together do not hold');
	const end = (indices: number[]): Minimized<T> => ({
		parts: indices.map((index) => parts[index] as T),
		asked: answers.size,
		minimal: !isSpent()
	});
	if (await ask([])) return end([]);
	for (let pieces = 2; kept.length > 1 && pieces <= kept.length;) {
		onProgress?.(kept.length, answers.size);
		const smaller = await firstThatHolds(split(kept, pieces), kept, ask);
		if (smaller) {
			pieces = smaller.isPiece ? 2 : Math.max(pieces - 1, 2);
			kept = smaller.indices;
		} else if (pieces === kept.length) break;
		else pieces = Math.min(pieces * 2, kept.length);
	}
	return end(kept);
}

async function firstThatHolds(
	pieces: readonly number[][],
	all: readonly number[],
	ask: (indices: readonly number[]) => Promise<boolean>
): Promise<{ indices: number[]; isPiece: boolean } | null> {
	for (const piece of pieces) if (await ask(piece)) return { indices: piece, isPiece: true };
	if (pieces.length === 2) return null; // each is the other's complement
	for (const piece of pieces) {
		const rest = all.filter((index) => !piece.includes(index));
		if (await ask(rest)) return { indices: rest, isPiece: false };
	}
	return null;
}

function split(indices: readonly number[], pieces: number): number[][] {
	return Array.from({ length: pieces }, (_, piece) =>
		indices.slice(
			Math.floor((piece * indices.length) / pieces),
			Math.floor(((piece + 1) * indices.length) / pieces)
		)
	);
}
