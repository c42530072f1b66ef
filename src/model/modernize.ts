/**
 * Where stored trajectories come in: what is read from a store, a file or a link is parsed here once and trusted after.
 * Every version ever written opens; a newer one than ours is refused by name. Nothing is skipped.
 */
import * as v from 'valibot';
import { CodedError } from './coded-error.ts';
import { END_REASONS, type TrajectoryEvent } from './event.ts';
import { TRAJECTORY_VERSION, type Trajectory, type TrajectoryHead } from './trajectory.ts';

const step = v.pipe(v.number(), v.integer(), v.minValue(0));
const stamp = { seq: step, at: v.number() };
const limits = v.object({
	steps: v.number(),
	testTimeout: v.number(),
	time: v.number(),
	tokens: v.exactOptional(v.number()),
	cost: v.exactOptional(v.number())
});
const status = v.picklist(['passed', 'failed', 'skipped', 'error']);
const judged = v.picklist(['passed', 'failed', 'skipped', 'error', 'missing']);
const patch = v.array(
	v.object({ path: v.string(), before: v.nullable(v.string()), after: v.nullable(v.string()) })
);

const head = v.object({
	version: v.literal(TRAJECTORY_VERSION),
	id: v.string(),
	task: v.string(),
	taskDigest: v.string(),
	host: v.string(),
	seed: v.number(),
	agent: v.string(),
	limits,
	dial: v.exactOptional(v.object({ seed: v.number(), now: v.number() })),
	parent: v.exactOptional(v.object({ id: v.string(), seq: v.number() })),
	foreign: v.exactOptional(
		v.object({
			format: v.string(),
			diff: v.nullable(v.string()),
			exitCodes: v.boolean(),
			repository: v.nullable(v.string())
		})
	),
	startedAt: v.pipe(v.string(), v.isoTimestamp())
});

const testResult = v.object({
	id: v.string(),
	status,
	duration: v.exactOptional(v.number()),
	message: v.exactOptional(v.string())
});

const verdict = v.object({
	resolution: v.picklist(['full', 'partial', 'none']),
	tests: v.array(
		v.object({
			id: v.string(),
			group: v.picklist(['FAIL_TO_PASS', 'PASS_TO_PASS']),
			before: judged,
			after: judged,
			holds: v.boolean(),
			message: v.exactOptional(v.string())
		})
	),
	integrity: v.array(v.object({ name: v.string(), ok: v.boolean(), detail: v.string() })),
	infraFailure: v.exactOptional(v.string()),
	exitCodes: v.array(v.number()),
	duration: v.number(),
	host: v.string()
});

const event = v.variant('type', [
	v.object({ ...stamp, type: v.literal('run-started'), agent: v.string(), issue: v.string() }),
	v.object({
		...stamp,
		type: v.literal('thought'),
		step,
		text: v.string(),
		reasoning: v.exactOptional(v.literal(true))
	}),
	v.object({
		...stamp,
		type: v.literal('tool-called'),
		step,
		callId: v.string(),
		tool: v.string(),
		input: v.record(v.string(), v.unknown()),
		by: v.exactOptional(v.literal('person'))
	}),
	v.object({
		...stamp,
		type: v.literal('tool-returned'),
		step,
		callId: v.string(),
		output: v.string(),
		exitCode: v.number()
	}),
	v.object({ ...stamp, type: v.literal('files-changed'), step, patch }),
	v.object({
		...stamp,
		type: v.literal('tests-ran'),
		step,
		tests: v.array(testResult),
		duration: v.number()
	}),
	v.object({ ...stamp, type: v.literal('candidates-tried'), step, tried: v.number(), best: v.string() }),
	v.object({
		...stamp,
		type: v.literal('model-replied'),
		step,
		model: v.string(),
		inputTokens: v.number(),
		outputTokens: v.number(),
		cachedTokens: v.exactOptional(v.number()),
		reasoningTokens: v.exactOptional(v.number()),
		cost: v.number(),
		unpriced: v.exactOptional(v.literal(true))
	}),
	v.object({
		...stamp,
		type: v.literal('human-intervened'),
		step,
		what: v.string(),
		message: v.exactOptional(v.string())
	}),
	v.object({
		...stamp,
		type: v.literal('history-condensed'),
		step,
		calls: v.array(v.string()),
		characters: v.number()
	}),
	v.object({ ...stamp, type: v.literal('verdict-reached'), verdict }),
	v.object({ ...stamp, type: v.literal('note-added'), text: v.string(), on: v.exactOptional(step) }),
	v.object({ ...stamp, type: v.literal('run-named'), name: v.string() }),
	v.object({
		...stamp,
		type: v.literal('run-ended'),
		reason: v.picklist(END_REASONS),
		message: v.exactOptional(v.string()),
		code: v.exactOptional(v.string())
	})
]);

/** A stored head of any version as ours. `name` is how the error speaks of it. */
export function readHead(value: unknown, name: string): TrajectoryHead {
	const version =
		typeof value === 'object' && value !== null && 'version' in value ? value.version : undefined;
	if (typeof version === 'number' && version > TRAJECTORY_VERSION)
		throw new CodedError(
			'E_TRAJECTORY_NEWER',
			`Cannot open run "${name}": it was written in version ${version} of the format and this page knows up to version ${TRAJECTORY_VERSION}. Nothing was changed; open it with a newer Tabgym`
		);
	return parsed(head, value, `the head of run "${name}"`);
}

/** A stored event as ours; `seq` is where it must stand. */
export function readEvent(value: unknown, seq: number, name: string): TrajectoryEvent {
	const found = parsed(event, value, `event ${seq} of run "${name}"`);
	if (found.seq !== seq)
		throw new CodedError(
			'E_TRAJECTORY',
			`Cannot read run "${name}": event ${seq} is missing; the next stored one is ${found.seq}`
		);
	return found;
}

export function readTrajectory(
	value: { head: unknown; events: readonly unknown[] },
	name: string
): Trajectory {
	return {
		head: readHead(value.head, name),
		events: value.events.map((one, seq) => readEvent(one, seq, name))
	};
}

function parsed<T>(schema: v.GenericSchema<unknown, T>, value: unknown, what: string): T {
	const result = v.safeParse(schema, value);
	if (result.success) return result.output;
	const [issue] = result.issues;
	const field = v.getDotPath(issue);
	throw new CodedError(
		'E_TRAJECTORY',
		`Cannot read ${what}: ${field ? `field "${field}": ` : ''}${issue.message}`
	);
}
