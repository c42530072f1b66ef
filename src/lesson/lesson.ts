/** What a lesson is: a text with drills in it, over a task or a recorded run. Types, and the door for their files. */
import * as v from 'valibot';
import { CodedError } from '#model/coded-error.ts';

const text = v.pipe(v.string(), v.nonEmpty());
const place = v.pipe(v.number(), v.integer(), v.minValue(1));
const id = v.pipe(v.string(), v.regex(/^[a-z0-9-]+$/));

const common = {
	id,
	/** Markdown. */
	question: text,
	/** From vague to plain; shown one after the other. Markdown. */
	hints: v.optional(v.array(text), []),
	/** Shown after the answer. Markdown. */
	explain: v.optional(v.string(), '')
};

export const drillSchema = v.variant('kind', [
	/** `answer` counts from 1. Also "what will the agent do next?". */
	v.object({
		...common,
		kind: v.literal('choice'),
		options: v.pipe(v.array(text), v.minLength(2)),
		answer: place
	}),
	/** Steps of the recorded run that are right, counted from 1 as on the screen. */
	v.object({ ...common, kind: v.literal('step'), answer: v.array(place) }),
	v.object({ ...common, kind: v.literal('file'), answer: text }),
	v.object({ ...common, kind: v.literal('line'), file: text, answer: v.tuple([place, place]) }),
	v.object({ ...common, kind: v.literal('number'), answer: v.number(), tolerance: v.number() }),
	/** How likely it is, in percent, that the verifier resolves this patch; the verifier then says. Scored by Brier. */
	v.object({ ...common, kind: v.literal('prediction'), patch: text }),
	/** Accept or reject a patch; the verifier then says who is right. */
	v.object({ ...common, kind: v.literal('judge'), patch: text }),
	/** A stop at one of these steps, by a breakpoint of the debugger's that is run over the recorded run. */
	v.object({ ...common, kind: v.literal('breakpoint'), answer: v.array(place) }),
	/** The learner edits files until the verifier resolves. `from`: the step of the run to leave from; absent = the task's base. */
	v.object({
		...common,
		kind: v.literal('fix'),
		files: v.pipe(v.array(text), v.minLength(1)),
		from: v.exactOptional(place)
	}),
	/** The learner edits files until this command ends with 0, in a fresh sandbox over what the lesson begins with. */
	v.object({
		...common,
		kind: v.literal('command'),
		command: text,
		files: v.pipe(v.array(text), v.minLength(1))
	}),
	/** The learner edits files until they say what the solution's say; spaces do not count. */
	v.object({ ...common, kind: v.literal('same'), files: v.pipe(v.array(text), v.minLength(1)) }),
	/** A fork of the recorded run, made in this browser, that the verifier resolves. `before`: it leaves at this step or an earlier one. */
	v.object({ ...common, kind: v.literal('fork'), before: v.exactOptional(place) }),
	/** A sentence for the prompt that raises the rate at which a model solves the task, over so many seeds with and without it. */
	v.object({
		...common,
		kind: v.literal('prompt'),
		seeds: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(20))
	}),
	/** Words of the learner, compared with each line of a rubric by a model; without one the learner compares. */
	v.object({ ...common, kind: v.literal('text'), rubric: v.pipe(v.array(text), v.minLength(1)) })
]);
export type Drill = v.InferOutput<typeof drillSchema>;

/** Whether a lesson is passed without it: what needs a model cannot be asked of everybody. */
export const isExtra = ({ kind }: Drill): boolean => kind === 'prompt' || kind === 'text';

/** A piece of the text, or the drill that stands there. */
export type Segment = { text: string } | { drill: string };

export const lessonSchema = v.object({
	/** "<part>/<lesson>": its folders. */
	id: v.pipe(v.string(), v.regex(/^[a-z0-9-]+\/[a-z0-9-]+$/)),
	part: text,
	title: text,
	/** How long it takes; null = nobody said. */
	minutes: v.nullable(v.pipe(v.number(), v.minValue(1), v.maxValue(60))),
	/** null = there is nothing but the lesson's own files. */
	task: v.nullable(v.pipe(v.string(), v.regex(/^[\w.@+-]+$/))),
	/** File of the lesson that holds a recorded run, as Tabgym shares it; null = the task alone. */
	run: v.nullable(text),
	allowEdits: v.boolean(),
	/** What a lesson without a task runs: once before, and when the learner says so. */
	commands: v.object({ prepare: v.array(text), main: v.nullable(text) }),
	segments: v.array(v.union([v.object({ text: v.string() }), v.object({ drill: id })])),
	drills: v.array(drillSchema),
	/** Other files of the lesson that drills name (patches, the run), by name. */
	files: v.record(v.string(), v.string()),
	/** By path: laid over the task's base before the learner begins. */
	start: v.record(v.string(), v.string()),
	/** By path: a solution, shown when the learner asks for it. */
	solution: v.record(v.string(), v.string())
});
export type Lesson = v.InferOutput<typeof lessonSchema>;

export const indexSchema = v.array(
	v.object({
		id: v.string(),
		part: v.string(),
		title: v.string(),
		minutes: v.nullable(v.number()),
		/** Those that count. */
		drills: v.array(v.string())
	})
);
export type LessonEntry = v.InferOutput<typeof indexSchema>[number];

export const indexEntry = ({ id, part, title, minutes, drills }: Lesson): LessonEntry => ({
	...{ id, part, title, minutes },
	drills: drills.filter((drill) => !isExtra(drill)).map((drill) => drill.id)
});

export function parsed<T>(schema: v.GenericSchema<unknown, T>, value: unknown, name: string): T {
	const result = v.safeParse(schema, value);
	if (result.success) return result.output;
	const [issue] = result.issues;
	throw new CodedError(
		'E_LESSON',
		`Cannot read lesson "${name}": field "${v.getDotPath(issue) ?? 'lesson.md'}" is wrong (${issue.message})`
	);
}
