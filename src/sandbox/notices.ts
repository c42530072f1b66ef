/** What our host tells of a sandbox without being asked: src/runtime/host/README.md. */
import * as v from 'valibot';

const requestSchema = v.object({
	type: v.literal('outside-request'),
	method: v.string(),
	/** An address; or the name of a host that was asked for. */
	url: v.string(),
	outcome: v.union([v.object({ status: v.number() }), v.object({ refused: v.string() })])
});

const limitSchema = v.object({
	type: v.literal('limit-reached'),
	limit: v.string(),
	message: v.string()
});

const noticeSchema = v.variant('type', [requestSchema, limitSchema]);

export type HostNotice = v.InferOutput<typeof noticeSchema>;

/** null = the message is something else. */
export function parseNotice(message: unknown): HostNotice | null {
	const parsed = v.safeParse(noticeSchema, message);
	return parsed.success ? parsed.output : null;
}
