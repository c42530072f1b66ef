/** Which edit broke a test, or first fixed it: binary search over the states of a run. */

export type Bisected<T> = {
	/** The first state that is not as the first one was. */
	at: T;
	/** The state before it. */
	before: T;
	/** How many states were asked. */
	asked: number;
};

/**
 * `states` in order. Where the answer changes more than once, one of the changes is found.
 * @returns null where the first and the last state give the same answer
 */
export async function bisect<T>(
	states: readonly T[],
	holds: (state: T) => Promise<boolean>,
	onAsked: (asked: number) => void = () => {}
): Promise<Bisected<T> | null> {
	let asked = 0;
	const ask = async (index: number): Promise<boolean> => {
		const answer = await holds(states[index] as T);
		onAsked(++asked);
		return answer;
	};
	let [low, high] = [0, states.length - 1];
	if (high < 1) return null;
	const first = await ask(low);
	if ((await ask(high)) === first) return null;
	while (high - low > 1) {
		const middle = (low + high) >> 1;
		if ((await ask(middle)) === first) low = middle;
		else high = middle;
	}
	return { at: states[high] as T, before: states[low] as T, asked };
}
