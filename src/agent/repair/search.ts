/** Tries edits in batches until some pass everything, and says which of them is the best. */
import { spliceBetween, type Candidate, type Splice } from './candidate.ts';
import type { Checker, Finding, Goal, Stage } from './checker.ts';
import { concernsOf } from './concerns.ts';
import { edited, type Fuelled } from './instrument.ts';
import { jobOf } from './job-of.ts';
import { Queue } from './queue.ts';
import type { Survey } from './survey.ts';

/** Edits judged in one process before what they say is looked at: few at first. */
const FIRST_BATCH = 50;
const LAST_BATCH = 200;
/** Processes at a time. */
const PROCESSES = 2;
/**
 * Edits tried after the batch with the first green one: alternatives are worth knowing, unless enough are known. More where the issue has
 * an example that none makes hold.
 */
const MORE = 300;
const MORE_FOR_EXAMPLES = 2400;
const ENOUGH = 20;

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
	found: Survey,
	{ candidates, examples, heldBefore, budget }: Work
): AsyncGenerator<Progress, Progress> {
	const job = jobOf(found, examples);
	const { fuelled, goals } = found;
	const concerns = concernsOf(found);
	const queue = new Queue(candidates);
	const progress = { tried: 0, overfitted: 0, green: [] as Green[], steps: [] as Step[] };
	const isPatient = () => heldBefore < examples.length && !((progress.green[0]?.agrees ?? 0) > heldBefore);
	const more = () => {
		if (progress.green.length === 0) return Infinity;
		if (isPatient()) return MORE_FOR_EXAMPLES - after;
		return progress.green.length < ENOUGH ? MORE - after : 0;
	};
	let [size, after] = [FIRST_BATCH * PROCESSES, 0];
	while (more() > 0 && progress.tried < budget) {
		const batch = queue.next(Math.min(size, more(), budget - progress.tried));
		if (batch.length === 0) break;
		size = Math.min(2 * size, LAST_BATCH * PROCESSES);
		if (progress.green.length > 0) after += batch.length;
		const enough = Math.ceil((ENOUGH - progress.green.length) / PROCESSES);
		const held = isPatient() ? heldBefore + 1 : 0;
		const findings = await inParallel(batch, (some, seat) =>
			checker.judge(
				some.map((candidate) => ({ ...spliceOf(candidate, fuelled), stages: concerns(candidate) })),
				{ ...job, enough, held },
				seat
			)
		);
		for (const [index, candidate] of batch.entries()) {
			const finding = findings[index];
			if (!finding) continue;
			progress.tried += 1;
			queue.learn(candidate, finding);
			if (finding.onlyWithheld) progress.overfitted += 1;
			if (finding.failed === null) progress.green.push({ ...candidate, agrees: finding.agrees?.length ?? 0 });
			else if (!finding.broke) {
				const gain = gainOf(finding, goals);
				if (gain > 0) progress.steps.push({ candidate, gain });
			}
		}
		progress.green.sort((a, b) => b.agrees - a.agrees || preference(b) - preference(a));
		progress.steps.sort((a, b) => b.gain - a.gain || preference(b.candidate) - preference(a.candidate));
		yield progress;
	}
	return progress;
}

/** Lets all processes but the first, which is there, load what the tests need before anything is tried. */
export async function warm(checker: Checker, found: Survey, examples: readonly Stage[]): Promise<void> {
	const seats = Array.from({ length: PROCESSES - 1 }, (_, index) => index + 1);
	await Promise.all(seats.map((seat) => checker.warm(jobOf(found, examples), seat)));
}

/** By candidate; none for those that a process left out because it had found enough. */
async function inParallel(
	batch: readonly Candidate[],
	judge: (some: readonly Candidate[], seat: number) => Promise<Finding[]>
): Promise<(Finding | undefined)[]> {
	const parts = Array.from({ length: PROCESSES }, (_, part) =>
		batch.filter((_candidate, index) => index % PROCESSES === part)
	);
	const found = await Promise.all(parts.map((part, seat) => (part.length > 0 ? judge(part, seat) : [])));
	return batch.map((_, index) => found[index % PROCESSES]?.[Math.floor(index / PROCESSES)]);
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

/** The edit as a splice of the text with bounded loops and calls. */
export function spliceOf(
	{ source, edits }: Pick<Candidate, 'source' | 'edits'>,
	fuelled: ReadonlyMap<string, Fuelled>
): Splice {
	const base = fuelled.get(source.path) ?? { text: source.text, added: [] };
	return spliceBetween(source.path, base.text, edited(base, edits));
}
