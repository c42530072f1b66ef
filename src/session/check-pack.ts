/** A task checked in this tab, as tasks:validate does on the command line. Names of tests from elsewhere become ours where they are clear. */
import { matchTests } from '#repo/formats/match.ts';
import { digestOf } from '#repo/pack-of.ts';
import { runSide, validateTask } from '#verifier/validate.ts';
import type { HostName, Parts, TaskPack } from './parts.ts';

type Watch = { host: HostName; signal: AbortSignal; onProgress: (text: string) => void };

/** Rounds of base and gold. */
const TIMES = 2;

/** `found` says in words what is wrong; `renamed` is the task with our names of its tests, where they had others. */
export async function checkPack(
	parts: Parts,
	pack: TaskPack,
	{ host, signal, onProgress }: Watch
): Promise<{ found: string[]; renamed: TaskPack | null }> {
	const openSandbox = () => parts.openSandbox({ host, signal, onProgress });
	onProgress('Running its tests with the fix');
	const results = await runSide(pack, 'gold', { openSandbox, signal });
	const { renamed, unknown } = await withOurNames(
		pack,
		results.map(({ id }) => id)
	);
	if (unknown.length > 0)
		return {
			found: unknown.map((name) => `its suite reports no test "${name}", or several of that name`),
			renamed: null
		};
	const found = await validateTask(renamed ?? pack, { times: TIMES, openSandbox, signal, onProgress });
	return { found, renamed };
}

async function withOurNames(
	pack: TaskPack,
	ids: readonly string[]
): Promise<{ renamed: TaskPack | null; unknown: string[] }> {
	const { task } = pack;
	const names = [...task.failToPass, ...task.passToPass];
	const matched = matchTests(names, ids);
	const unknown = names.filter((_, index) => matched[index] === null);
	if (unknown.length > 0 || names.every((name, index) => matched[index] === name))
		return { renamed: null, unknown };
	const ours = matched.filter((id) => id !== null);
	const listed = new Set(ours);
	const changed = {
		...pack,
		task: {
			...task,
			failToPass: ours.slice(0, task.failToPass.length),
			passToPass: ours.slice(task.failToPass.length),
			// Tests that its lists do not name decide nothing.
			flaky: ids.filter((id) => !listed.has(id))
		}
	};
	return { renamed: { ...changed, digest: await digestOf(changed) }, unknown };
}
