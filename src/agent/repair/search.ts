/** Tries edits in batches until some pass everything, and says which of them is the best. */
import { spliceBetween, type Candidate, type Splice } from './candidate.ts';
import type { Checker, Finding, Goal, Stage } from './checker.ts';
import { edited, type Fuelled } from './instrument.ts';
import { Queue } from './queue.ts';
import type { Survey } from './survey.ts';

/** Edits judged in one process, and processes at a time. */
const BATCH = 150;
const PROCESSES = 2;
/** Batches tried after the first one with a green edit: alternatives are worth knowing. More where the issue has an example that none makes hold. */
const MORE = 1;
const MORE_FOR_EXAMPLES = 8;

/** An edit that brings the failing tests further and breaks nothing. */
export type Step = { candidate: Candidate; gain: number };

/** An edit with which everything passes, and how many examples of the issue hold with it. */
export type Green = Candidate & { agrees: number };

export type Progress = {
	tried: number;
	/** Edits that pass all that is searched by and fail a test that was withheld. */
	overfitted: number;
	/** All that pass so far, best first. */
	green: readonly Green[];
	/** Those that help, best first. */
	steps: readonly Step[];
};

/** What is tried, how much of it at most, and the scripts of the issue, with how many of them hold without an edit. */
type Work = {
	candidates: readonly Candidate[];
	examples: readonly Stage[];
	heldBefore: number;
	budget: number;
};

export async function* search(
	checker: Checker,
	{ fuelled, goals, withheld, stages, skipped, fuel }: Survey,
	{ candidates, examples, heldBefore, budget }: Work
): AsyncGenerator<Progress, Progress> {
	const sources = Object.fromEntries([...fuelled].map(([path, { text }]) => [path, text]));
	const queue = new Queue(candidates);
	const progress = { tried: 0, overfitted: 0, green: [] as Green[], steps: [] as Step[] };
	const isPatient = () => heldBefore < examples.length && !((progress.green[0]?.agrees ?? 0) > heldBefore);
	let after = 0;
	while (after < (isPatient() ? MORE_FOR_EXAMPLES : MORE) && progress.tried < budget) {
		const batch = queue.next(Math.min(BATCH * PROCESSES, budget - progress.tried));
		if (batch.length === 0) break;
		if (progress.green.length > 0) after += 1;
		const findings = await inParallel(batch, (some) =>
			checker.judge(
				some.map((candidate) => spliceOf(candidate, fuelled)),
				{ sources, goals, withheld, stages, examples, skipped, fuel }
			)
		);
		for (const [index, candidate] of batch.entries()) {
			const finding = findings[index];
			if (!finding) continue;
			queue.learn(candidate, finding);
			if (finding.onlyWithheld) progress.overfitted += 1;
			if (finding.failed === null) progress.green.push({ ...candidate, agrees: finding.agrees?.length ?? 0 });
			else if (!finding.broke) {
				const gain = gainOf(finding, goals);
				if (gain > 0) progress.steps.push({ candidate, gain });
			}
		}
		progress.tried += batch.length;
		progress.green.sort((a, b) => b.agrees - a.agrees || preference(b) - preference(a));
		progress.steps.sort((a, b) => b.gain - a.gain || preference(b.candidate) - preference(a.candidate));
		yield progress;
	}
	return progress;
}

async function inParallel(
	batch: readonly Candidate[],
	judge: (some: readonly Candidate[]) => Promise<Finding[]>
): Promise<Finding[]> {
	const size = Math.ceil(batch.length / PROCESSES);
	const parts = Array.from({ length: PROCESSES }, (_, index) =>
		batch.slice(index * size, (index + 1) * size)
	);
	return (await Promise.all(parts.filter((part) => part.length > 0).map(judge))).flat();
}

/** Goals that pass count whole; those that fail later in their file count a little; one that fails earlier undoes it. */
function gainOf({ lines }: Finding, goals: readonly Goal[]): number {
	let gain = 0;
	for (const [index, line] of lines.entries()) {
		const before = goals[index]?.line ?? 0;
		if (line === null) gain += 1;
		else if (line < before) return 0;
		else if (line > before) gain += 0.1;
	}
	return gain;
}

/** Less of a special case first, then likelier, then shorter. */
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
