/** A pack that this browser keeps, as the gallery lists tasks. */
import type { CatalogueEntry } from './pack-format.ts';
import type { TaskPack } from './task-pack.ts';

export function entryOf({ task, base, hiddenTests, walkthrough }: TaskPack): CatalogueEntry {
	const layers = [...base, hiddenTests];
	const bytes = (some: typeof layers) => some.reduce((sum, { snapshot }) => sum + snapshot.length, 0);
	return {
		id: task.id,
		title: task.title,
		package: null,
		base: null,
		fix: null,
		integrity: null,
		injected: task.injected ?? null,
		license: task.license,
		authors: 'made in this browser',
		runner: task.runner,
		tests: task.tests,
		difficulty: task.difficulty,
		tags: [...task.tags],
		failToPass: task.failToPass.length,
		passToPass: task.passToPass.length,
		walkthrough: walkthrough !== null,
		bytes: bytes(layers),
		warmBytes: bytes(layers.filter(({ role }) => role === 'repo'))
	};
}
