/** Two runs beside one another: which steps answer to each other, where they part, what came of each. */
import type { Run, Step } from '#model/run.ts';
import type { TestStatus } from '#model/test-result.ts';

export type Row = {
	left: Step | null;
	right: Step | null;
	/** Whether both did the same and saw the same. */
	same: boolean;
};

export type Aligned = {
	rows: readonly Row[];
	/** The first row that is not the same; null = none is. */
	divergence: number | null;
};

/** Steps whose actions are the same are put side by side, as many as can be in order (longest common subsequence). */
export function alignSteps(left: readonly Step[], right: readonly Step[]): Aligned {
	const [a, b] = [left.map(actionsOf), right.map(actionsOf)];
	let start = 0;
	while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
	const pairs = [
		...Array.from({ length: start }, (_, index) => [index, index] as const),
		...common(a, b, start)
	];
	const rows: Row[] = [];
	let [l, r] = [0, 0];
	const fill = (toLeft: number, toRight: number): void => {
		while (l < toLeft || r < toRight) {
			const row = {
				left: l < toLeft ? (left[l] ?? null) : null,
				right: r < toRight ? (right[r] ?? null) : null
			};
			rows.push({ ...row, same: false });
			if (row.left) l += 1;
			if (row.right) r += 1;
		}
	};
	for (const [i, j] of pairs) {
		fill(i, j);
		const [one, other] = [left[i], right[j]];
		if (one && other) rows.push({ left: one, right: other, same: seenIn(one) === seenIn(other) });
		[l, r] = [i + 1, j + 1];
	}
	fill(left.length, right.length);
	const divergence = rows.findIndex(({ same }) => !same);
	return { rows, divergence: divergence < 0 ? null : divergence };
}

/** Cells of the table at most: beyond it, what follows the common beginning is put side by side by number. */
const CELLS = 4_000_000;

/** Pairs of a longest common subsequence from `start` on. */
function common(a: readonly string[], b: readonly string[], start: number): [number, number][] {
	const [n, m] = [a.length - start, b.length - start];
	if (n * m > CELLS)
		return Array.from({ length: Math.min(n, m) }, (_, index) => [start + index, start + index]);
	const width = m + 1;
	const longest = new Uint32Array((n + 1) * width);
	for (let i = n - 1; i >= 0; i--)
		for (let j = m - 1; j >= 0; j--)
			longest[i * width + j] =
				a[start + i] === b[start + j]
					? (longest[(i + 1) * width + j + 1] ?? 0) + 1
					: Math.max(longest[(i + 1) * width + j] ?? 0, longest[i * width + j + 1] ?? 0);
	const pairs: [number, number][] = [];
	for (let [i, j] = [0, 0]; i < n && j < m;) {
		if (a[start + i] === b[start + j]) pairs.push([start + i++, start + j++]);
		else if ((longest[(i + 1) * width + j] ?? 0) >= (longest[i * width + j + 1] ?? 0)) i += 1;
		else j += 1;
	}
	return pairs;
}

const actionsOf = ({ calls, thought }: Step): string =>
	calls.length > 0 ? JSON.stringify(calls.map(({ tool, input }) => [tool, input])) : thought;

/** What it did and saw, without times. */
const seenIn = (step: Step): string =>
	JSON.stringify([
		step.thought,
		step.calls.map(({ tool, input, output, exitCode }) => [tool, input, output, exitCode]),
		step.patches,
		step.testRuns.map(({ tests }) => tests.map(({ id, status }) => [id, status]))
	]);

export type PathPair = { path: string; side: 'left' | 'right' | 'both'; same: boolean };

/** Files that either final patch changes. */
export function comparePatches(left: Run, right: Run): PathPair[] {
	const [a, b] = [left, right].map(({ changes }) => new Map(changes.map(({ path, after }) => [path, after])));
	const paths = [...new Set([...(a?.keys() ?? []), ...(b?.keys() ?? [])])].sort();
	return paths.map((path) => ({
		path,
		side: a?.has(path) && b?.has(path) ? 'both' : a?.has(path) ? 'left' : 'right',
		same: Boolean(a?.has(path) && b?.has(path)) && a?.get(path) === b?.get(path)
	}));
}

export type TestPair = {
	id: string;
	left: TestStatus | 'missing' | null;
	right: TestStatus | 'missing' | null;
};

/** Every test that either run knows, those that differ first. */
export function compareTests(left: Run, right: Run): TestPair[] {
	const [a, b] = [left, right].map(lastStatuses);
	const ids = [...new Set([...(a?.keys() ?? []), ...(b?.keys() ?? [])])];
	return ids
		.map((id) => ({ id, left: a?.get(id) ?? null, right: b?.get(id) ?? null }))
		.sort((one, other) => Number(one.left === one.right) - Number(other.left === other.right));
}

function lastStatuses(run: Run): Map<string, TestStatus | 'missing'> {
	return new Map<string, TestStatus | 'missing'>([
		...[...run.tests].map(([id, { now }]) => [id, now] as const),
		...(run.verdict?.tests ?? []).map(({ id, after }) => [id, after] as const)
	]);
}
