/** What a learner has done, as it is kept and as a file. */
import * as v from 'valibot';
import { CodedError } from '#model/coded-error.ts';

const doneSchema = v.object({
	/** "<lesson id>#<drill id>". */
	key: v.pipe(v.string(), v.maxLength(200), v.regex(/^[a-z0-9/-]+#[a-z0-9-]+$/)),
	passed: v.boolean(),
	/** Answers that were given until it passed. */
	tries: v.pipe(v.number(), v.integer(), v.minValue(0)),
	/** Hints that were looked at. */
	hints: v.pipe(v.number(), v.integer(), v.minValue(0)),
	/** The last answer. */
	answer: v.pipe(v.string(), v.maxLength(100_000)),
	/** Brier's, of the first prediction; null = none. */
	score: v.nullable(v.number())
});
export type Done = v.InferOutput<typeof doneSchema>;

const fileSchema = v.object({
	format: v.literal('tabgym-progress'),
	version: v.literal(1),
	done: v.pipe(v.array(doneSchema), v.maxLength(10_000))
});

export function writeProgress(done: readonly Done[]): string {
	return `${JSON.stringify({ format: 'tabgym-progress', version: 1, done }, null, '\t')}\n`;
}

/** @throws CodedError E_PROGRESS */
export function readProgress(text: string): Done[] {
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch {
		throw new CodedError('E_PROGRESS', 'Cannot import the progress: the file is no JSON');
	}
	const result = v.safeParse(fileSchema, value);
	if (result.success) return result.output.done;
	throw new CodedError(
		'E_PROGRESS',
		'Cannot import the progress: the file was not exported from the lessons of Tabgym'
	);
}

/** The better of what both know. */
export function merge(one: Done | undefined, other: Done): Done {
	if (!one) return other;
	if (one.passed !== other.passed) return one.passed ? one : other;
	return one.tries >= other.tries ? one : other;
}
