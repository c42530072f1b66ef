/** An edit as numbers, which a learned order weighs (gym/training). */
import type { Candidate } from './candidate.ts';

/** Index and value, one after the other; what is not named is 0. */
export type Sparse = readonly number[];

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

export function scoreOf(weights: ArrayLike<number>, features: Sparse): number {
	let sum = 0;
	for (let at = 0; at < features.length; at += 2)
		sum += (weights[features[at] ?? 0] ?? 0) * (features[at + 1] ?? 0);
	return sum;
}

/** The same edits in the learned order, which their scores then say. */
export function inOrder(weights: ArrayLike<number>, candidates: readonly Candidate[]): Candidate[] {
	return candidates
		.map((one) => ({ ...one, score: scoreOf(weights, featuresOf(one)) }))
		.sort((one, other) => other.score - one.score);
}
