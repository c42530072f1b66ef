/** What can be shared, and its two forms: letters behind "#" of an address, and a file. Pure: nothing here runs or fetches. */
import * as v from 'valibot';
import { fromJson, fromLetters, hexDigest, PREFIX, toLetters, unreadable } from './bytes.ts';
import { assignmentSchema, submissionSchema } from './classroom.ts';
import { evaluationSchema, weightsSchema } from './lab.ts';
import { runSchema } from './run.ts';

/** Characters of a link that every messenger and mail program passes on. */
export const LINK_LENGTH = 8000;
/** Characters that browsers and most chats still pass on. */
export const LONG_LINK_LENGTH = 32_000;

/** Bytes that the largest QR code holds at the least correction: version 40, L of ISO/IEC 18004. */
export const CODE_LENGTH = 2953;

const taskId = v.pipe(v.string(), v.regex(/^[\w.@+-]{1,120}$/));
const count = v.pipe(v.number(), v.integer(), v.minValue(0));

const taskRun = v.intersect([
	runSchema,
	v.looseObject({ head: v.looseObject({ task: taskId, id: v.pipe(v.string(), v.maxLength(200)) }) })
]);

const shareSchema = v.variant('kind', [
	v.object({ kind: v.literal('task'), task: taskId }),
	v.object({ kind: v.literal('lesson'), lesson: v.pipe(v.string(), v.regex(/^[\w-]{1,80}\/[\w-]{1,80}$/)) }),
	v.object({ kind: v.literal('assignment'), assignment: assignmentSchema }),
	v.object({ kind: v.literal('submission'), submission: submissionSchema }),
	v.object({ kind: v.literal('evaluation'), evaluation: evaluationSchema }),
	v.object({ kind: v.literal('weights'), weights: weightsSchema }),
	v.object({ kind: v.literal('comparison'), left: taskRun, right: taskRun }),
	v.object({
		kind: v.literal('fork'),
		run: taskRun,
		/** How many of its events are its parent's. */
		inherited: count,
		at: v.exactOptional(count)
	}),
	v.object({
		kind: v.literal('run'),
		run: taskRun,
		/** How many events to show; absent = all. */
		at: v.exactOptional(count)
	})
]);
/** Each has a fixture: its links open for ever. */
export const KINDS: readonly Share['kind'][] = shareSchema.options.map(({ entries }) => entries.kind.literal);
export type Share = v.InferOutput<typeof shareSchema>;

const FORMAT = 'tabgym-share';
const fileSchema = v.object({
	format: v.literal(FORMAT),
	version: v.literal(1),
	/** SHA-256 of the JSON of `content`, hex. */
	digest: v.string(),
	content: v.unknown()
});

export const writeLetters = (share: Share): string => toLetters(share);

/** @throws CodedError E_SHARE */
export const readLetters = (text: string): Share => parsed(fromLetters(text));

export function writeFile(share: Share): string {
	const digest = hexDigest(new TextEncoder().encode(JSON.stringify(share)));
	return `${JSON.stringify({ format: FORMAT, version: 1, digest, content: share })}\n`;
}

/** Takes what a person may have: the file, or a text with a link in it. @throws CodedError E_SHARE */
export function readFile(text: string): Share {
	const link = text.length < 500_000 && new RegExp(`(?:^|#)(v\\d+\\.[\\w-]+)\\s*$`).exec(text.trim())?.[1];
	if (link) return readLetters(link);
	const value = fromJson(text);
	const version = typeof value === 'object' && value !== null && 'version' in value ? value.version : null;
	if (typeof version === 'number' && version > 1)
		throw unreadable(`it is of format ${version} and this page knows format 1; open it with a newer Tabgym`);
	const file = v.safeParse(fileSchema, value);
	if (!file.success) throw unreadable('it is not a file that Tabgym shared');
	const { digest, content } = file.output;
	if (hexDigest(new TextEncoder().encode(JSON.stringify(content))) !== digest)
		throw unreadable('its content was changed after it was written (the digest is another one)');
	return parsed(content);
}

export const isLetters = (text: string): boolean => text.startsWith(PREFIX) || /^v\d+\./.test(text);

function parsed(value: unknown): Share {
	const result = v.safeParse(shareSchema, value);
	if (result.success) return result.output;
	const [issue] = result.issues;
	throw unreadable(`field "${v.getDotPath(issue) ?? 'kind'}" is wrong (${issue.message})`);
}
