/**
 * Answers of the site that stay in this browser, so that a task that came once opens with the network off. What is named by its hash is
 * taken from here first; anything else is asked for anew, and from here only where nobody answers.
 */
import { CodedError } from '#model/coded-error.ts';
import { fetchBytes } from './fetch.ts';

const NAME = 'tabgym-packs';
let opened: Promise<Cache | null> | null = null;

/** null where the browser keeps nothing: without a secure context, or within another site's page. */
function shelf(): Promise<Cache | null> {
	const open = 'caches' in globalThis ? caches.open(NAME).catch(() => null) : Promise.resolve(null);
	return (opened ??= open);
}

async function kept(url: string): Promise<Uint8Array | null> {
	const answer = await (await shelf())?.match(url);
	return answer ? new Uint8Array(await answer.arrayBuffer()) : null;
}

async function keep(url: string, bytes: Uint8Array): Promise<void> {
	const answer = new Response(bytes as Uint8Array<ArrayBuffer>);
	await (await shelf())?.put(url, answer).catch(() => {}); // no room: it is fetched again the next time
}

type Options = { signal?: AbortSignal; onBytes?: (bytes: number) => void };

/** What never changes at its address; `check` says what the bytes hold, and throws where they are others. */
export async function fetchOnce<T>(
	url: string,
	check: (bytes: Uint8Array) => Promise<T>,
	options: Options
): Promise<T> {
	const here = await kept(url);
	if (here) {
		const checked = await check(here).catch(() => null); // damaged here: fetched again
		if (checked !== null) return checked;
	}
	const bytes = await fetchBytes(url, options);
	const checked = await check(bytes);
	await keep(url, bytes);
	return checked;
}

/** What may change: the site's own answer, or the last one where it cannot be reached. */
export async function fetchJson(url: string, signal?: AbortSignal): Promise<unknown> {
	const bytes = await fetchBytes(url, signal ? { signal } : {}).catch(async (error: unknown) => {
		const last = error instanceof CodedError ? await kept(url) : null;
		if (!last) throw error;
		return last;
	});
	try {
		const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
		await keep(url, bytes);
		return value;
	} catch (error) {
		throw new CodedError('E_PACK', `Cannot read ${url}: it is not JSON`, { cause: error });
	}
}
