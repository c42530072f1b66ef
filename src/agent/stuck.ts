/** Whether an agent goes round in circles. Rules and numbers as in OpenHands' controller/stuck.py. */

export type Turn = {
	/** What it did, as one text. */
	action: string;
	/** What came back. */
	observation: string;
	failed: boolean;
};

const SAME = 4;
const SAME_ERROR = 3;
const ALTERNATING = 6;

/** Says why, or nothing. */
export function whyStuck(turns: readonly Turn[]): string | undefined {
	const key = ({ action, observation }: Turn): string => `${action}\n${observation}`;
	if (allSame(turns.slice(-SAME).map(key), SAME))
		return `the same action had the same result ${SAME} times in a row`;
	const errors = turns.slice(-SAME_ERROR);
	if (
		errors.every(({ failed }) => failed) &&
		allSame(
			errors.map(({ action }) => action),
			SAME_ERROR
		)
	)
		return `the same action failed ${SAME_ERROR} times in a row`;
	const pairs = turns.slice(-ALTERNATING).map(key);
	const [odd, even] = [0, 1].map((rest) => pairs.filter((_, index) => index % 2 === rest));
	if (odd && even && allSame(odd, ALTERNATING / 2) && allSame(even, ALTERNATING / 2))
		return `two actions took turns over ${ALTERNATING} steps`;
	return undefined;
}

function allSame(texts: readonly string[], count: number): boolean {
	return texts.length === count && texts.every((text) => text === texts[0]);
}
