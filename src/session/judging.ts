/** A sample with what a model thinks of its run, together with what its tests say. */
import { hybrid, judgement, questionOf } from '#gym/judge.ts';
import { CodedError } from '#model/coded-error.ts';
import type { Sample } from '#gym/sample.ts';
import type { AskJudge, Parts } from './parts.ts';

/** null = its run is not kept in this browser. */
export async function scoreByJudge(
	parts: Parts,
	sample: Sample,
	{ ask, signal }: { ask: AskJudge; signal: AbortSignal }
): Promise<Sample | null> {
	const { trajectories } = await parts.store();
	const trajectory = sample.run === null ? null : await trajectories.read(sample.run).catch(unlessMissing);
	if (!trajectory) return null;
	const tokens = await ask(questionOf(trajectory), signal);
	return { ...sample, score: hybrid(judgement(tokens), sample.green) };
}

function unlessMissing(error: unknown): null {
	if (error instanceof CodedError && error.code === 'E_NO_RUN') return null;
	throw error;
}
