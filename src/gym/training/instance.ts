/**
 * What the ranking of the repair agent learns from: all edits that it would try on one bug, as features, and which of them give the
 * known fix back. No edit is run for that: it is the fix where the file then reads as the fixed one does, token by token.
 */
import { tokenizer } from 'acorn';
import type { RunTests } from '#agent/agent.ts';
import { applyEdits, type Candidate } from '#agent/repair/candidate.ts';
import { Checker } from '#agent/repair/checker.ts';
import { propose } from '#agent/repair/propose.ts';
import { survey } from '#agent/repair/survey.ts';
import type { Task } from '#model/task.ts';
import type { Sandbox } from '#sandbox/sandbox.ts';

/** Index and value, one after the other; what is not named is 0. */
export type Sparse = readonly number[];

export type Instance = {
	id: string;
	/** Package or repository: what training and judging may not share. */
	group: string;
	injected: boolean;
	/** In the order of the hand-made score. */
	candidates: readonly Sparse[];
	/** Of the edits that give the known fix back. */
	labels: readonly number[];
};

/** Named features first, then buckets of what the edit says. */
export const NAMES = [
	'hand-made score',
	'suspicion (log)',
	'prior of the template',
	'risk',
	'inserted characters (log)',
	'removes only',
	'several places',
	'is long'
] as const;
const BUCKETS = 120;
export const SIZE = NAMES.length + BUCKETS;

/** Edits that are proposed. */
const COUNT = 2000;
/** How the hand-made score weighs a suspicion (propose.ts). */
const WEIGHT = 1.2;

export function featuresOf({ score, prior, risk, edits, template, what }: Candidate): Sparse {
	const inserted = edits.reduce((sum, { text }) => sum + text.length, 0);
	const named = [
		score,
		(score - prior) / WEIGHT,
		prior,
		risk,
		Math.log1p(inserted) / 4,
		Number(inserted === 0),
		Number(edits.length > 1),
		Number(inserted > 40)
	];
	// Names and values differ from package to package; operators, keywords and small numbers do not.
	const shape = what
		.replace(/(["'`]).*?\1/g, 'text')
		.replace(
			/\b(?!(?:for|when|is|not|null|undefined|true|false|typeof|only|also|nothing|return|continue|break|always|without|instead)\b)[A-Za-z_$][\w$.]*/g,
			'x'
		);
	const words = [`template ${template}`, `shape ${template}: ${shape.slice(0, 60)}`];
	return [
		...named.flatMap((value, index) => (value === 0 ? [] : [index, round(value)])),
		...words.flatMap((word) => [bucketOf(word), 1])
	];
}

const round = (value: number) => Math.round(value * 1000) / 1000;

/** FNV-1a. http://www.isthe.com/chongo/tech/comp/fnv/ */
function bucketOf(text: string): number {
	let hash = 0x811c9dc5;
	for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
	return NAMES.length + ((hash >>> 0) % BUCKETS);
}

type Input = {
	task: Task;
	/** With the buggy repository mounted. */
	sandbox: Sandbox;
	runTests: RunTests;
	/** Files of the known fix: path -> text. */
	fixed: ReadonlyMap<string, string>;
	signal: AbortSignal;
	seed?: number;
};

/** null = the search has nothing to go by here. */
export async function instanceOf({
	task,
	sandbox,
	runTests,
	fixed,
	signal,
	seed = 1
}: Input): Promise<Instance | null> {
	const { tests } = await runTests({ signal });
	if (!tests.some(({ status }) => status === 'failed' || status === 'error')) return null;
	const checker = new Checker(sandbox, signal);
	await checker.install();
	try {
		const testFiles = task.testCommands.map((command) => command.slice(command.lastIndexOf(' ') + 1));
		const found = await survey(checker, { sandbox, testFiles, reported: tests });
		if (found.failing.length === 0) return null;
		const candidates = propose(found.units, found.suspicion, {
			issue: task.problemStatement,
			seed,
			count: COUNT
		});
		const wanted = new Map([...fixed].map(([path, text]) => [path, tokensOf(text)]));
		return {
			id: task.id,
			group: groupOf(task),
			injected: task.injected !== undefined,
			candidates: candidates.map(featuresOf),
			labels: candidates.flatMap((one, index) => (isFix(one, wanted) ? [index] : []))
		};
	} finally {
		await checker.remove();
	}
}

/** "minimist" of "minimist-1.2.5-injected-1-3". */
function groupOf({ id, source }: Task): string {
	if (source.kind === 'npm') return source.package;
	return id.replace(/-injected-.*$/, '').replace(/-\d+(\.\d+)*$/, '');
}

function isFix({ source, edits }: Candidate, wanted: ReadonlyMap<string, string | null>): boolean {
	if (wanted.size !== 1) return false;
	const tokens = wanted.get(source.path);
	return tokens !== undefined && tokens !== null && tokens === tokensOf(applyEdits(source.text, edits));
}

/** Without white space, comments and the choice of quotes; null = it cannot be read. */
function tokensOf(text: string): string | null {
	try {
		const tokens = tokenizer(text, {
			ecmaVersion: 'latest',
			allowHashBang: true,
			allowReturnOutsideFunction: true
		});
		return [...tokens]
			.map((token) => {
				const { value } = token as unknown as { value: unknown };
				return `${token.type.label} ${value instanceof Object ? JSON.stringify(value) : String(value)}`;
			})
			.join('\n');
	} catch {
		return null;
	}
}
