/** The check of a fork: a run of this browser that left the lesson's run and that the verifier resolved. */
import type { Checked } from '#lesson/check.ts';
import type { Drill } from '#lesson/lesson.ts';
import type { TrajectoryHead } from '#model/trajectory.ts';
import { readWhole } from '#store/lineage.ts';
import { fold } from '#model/run.ts';
import type { Parts } from './parts.ts';

/** @param kept id of the learner's copy of the lesson's run; "" = not opened yet */
export async function checkFork(
	parts: Parts,
	{ before }: Extract<Drill, { kind: 'fork' }>,
	kept: string
): Promise<Checked> {
	const no = (said: string): Checked => ({ passed: false, said, score: null });
	const { trajectories } = await parts.store();
	const heads = (await trajectories.list()).flatMap((run) => ('head' in run ? [run.head] : []));
	const forks = heads.filter((head) => kept !== '' && head.id !== kept && rootOf(head, heads) === kept);
	if (forks.length === 0)
		return no('There is no fork of this run yet: open it, go to a step, and press "Fork at step ..." there.');
	let said = '';
	for (const head of forks) {
		const { events, inherited } = await readWhole(head.id, (id) => trajectories.read(id));
		const step = fold(events.slice(0, inherited)).steps.length;
		const { verdict } = fold(events);
		const name = `Your fork at step ${step}`;
		if (before !== undefined && step > before) said = `${name} leaves too late: the wrong step is in it.`;
		else if (!verdict) said = `${name} is not judged yet: let it end.`;
		else if (verdict.resolution === 'full')
			return { passed: true, said: `${name} is resolved.`, score: null };
		else said = `${name} is not resolved.`;
	}
	return no(said);
}

/** The run that it comes from, through forks of forks. */
function rootOf(head: TrajectoryHead, heads: readonly TrajectoryHead[]): string {
	const above = head.parent && heads.find(({ id }) => id === head.parent?.id);
	return above ? rootOf(above, heads) : (head.parent?.id ?? head.id);
}
