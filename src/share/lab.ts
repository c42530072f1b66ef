/** What of the lab goes into a link or file: an evaluation's figures, and learned weights. */
import * as v from 'valibot';
import { END_REASONS } from '#model/event.ts';

const text = (most: number) => v.pipe(v.string(), v.maxLength(most));
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const amount = v.pipe(v.number(), v.finite(), v.minValue(0));
const id = v.pipe(v.string(), v.regex(/^[\w.@+-]{1,120}$/));

const sampleSchema = v.object({
	agent: text(200),
	task: id,
	/** Counts from 1. */
	sample: count,
	seed: v.number(),
	resolution: v.nullable(v.picklist(['full', 'partial', 'none'])),
	green: v.boolean(),
	empty: v.boolean(),
	genuine: v.nullable(v.boolean()),
	stuck: v.boolean(),
	injected: v.boolean(),
	end: v.nullable(v.picklist(END_REASONS)),
	steps: count,
	candidates: v.nullable(count),
	/** Seconds of searching; links of before do not say. */
	searched: v.optional(v.nullable(amount), null),
	inputTokens: amount,
	outputTokens: amount,
	/** US dollars. */
	cost: amount,
	seconds: amount,
	problem: v.nullable(text(4000)),
	/** As a unified diff; null = not carried. */
	patch: v.nullable(text(400_000)),
	score: v.nullable(v.pipe(v.number(), v.finite()))
});

export const evaluationSchema = v.object({
	name: text(200),
	agent: text(400),
	host: text(200),
	/** ISO 8601. */
	date: text(40),
	seed: v.number(),
	/** Of each task and agent. */
	samples: count,
	tasks: v.pipe(v.array(id), v.maxLength(5000)),
	agents: v.exactOptional(v.pipe(v.array(text(200)), v.maxLength(100))),
	done: v.pipe(v.array(sampleSchema), v.maxLength(20_000))
});
export type SharedEvaluation = v.InferOutput<typeof evaluationSchema>;

export const weightsSchema = v.object({
	/** How they were learned, for a person. */
	about: text(1000),
	/** ISO 8601. */
	date: text(40),
	/** Packages that were learned from. */
	learnedFrom: v.pipe(v.array(text(214)), v.maxLength(5000)),
	weights: v.pipe(v.array(v.pipe(v.number(), v.finite())), v.maxLength(100_000))
});
export type SharedWeights = v.InferOutput<typeof weightsSchema>;

/** full = all; short = without patches; lean = without what went wrong as well. */
export function slimmed(evaluation: SharedEvaluation, form: 'full' | 'short' | 'lean'): SharedEvaluation {
	if (form === 'full') return evaluation;
	const done = evaluation.done.map((sample) => ({
		...sample,
		patch: null,
		seconds: Math.round(sample.seconds * 10) / 10,
		problem: form === 'lean' ? null : sample.problem
	}));
	return { ...evaluation, done };
}
