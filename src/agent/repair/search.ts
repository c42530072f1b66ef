/** Tries edits in batches until some pass everything, and says which of them is the best. */
import { spliceBetween, type Candidate, type Splice } from './candidate.ts';
import type { Checker } from './checker.ts';
import { edited, type Fuelled } from './instrument.ts';
import type { Survey } from './survey.ts';

/** Edits judged in one process. */
const BATCH = 125;
/** Batches tried after the first green one: alternatives are worth knowing. */
const MORE = 2;

export type Progress = {
	tried: number;
	/** All that pass so far, best first. */
	green: readonly Candidate[];
	/** Where there is none yet: the one that passed most tests. */
	nearest: Candidate | undefined;
};

export async function* search(
	checker: Checker,
	{ fuelled, stages, fuel }: Survey,
	candidates: readonly Candidate[]
): AsyncGenerator<Progress, readonly Candidate[]> {
	const sources = Object.fromEntries([...fuelled].map(([path, { text }]) => [path, text]));
	let green: Candidate[] = [];
	let nearest: { candidate: Candidate; passed: number } | undefined;
	let more = MORE;
	for (let from = 0; from < candidates.length && more > 0; from += BATCH) {
		if (green.length > 0) more -= 1;
		const batch = candidates.slice(from, from + BATCH);
		const splices = batch.map((candidate) => spliceOf(candidate, fuelled));
		const findings = await checker.judge(splices, { sources, stages, fuel });
		for (const [index, candidate] of batch.entries()) {
			const { passed, failed } = findings[index] ?? { passed: 0, failed: '' };
			if (failed === null) green.push(candidate);
			if (!nearest || passed > nearest.passed) nearest = { candidate, passed };
		}
		green = green.sort(better);
		yield { tried: Math.min(from + BATCH, candidates.length), green, nearest: nearest?.candidate };
	}
	return green;
}

/** Less of a special case first, then likelier, then shorter. */
function better(a: Candidate, b: Candidate): number {
	return preference(b) - preference(a);
}

function preference({ score, risk, edits }: Candidate): number {
	const length = edits.reduce((sum, { text }) => sum + text.length, 0);
	return score - 2 * risk - length / 200;
}

/** The edit as a splice of the text with bounded loops. */
export function spliceOf(
	{ source, edits }: Pick<Candidate, 'source' | 'edits'>,
	fuelled: ReadonlyMap<string, Fuelled>
): Splice {
	const base = fuelled.get(source.path) ?? { text: source.text, added: [] };
	return spliceBetween(source.path, base.text, edited(base, edits));
}
