/** What goes to and fro in a class without a server: an assignment, and what a student hands in. */
import * as v from 'valibot';
import { hexDigest } from './bytes.ts';

const taskId = v.pipe(v.string(), v.regex(/^[\w.@+-]{1,120}$/));
const short = v.pipe(v.string(), v.maxLength(300));
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const path = v.pipe(
	v.string(),
	v.maxLength(400),
	v.check(
		(text) => !/[\0\\]/.test(text) && text.split('/').every((part) => !['', '.', '..'].includes(part)),
		'Not a path in a repository'
	)
);
const files = v.record(path, v.pipe(v.string(), v.maxLength(1_000_000)));

export const assignmentSchema = v.object({
	title: v.pipe(short, v.nonEmpty()),
	tasks: v.pipe(v.array(taskId), v.minLength(1), v.maxLength(20)),
	/** Whether hints may be looked at; how many were is told either way. */
	hints: v.boolean(),
	/** As the teacher writes it: "Friday, 12:00". */
	due: short,
	/** Minutes that a student should take; 0 = no limit. Told, not enforced: there is no server. */
	minutes: count,
	/** Tells two classes with the same tasks apart. */
	seed: count
});
export type Assignment = v.InferOutput<typeof assignmentSchema>;

const attemptSchema = v.object({
	/** Milliseconds since the student opened the task. */
	at: count,
	/** By path, each as a whole. */
	files,
	resolution: v.picklist(['full', 'partial', 'none'])
});

const workSchema = v.object({
	task: taskId,
	hints: count,
	/** In order; the last one counts. */
	attempts: v.pipe(v.array(attemptSchema), v.maxLength(500))
});
export type Work = v.InferOutput<typeof workSchema>;

export const submissionSchema = v.object({
	/** Digest of the assignment that it answers. */
	assignment: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
	/** What the student typed; nothing else says who it is. */
	name: v.pipe(v.string(), v.nonEmpty(), v.maxLength(100)),
	work: v.pipe(v.array(workSchema), v.maxLength(20))
});
export type Submission = v.InferOutput<typeof submissionSchema>;

export function assignmentDigest({ title, tasks, hints, due, minutes, seed }: Assignment): string {
	return hexDigest(new TextEncoder().encode(JSON.stringify([title, tasks, hints, due, minutes, seed])));
}
