/** A run as a link or a file carries it: what was done, with digests in place of long outputs, and back into a trajectory. */
import * as v from 'valibot';
import type { TrajectoryEvent } from '#model/event.ts';
import { readTrajectory } from '#model/modernize.ts';
import { steady } from '#model/steady.ts';
import type { TestResult, TestStatus } from '#model/test-result.ts';
import type { Trajectory } from '#model/trajectory.ts';
import type { JudgedTest } from '#model/verdict.ts';
import { shortDigest, unreadable } from './bytes.ts';
import { contentSchema, idOf, packContents, type PackedContent } from './contents.ts';
import type { BlobId } from '#model/tree.ts';

/** full = every output; short = their beginnings; lean = only their digests. */
export type Form = 'full' | 'short' | 'lean';

/** What the reader's copy of the task knows anyway. */
export type TaskWords = { issue: string; tests: readonly string[] };

/** Characters of an output that the short form keeps. */
const BEGINNING = 240;
const MOST_EVENTS = 20_000;

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const places = v.nullable(count);
const statuses = v.pipe(v.string(), v.regex(/^[pfsem.]*$/));
const messages = v.optional(v.record(v.string(), v.string()));

const outputSchema = v.union([
	v.string(),
	v.object({ digest: v.pipe(v.string(), v.length(11)), length: count, start: v.exactOptional(v.string()) })
]);
const changeSchema = v.tuple([v.string(), places, places]);
const verdictSchema = v.looseObject({
	groups: v.pipe(v.string(), v.regex(/^[FP.]*$/)),
	before: statuses,
	after: statuses,
	holds: v.pipe(v.string(), v.regex(/^[01.]*$/)),
	messages
});

export const runSchema = v.object({
	head: v.record(v.string(), v.unknown()),
	/** The tests that statuses are told of, in order; null = the task's, in its order. */
	names: v.nullable(v.pipe(v.array(v.string()), v.maxLength(MOST_EVENTS))),
	contents: v.pipe(v.array(contentSchema), v.maxLength(2000)),
	events: v.pipe(v.array(v.looseObject({ type: v.string(), at: v.number() })), v.maxLength(MOST_EVENTS))
});
export type PackedRun = v.InferOutput<typeof runSchema>;
type PackedEvent = PackedRun['events'][number];

const letters: Record<TestStatus | 'missing', string> = {
	passed: 'p',
	failed: 'f',
	skipped: 's',
	error: 'e',
	missing: 'm'
};
const statusOf = Object.fromEntries(Object.entries(letters).map(([status, letter]) => [letter, status]));

/** @param words what the reader's copy of the task will say; null = everything is carried, as a file does */
export async function packRun(
	{ head, events }: Trajectory,
	form: Form,
	words: TaskWords | null,
	read: (id: BlobId) => Promise<Uint8Array | null>
): Promise<PackedRun> {
	const named = testNames(events);
	const known = words && new Set(words.tests);
	const carried = known && named.every((name) => known.has(name)) ? null : named;
	const contents = await packContents(events, read);
	const packing = {
		form,
		issue: words?.issue ?? null,
		names: carried ?? words?.tests ?? named,
		places: new Map(contents.map(({ id }, index) => [idOf(id), index]))
	};
	return { head, names: carried, contents, events: events.map((event) => packEvent(event, packing)) };
}

function testNames(events: readonly TrajectoryEvent[]): string[] {
	const names = new Set<string>();
	for (const event of events) {
		if (event.type === 'tests-ran') for (const { id } of event.tests) names.add(id);
		if (event.type === 'verdict-reached') for (const { id } of event.verdict.tests) names.add(id);
	}
	return [...names];
}

type Packing = {
	form: Form;
	issue: string | null;
	names: readonly string[];
	places: ReadonlyMap<BlobId, number>;
};

function packEvent(event: TrajectoryEvent, packing: Packing): PackedEvent {
	const { seq: _seq, ...facts } = event;
	if (facts.type === 'run-started')
		return { ...facts, issue: facts.issue === packing.issue ? null : facts.issue };
	if (facts.type === 'tool-returned') return { ...facts, output: packOutput(facts.output, packing.form) };
	if (facts.type === 'files-changed') {
		const place = (id: BlobId | null) => (id === null ? null : (packing.places.get(id) ?? null));
		return {
			...facts,
			patch: facts.patch.map(({ path, before, after }) => [path, place(before), place(after)])
		};
	}
	if (facts.type === 'tests-ran') {
		const { tests, ...rest } = facts;
		return { ...rest, duration: Math.round(rest.duration), ...packTests(tests, packing) };
	}
	if (facts.type === 'verdict-reached') {
		const { tests, duration, ...rest } = facts.verdict;
		return { ...facts, verdict: { ...rest, duration: Math.round(duration), ...packVerdict(tests, packing) } };
	}
	return facts;
}

function packOutput(output: string, form: Form): v.InferOutput<typeof outputSchema> {
	// A digest with its length takes as much as this.
	if (form === 'full' || output.length <= 24) return output;
	const told = { digest: shortDigest(steady(output)), length: output.length };
	if (form === 'lean') return told;
	return output.length <= BEGINNING ? output : { ...told, start: output.slice(0, BEGINNING) };
}

function packTests(tests: readonly TestResult[], { names, form }: Packing) {
	const byName = new Map(tests.map((test) => [test.id, test]));
	const told = Object.fromEntries(
		names.flatMap((name, index) => {
			const message = byName.get(name)?.message;
			return message === undefined ? [] : [[index, message]];
		})
	);
	const status = (name: string) => {
		const test = byName.get(name);
		return test ? letters[test.status] : '.';
	};
	return { tests: names.map(status).join(''), ...(form === 'full' && { messages: told }) };
}

function packVerdict(tests: readonly JudgedTest[], { names, form }: Packing) {
	const byName = new Map(tests.map((test) => [test.id, test]));
	const each = (letter: (test: JudgedTest) => string) =>
		names
			.map((name) => {
				const test = byName.get(name);
				return test ? letter(test) : '.';
			})
			.join('');
	const told = Object.fromEntries(
		names.flatMap((name, index) => {
			const message = byName.get(name)?.message;
			return message === undefined ? [] : [[index, message]];
		})
	);
	return {
		groups: each(({ group }) => (group === 'FAIL_TO_PASS' ? 'F' : 'P')),
		before: each(({ before }) => letters[before]),
		after: each(({ after }) => letters[after]),
		holds: each(({ holds }) => (holds ? '1' : '0')),
		...(form === 'full' && { messages: told })
	};
}

/** A run out of a link or file. */
export type SharedRun = {
	trajectory: Trajectory;
	/** By call id, where the output itself is not carried: its short digest without durations. */
	digests: ReadonlyMap<string, string>;
	contents: readonly PackedContent[];
};

/** @throws CodedError E_SHARE or E_TRAJECTORY that names the event and the field */
export function unpackRun({ head, names, contents, events }: PackedRun, words: TaskWords): SharedRun {
	const digests = new Map<string, string>();
	const unpacking = {
		names: names ?? words.tests,
		issue: words.issue,
		ids: contents.map(({ id }) => idOf(id)),
		digests
	};
	const stamped = events.map((event, seq) => ({ ...unpackEvent(event, seq, unpacking), seq }));
	const trajectory = readTrajectory({ head, events: stamped }, String(head['id']));
	return { trajectory, digests, contents };
}

type Unpacking = {
	names: readonly string[];
	issue: string;
	ids: readonly BlobId[];
	digests: Map<string, string>;
};

function unpackEvent(event: PackedEvent, seq: number, unpacking: Unpacking): Record<string, unknown> {
	const parsed = <T>(schema: v.GenericSchema<unknown, T>, field: string): T => {
		const result = v.safeParse(schema, event[field]);
		if (result.success) return result.output;
		throw unreadable(`field "${field}" of event ${seq} is wrong (${result.issues[0].message})`);
	};
	const { names, issue, ids, digests } = unpacking;
	switch (event.type) {
		case 'run-started':
			return { ...event, issue: event['issue'] ?? issue };
		case 'tool-returned': {
			const output = parsed(outputSchema, 'output');
			if (typeof output === 'string') return event;
			digests.set(String(event['callId']), output.digest);
			return { ...event, output: elided(output) };
		}
		case 'files-changed': {
			const patch = parsed(v.array(changeSchema), 'patch').map(([path, before, after]) => ({
				path: checkedPath(path, seq),
				before: before === null ? null : (ids[before] ?? missing(before, seq)),
				after: after === null ? null : (ids[after] ?? missing(after, seq))
			}));
			return { ...event, patch };
		}
		case 'tests-ran':
			return {
				...event,
				tests: unpackTests(parsed(statuses, 'tests'), parsed(messages, 'messages') ?? {}, names)
			};
		case 'verdict-reached': {
			const { groups, before, after, holds, messages: told = {}, ...rest } = parsed(verdictSchema, 'verdict');
			const tests = [...groups].flatMap((group, index) => {
				if (group === '.') return [];
				const message = told[index];
				return {
					id: names[index] ?? `test ${index + 1}`,
					group: group === 'F' ? 'FAIL_TO_PASS' : 'PASS_TO_PASS',
					before: statusOf[before[index] ?? ''],
					after: statusOf[after[index] ?? ''],
					holds: holds[index] === '1',
					...(message !== undefined && { message })
				};
			});
			return { ...event, verdict: { ...rest, tests } };
		}
		default:
			return event;
	}
}

function unpackTests(line: string, told: Record<string, string>, names: readonly string[]): unknown[] {
	return [...line].flatMap((letter, index) => {
		if (letter === '.') return [];
		const message = told[index];
		const id = names[index] ?? `test ${index + 1}`;
		return { id, status: statusOf[letter], ...(message !== undefined && { message }) };
	});
}

const elided = ({ length, start }: { length: number; start?: string }) =>
	`${start ?? ''}${start ? ' ...\n' : ''}[${length.toLocaleString('en')} characters came back. The link carries only their digest: Run shows them.]`;

function missing(place: number, seq: number): never {
	throw unreadable(`event ${seq} names a content ${place} that is not in it`);
}

/** Also of links: no path leads out of the repository. */
function checkedPath(path: string, seq: number): string {
	const parts = path.split('/');
	if (path.length > 1024 || /[\0\\]/.test(path) || parts.some((part) => ['', '.', '..'].includes(part)))
		throw unreadable(`event ${seq} names a file "${path.slice(0, 80)}" that is no path in a repository`);
	return path;
}
