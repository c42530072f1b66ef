/** How suspicious each line of a repository is: Ochiai over what its tests run. */
import type { AgentInput, LineHeat } from '#agent/agent.ts';
import { Checker } from './checker.ts';
import { survey, type Survey } from './survey.ts';
import { lineAt } from './syntax.ts';

/** Lines that failing tests run, the most suspicious first. @throws CodedError E_NOTHING_TO_SEARCH */
export async function heatOf(
	{ sandbox, runTests, testCommands }: Pick<AgentInput, 'sandbox' | 'runTests' | 'testCommands'>,
	signal: AbortSignal
): Promise<LineHeat[]> {
	const { tests } = (await runTests?.({ signal })) ?? { tests: [] };
	const checker = new Checker(sandbox, signal);
	await checker.install();
	const testFiles = testCommands.map((command) => command.slice(command.lastIndexOf(' ') + 1));
	try {
		return heatIn(await survey(checker, { sandbox, testFiles, reported: tests }));
	} finally {
		await checker.end();
	}
}

export function heatIn({ units, suspicion }: Pick<Survey, 'units' | 'suspicion'>): LineHeat[] {
	const lines = new Map<string, LineHeat>();
	for (const [index, { source, node }] of units.entries()) {
		const [path, line, heat] = [source.path, lineAt(source.text, node.start), suspicion[index] ?? 0];
		const key = `${path}:${line}`;
		if (heat > (lines.get(key)?.suspicion ?? 0)) lines.set(key, { path, line, suspicion: heat });
	}
	return [...lines.values()].sort((a, b) => b.suspicion - a.suspicion);
}
