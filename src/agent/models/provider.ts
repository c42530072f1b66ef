/** The AI SDK's provider for a connection, each loaded when it is first used. */
import type { LanguageModelV4 } from '@ai-sdk/provider';
import type { Connection } from './connection.ts';

/** `null` key: the server wants none. */
export async function providerOf(
	{ protocol, baseURL, model }: Connection,
	key: string | null
): Promise<LanguageModelV4> {
	const apiKey = key ?? 'none';
	switch (protocol) {
		case 'openai': {
			const { createOpenAICompatible } = await import('@ai-sdk/openai-compatible');
			const settings = { name: 'openai', baseURL, includeUsage: true, fetch: plainFetch };
			return createOpenAICompatible({ ...settings, ...(key !== null && { apiKey }) })(model);
		}
		case 'anthropic': {
			const { createAnthropic } = await import('@ai-sdk/anthropic');
			// https://docs.claude.com/en/api/client-sdks: a page may call only with this header.
			const headers = { 'anthropic-dangerous-direct-browser-access': 'true' };
			return createAnthropic({ baseURL, apiKey, headers, fetch: plainFetch })(model);
		}
		case 'google': {
			const { createGoogle } = await import('@ai-sdk/google');
			return createGoogle({ baseURL, apiKey, fetch: plainFetch })(model);
		}
		case 'chrome':
			throw new Error('Chrome has no provider: it is opened by chrome.ts');
		default:
			return protocol satisfies never;
	}
}

/** Sends nothing but the request: no cookies, no referrer, and never on to another address. */
const plainFetch: typeof fetch = (input, init) =>
	fetch(input, {
		...init,
		redirect: 'error',
		credentials: 'omit',
		referrerPolicy: 'no-referrer',
		cache: 'no-store'
	});
