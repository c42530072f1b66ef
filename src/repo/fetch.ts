import { CodedError } from '#model/coded-error.ts';

export async function fetchJson(url: string, signal?: AbortSignal): Promise<unknown> {
	const response = await get(url, signal);
	try {
		return await response.json();
	} catch (error) {
		signal?.throwIfAborted();
		throw new CodedError('E_PACK', `Cannot read ${url}: it is not JSON`, { cause: error });
	}
}

/** `onBytes` hears how many bytes have come so far. */
export async function fetchBytes(
	url: string,
	options: { signal?: AbortSignal; onBytes?: (bytes: number) => void } = {}
): Promise<Uint8Array> {
	const response = await get(url, options.signal);
	const chunks: Uint8Array[] = [];
	let length = 0;
	const reader = response.body?.getReader();
	for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
		chunks.push(part.value);
		length += part.value.length;
		options.onBytes?.(length);
	}
	const bytes = new Uint8Array(length);
	let at = 0;
	for (const chunk of chunks) {
		bytes.set(chunk, at);
		at += chunk.length;
	}
	return bytes;
}

async function get(url: string, signal?: AbortSignal): Promise<Response> {
	let response: Response;
	try {
		response = await fetch(url, signal ? { signal } : {});
	} catch (error) {
		signal?.throwIfAborted();
		throw new CodedError('E_FETCH', `Cannot load ${url}: the network does not answer`, { cause: error });
	}
	if (!response.ok)
		throw new CodedError(
			response.status === 404 ? 'E_NOT_FOUND' : 'E_FETCH',
			`Cannot load ${url}: the server answered ${response.status}`
		);
	return response;
}
