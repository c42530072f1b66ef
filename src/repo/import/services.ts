/** Where repositories are fetched from. Anyone's addresses may stand in: a mirror, a company's server, a test. */
import { CodedError } from '#model/coded-error.ts';
import { refuse } from './limits.ts';

/** Each is a URL without "/" at its end. */
export type Services = { githubApi: string; githubRaw: string; registry: string };

export const publicServices: Services = {
	githubApi: 'https://api.github.com',
	githubRaw: 'https://raw.githubusercontent.com',
	// The site's own server passes GETs on to the registry that npm is configured for.
	registry: new URL('registry', globalThis.document?.baseURI ?? 'http://localhost/').href
};

export type Progress = (text: string, loaded: number, total: number) => void;
export type FetchOptions = { services: Services; signal: AbortSignal; onProgress?: Progress };

/** Without headers of our own: those services refuse preflights. `meanings` says what a status means at this address. */
export async function ask(
	url: string,
	what: string,
	signal: AbortSignal,
	meanings: Readonly<Record<number, string>> = {}
): Promise<Response> {
	let response: Response;
	try {
		response = await fetch(url, { signal });
	} catch (error) {
		signal.throwIfAborted();
		throw new CodedError('E_FETCH', `Cannot import ${what}: ${new URL(url).host} does not answer`, {
			cause: error
		});
	}
	if (response.ok) return response;
	refuseRate(response, what);
	const meaning = meanings[response.status];
	if (meaning !== undefined) refuse(what, meaning, 'E_NOT_FOUND');
	if (response.status === 404)
		refuse(what, 'there is nothing of that name, or it is not public', 'E_NOT_FOUND');
	refuse(what, `${new URL(url).host} answered ${response.status}`, 'E_FETCH');
}

/** https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api */
function refuseRate({ status, headers }: Response, what: string): void {
	if (status !== 403 && status !== 429) return;
	const reset = Number(headers.get('x-ratelimit-reset')) * 1000;
	const after = Number(headers.get('retry-after'));
	const isLimit = status === 429 || headers.get('x-ratelimit-remaining') === '0' || after > 0;
	if (!isLimit) return;
	const moment = after > 0 ? Date.now() + after * 1000 : reset;
	const when =
		moment > 0 ? ` Try again at ${new Date(moment).toLocaleTimeString('en-GB')}` : ' Try again later';
	const limit = headers.get('x-ratelimit-limit');
	refuse(
		what,
		`GitHub answers ${limit ?? 'only some'} questions an hour without an account, and they are used up.${when}, or drop its zip here`,
		'E_RATE_LIMIT'
	);
}

export async function json(response: Response, what: string): Promise<unknown> {
	try {
		return await response.json();
	} catch {
		return refuse(what, 'the answer is not JSON', 'E_FETCH');
	}
}

export async function hex(algorithm: 'SHA-1' | 'SHA-256', bytes: Uint8Array): Promise<string> {
	const digest = await crypto.subtle.digest(algorithm, bytes as Uint8Array<ArrayBuffer>);
	return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
