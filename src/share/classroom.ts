/** What goes to and fro in a class without a server: an assignment, and what a student hands in. */
import * as v from 'valibot';
import { hexDigest } from './bytes.ts';
import { runSchema } from './run.ts';

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

const lessonId = v.pipe(v.string(), v.regex(/^[\w-]{1,120}\/[\w-]{1,120}$/));

export const assignmentSchema = v.pipe(
	v.object({
		title: v.pipe(short, v.nonEmpty()),
		tasks: v.pipe(v.array(taskId), v.maxLength(20)),
		/** Of the site. */
		lessons: v.optional(v.pipe(v.array(lessonId), v.maxLength(20)), []),
		/** How tasks are worked on: files are edited and checked, or a whole run of the workspace is handed in. */
		mode: v.optional(v.picklist(['edit', 'run']), 'edit'),
		/** Checks of a task that a student has; 0 = as many as wanted. Kept by the page, and told. */
		attempts: v.optional(count, 0),
		/** Whether hints may be looked at; how many were is told either way. */
		hints: v.boolean(),
		/** As the teacher writes it: "Friday, 12:00". */
		due: short,
		/** Minutes that a student should take; 0 = no limit. Told, not enforced: there is no server. */
		minutes: count,
		/** Tells two classes with the same tasks apart. */
		seed: count
	}),
	v.check(({ tasks, lessons }) => tasks.length + lessons.length > 0, 'It has no task and no lesson')
);
export type Assignment = v.InferOutput<typeof assignmentSchema>;

const attemptSchema = v.object({
	/** Milliseconds since the student opened the task. */
	at: count,
	/** By path, each as a whole. */
	files,
	resolution: v.picklist(['full', 'partial', 'none']),
	/** Of the results of all tests: see resultsDigest. */
	results: v.exactOptional(v.pipe(v.string(), v.length(64)))
});

/** What a student did, in order: told, and no proof of anything. */
const logSchema = v.optional(
	v.pipe(
		v.array(
			v.object({
				/** Milliseconds since the student opened it. */
				at: count,
				what: v.picklist(['opened', 'hint', 'ran', 'checked', 'answered', 'feedback', 'chose']),
				/** The command, the drill, the run. */
				note: v.optional(v.pipe(v.string(), v.maxLength(300)), '')
			})
		),
		v.maxLength(5000)
	),
	[]
);
export type Logged = v.InferOutput<typeof logSchema>[number];

const workSchema = v.object({
	task: taskId,
	hints: count,
	/** In order; the last one counts. */
	attempts: v.pipe(v.array(attemptSchema), v.maxLength(500)),
	/** The run that is handed in, where the assignment asks for one. */
	run: v.exactOptional(runSchema),
	log: logSchema
});
export type Work = v.InferOutput<typeof workSchema>;

const answerSchema = v.object({
	drill: v.pipe(v.string(), v.maxLength(120)),
	passed: v.boolean(),
	tries: count,
	hints: count,
	answer: v.pipe(v.string(), v.maxLength(1_000_000)),
	/** Brier's; null = nothing was predicted. */
	score: v.nullable(v.number())
});

const lessonWorkSchema = v.object({
	lesson: lessonId,
	answers: v.pipe(v.array(answerSchema), v.maxLength(100)),
	log: logSchema
});
export type LessonWork = v.InferOutput<typeof lessonWorkSchema>;

export const submissionSchema = v.object({
	/** Digest of the assignment that it answers. */
	assignment: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
	/** What the student typed; nothing else says who it is. */
	name: v.pipe(v.string(), v.nonEmpty(), v.maxLength(100)),
	work: v.pipe(v.array(workSchema), v.maxLength(20)),
	lessons: v.optional(v.pipe(v.array(lessonWorkSchema), v.maxLength(20)), [])
});
export type Submission = v.InferOutput<typeof submissionSchema>;

const digestOf = (value: unknown): string => hexDigest(new TextEncoder().encode(JSON.stringify(value)));

/** What came later counts only where it is used, so that older assignments keep theirs. */
export function assignmentDigest(assignment: Assignment): string {
	const { title, tasks, hints, due, minutes, seed, lessons, mode, attempts } = assignment;
	const later = lessons.length > 0 || mode !== 'edit' || attempts !== 0 ? [lessons, mode, attempts] : [];
	return digestOf([title, tasks, hints, due, minutes, seed, ...later]);
}

/** Which tests hold, whatever their order and messages. */
export const resultsDigest = (tests: readonly { id: string; holds: boolean }[]): string =>
	digestOf(tests.map(({ id, holds }) => [id, holds]).sort());
