/** What a model's server answers when it does not answer, as refusals with codes; and which of them are worth asking again. */
import { AISDKError, APICallError } from '@ai-sdk/provider';
import { CodedError } from '#model/coded-error.ts';

export type ModelErrorCode =
	| 'E_MODEL_KEY'
	| 'E_MODEL_RATE_LIMIT'
	| 'E_MODEL_SERVER'
	| 'E_MODEL_NETWORK'
	| 'E_MODEL_CONTEXT'
	| 'E_MODEL_REFUSED'
	| 'E_MODEL_CUT'
	| 'E_MODEL_ENDLESS';

/** A failed attempt. `retryAfter`: milliseconds that the server asks for; null = it does not say. */
export type Failure = { error: CodedError; again: boolean; retryAfter: number | null };

/** Characters of a server's answer that are worth showing. */
const SHOWN = 300;

const TOO_LONG =
	/context.{0,20}(length|window|size|limit)|maximum context|prompt is too long|too many (input )?tokens|token count.{0,40}exceeds|exceeds?.{0,40}(context|maximum.{0,20}tokens)|input is too long/i;

/** `key` is taken out of everything that is said. */
export function failureOf(error: unknown, model: string, key: string): Failure {
	if (error instanceof CodedError) return { error, again: error.code === 'E_MODEL_CUT', retryAfter: null };
	const say = (code: ModelErrorCode, why: string, again = false): Failure => ({
		error: new CodedError(code, `Cannot get a reply from "${model}": ${redact(why, key)}`),
		again,
		retryAfter: APICallError.isInstance(error) ? retryAfterOf(error.responseHeaders) : null
	});
	if (AISDKError.isInstance(error) && !APICallError.isInstance(error))
		return say('E_MODEL_CUT', 'what its server sent is broken off or not in its protocol', true);
	const status = statusOf(error);
	const text = detailOf(error);
	if (status === null) {
		if (TOO_LONG.test(text)) return say('E_MODEL_CONTEXT', `the history does not fit into it (${text})`);
		if (/overloaded|rate.?limit|server.?error|internal|unavailable/i.test(text))
			return say('E_MODEL_SERVER', `its server failed in the middle (${text})`, true);
		return say(
			'E_MODEL_NETWORK',
			`the server did not answer (${text}); is it running, does it allow this page (CORS), is its address saved in the settings?`,
			true
		);
	}
	const answered = `the server answered ${status}${text ? ` (${text})` : ''}`;
	if (status === 401 || status === 403)
		return say('E_MODEL_KEY', `${answered}; check the key in the settings`);
	if (status === 429) return say('E_MODEL_RATE_LIMIT', answered, true);
	if (status === 413 || (status < 500 && TOO_LONG.test(text)))
		return say('E_MODEL_CONTEXT', `the history does not fit into it: ${answered}`);
	if (status === 408 || status === 409 || status >= 500) return say('E_MODEL_SERVER', answered, true);
	return say('E_MODEL_REFUSED', `${answered}; check the name of the model and the address in the settings`);
}

/** Takes a key out of a text, whole or as the long pieces of it that servers like to repeat. */
export function redact(text: string, key: string): string {
	if (key.length < 4) return text;
	const parts = [key, encodeURIComponent(key), key.slice(0, 12), key.slice(-8)].filter(
		(part) => part.length >= 8 || part === key
	);
	return parts.reduce((clean, part) => clean.replaceAll(part, '[key]'), text);
}

function statusOf(error: unknown): number | null {
	if (!APICallError.isInstance(error)) return null;
	const { statusCode } = error;
	// 200 is a stream that went wrong after it had begun.
	return statusCode === undefined || statusCode < 400 ? null : statusCode;
}

function detailOf(error: unknown): string {
	if (typeof error === 'string') return error.slice(0, SHOWN);
	if (typeof error !== 'object' || error === null) return String(error);
	if (APICallError.isInstance(error) && error.responseBody && !error.data)
		return (messageIn(error.responseBody) ?? `${error.message}: ${error.responseBody}`).slice(0, SHOWN);
	if ('message' in error && typeof error.message === 'string') return error.message.slice(0, SHOWN);
	return JSON.stringify(error).slice(0, SHOWN);
}

/** What most servers call it, in or out of `error`. */
function messageIn(body: string): string | null {
	try {
		const value = JSON.parse(body) as { error?: { message?: unknown }; message?: unknown } | null;
		const message = value?.error?.message ?? value?.message;
		return typeof message === 'string' ? message : null;
	} catch {
		return null; // not JSON: it is shown as it is
	}
}

/** https://www.rfc-editor.org/rfc/rfc9110#field.retry-after, and the finer `retry-after-ms` of OpenAI. */
function retryAfterOf(headers: Record<string, string> = {}): number | null {
	const precise = Number(headers['retry-after-ms']);
	if (precise > 0) return precise;
	const given = headers['retry-after'];
	if (!given) return null;
	const seconds = Number(given);
	const wait = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(given) - Date.now();
	return wait >= 0 ? wait : null;
}
