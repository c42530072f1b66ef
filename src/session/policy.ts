/**
 * The page's own content-security policy for connections. index.html holds the part that never changes; this adds, before
 * anything else runs, that the page may reach only itself and what the user configured. A policy can only become
 * stricter while a page lives: what is configured later is reached after a reload.
 */

/** Sources for `connect-src`. `page` is the page's address; `origins` what the user configured. */
export function connectSources(page: URL, origins: readonly string[]): string[] {
	// The host stands on the page's other local name: see sandbox/hosts.ts.
	const twin: Record<string, string> = { localhost: '127.0.0.1', '127.0.0.1': 'localhost' };
	const other = twin[page.hostname];
	const own = other ? [page.origin.replace(page.hostname, other)] : [];
	return ["'self'", ...own, ...new Set(origins)];
}

export function tighten(document: Document, sources: readonly string[]): void {
	const policy = document.createElement('meta');
	policy.httpEquiv = 'Content-Security-Policy';
	policy.content = `connect-src ${sources.join(' ')}`;
	document.head.append(policy);
}

/** Whether the policy in force lets the page reach that origin. */
export function isReachable(document: Document, origin: string): boolean {
	const policies = [
		...document.querySelectorAll<HTMLMetaElement>('meta[http-equiv="Content-Security-Policy"]')
	];
	return policies.some(({ content }) => /^connect-src /.test(content) && content.split(' ').includes(origin));
}
