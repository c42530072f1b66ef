/** Whose pages may boot containers: those of the site's own origin, on this machine all loopback origins, and what the site lists. */

const LOOPBACK = /^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

/** The origin of the page that embeds this one; null = nobody does, or the browser does not say. */
function embedder(): string | null {
	const [parent] = location.ancestorOrigins ?? [];
	if (parent) return parent;
	return document.referrer ? new URL(document.referrer).origin : null;
}

/** Why the page that embeds the host may not boot containers; null = it may. `listed` is between spaces. */
export function embedderObjection(listed: string): string | null {
	if (globalThis.parent === globalThis.self) return null;
	const origin = embedder();
	const allowed = listed.split(/\s+/).filter(Boolean);
	if (allowed.includes('*')) return null;
	if (origin === location.origin || (origin && allowed.includes(origin))) return null;
	if (origin && LOOPBACK.test(origin) && LOOPBACK.test(location.origin)) return null;
	return `pages of ${origin ?? 'an unknown origin'} may not use this host: build the site with TABGYM_EMBEDDERS="${origin ?? 'https://…'}" to allow them`;
}
