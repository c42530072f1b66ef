/** Bugs to learn from, without a repository behind them. */
import { randomOf } from '#model/random.ts';
import type { Instance } from './instance.ts';

/** Bugs whose fix has feature 9, which the hand-made score does not know. */
export function bugs(count: number): Instance[] {
	const random = randomOf(5);
	return Array.from({ length: count }, (_, index) => {
		const candidates = Array.from({ length: 40 }, (_, at) => [
			0,
			(40 - at + random.next()) / 10,
			8 + random.below(20),
			1
		]);
		const label = 20 + random.below(20);
		candidates[label] = [0, 0.1, 9, 1];
		return { id: `bug-${index}`, group: `package-${index % 6}`, injected: true, candidates, labels: [label] };
	});
}
