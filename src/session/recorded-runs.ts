/** The runs of this browser as data sets take them. */
import type { Recorded } from '#gym/datasets/datasets.ts';
import type { Sample } from '#gym/sample.ts';
import { CodedError } from '#model/coded-error.ts';
import type { Task } from '#model/task.ts';
import { StoredEvaluations } from '#store/evaluations.ts';
import { readWhole, standalone } from '#store/lineage.ts';
import type { Stored } from './evaluation.svelte.ts';
import { slotOf, type Models } from './models.svelte.ts';
import type { Parts } from './parts.ts';

/** `unusable`: why stored runs cannot be rows at all, reason -> how many. */
export async function recordedRuns(
	parts: Parts
): Promise<{ runs: Recorded[]; unusable: Record<string, number> }> {
	const { trajectories } = await parts.store();
	const genuine = await genuineByRun();
	const runs: Recorded[] = [];
	const tasks = new Map<string, Promise<Task>>();
	const taskOf = (id: string): Promise<Task> => {
		const known = tasks.get(id) ?? parts.loadTaskPack(id, {}).then(({ task }) => task);
		tasks.set(id, known);
		return known;
	};
	const unusable: Record<string, number> = {};
	for (const { id } of await trajectories.list())
		try {
			const { head, events, inherited } = await readWhole(id, (one) => trajectories.read(one));
			if (head.foreign) throw new CodedError('E_FOREIGN', 'made by another tool');
			const task = await taskOf(head.task);
			const trajectory = standalone(head, events);
			runs.push({ trajectory, task, copied: inherited, genuine: genuine.get(id) ?? null });
		} catch (error) {
			const reason = error instanceof CodedError ? wordsOf(error) : 'their task is not here';
			unusable[reason] = (unusable[reason] ?? 0) + 1;
		}
	return { runs, unusable };
}

/** The user's keys: no data set holds one, whatever it looks like. */
export async function secretsOf({ connections, keys }: Models): Promise<string[]> {
	const slots = distinct(connections.flatMap((one) => slotOf(one) ?? []));
	const found = await Promise.all(slots.map((slot) => keys.get(slot)));
	return found.filter((key) => key !== null);
}

export const distinct = (texts: readonly string[]): string[] => [...new Set(texts)].sort();

function wordsOf({ code, message }: CodedError): string {
	if (code === 'E_FOREIGN') return message;
	if (code === 'E_NO_PARENT' || code === 'E_LINEAGE') return 'the run that they were forked from is gone';
	return code.startsWith('E_TRAJECTORY') ? 'they cannot be read' : 'their task is not here';
}

/** What evaluations of this browser found out beyond the tests, by run. */
async function genuineByRun(): Promise<Map<string, boolean>> {
	const store = await StoredEvaluations.open<Stored, Sample>();
	const found = new Map<string, boolean>();
	for (const { id } of await store.heads())
		for (const { run, genuine } of await store.samples(id))
			if (run !== null && genuine !== null) found.set(run, genuine);
	return found;
}
