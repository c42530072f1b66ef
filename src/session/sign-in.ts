/** Signing in at OpenRouter without copying a key: PKCE. https://openrouter.ai/docs/use-cases/oauth-pkce */
import { CodedError } from '#model/coded-error.ts';

/** Of this tab, until the user comes back. The verifier is worth nothing without the code, and the code nothing without it. */
const KEY = 'tabgym.sign-in';

type Pending = { baseURL: string; verifier: string; hash: string };

/** Where to send the user; they come back to `page` with `?code=`. */
export async function beginSignIn(baseURL: string, page: URL, storage: Storage): Promise<string> {
	const verifier = base64url(crypto.getRandomValues(new Uint8Array(32)));
	const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier));
	storage.setItem(KEY, JSON.stringify({ baseURL, verifier, hash: page.hash } satisfies Pending));
	const address = new URL('/auth', baseURL);
	address.search = new URLSearchParams({
		callback_url: page.origin + page.pathname,
		code_challenge: base64url(new Uint8Array(digest)),
		code_challenge_method: 'S256'
	}).toString();
	return address.href;
}

/** The key that the user came back for; null = they did not come back from a sign-in. Takes the code out of the address. */
export async function finishSignIn(
	page: URL,
	storage: Storage,
	clean: (address: string) => void
): Promise<{ baseURL: string; key: string } | null> {
	const code = page.searchParams.get('code');
	const saved = storage.getItem(KEY);
	if (!code || !saved) return null;
	storage.removeItem(KEY);
	const { baseURL, verifier, hash } = JSON.parse(saved) as Pending;
	clean(page.origin + page.pathname + hash);
	const response = await fetch(`${baseURL}/auth/keys`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ code, code_verifier: verifier, code_challenge_method: 'S256' }),
		redirect: 'error',
		credentials: 'omit'
	}).catch(() => null);
	const answer = response?.ok
		? ((await response.json().catch(() => null)) as { key?: unknown } | null)
		: null;
	if (typeof answer?.key === 'string' && answer.key !== '') return { baseURL, key: answer.key };
	throw new CodedError(
		'E_SIGN_IN',
		`Cannot sign in at "${new URL(baseURL).host}": ${response ? `it answered ${response.status}` : 'it did not answer'}; try again, or paste a key`
	);
}

function base64url(bytes: Uint8Array): string {
	return btoa(String.fromCharCode(...bytes))
		.replaceAll('+', '-')
		.replaceAll('/', '_')
		.replace(/=+$/, '');
}
