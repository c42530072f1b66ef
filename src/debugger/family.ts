/** Runs that were forked from one another, as a tree. */
export type Relative = { id: string; parent?: { id: string; seq: number } };
export type Branch<T extends Relative> = { run: T; depth: number };

/** The whole family of a run, each below what it was forked from, in the order given; alone where it has none. */
export function familyOf<T extends Relative>(runs: readonly T[], id: string): Branch<T>[] {
	const byId = new Map(runs.map((run) => [run.id, run]));
	const seen = new Set<string>();
	let root = byId.get(id);
	for (let up = root; up && !seen.has(up.id); up = up.parent && byId.get(up.parent.id)) {
		seen.add(up.id);
		root = up;
	}
	const branches: Branch<T>[] = [];
	const add = (run: T, depth: number): void => {
		if (branches.some((branch) => branch.run.id === run.id)) return;
		branches.push({ run, depth });
		for (const child of runs) if (child.parent?.id === run.id) add(child, depth + 1);
	};
	if (root) add(root, 0);
	return branches;
}
