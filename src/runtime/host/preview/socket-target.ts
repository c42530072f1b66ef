/** Where a WebSocket of a previewed page leads: to a port of its own sandbox, or nowhere. */
import { PREVIEW_HOST, PREVIEW_PATH } from '../../protocol/preview.ts';

export type PreviewedPage = {
	/** Of its container's previews. */
	id: string;
	/** Of the server that it came from. */
	port: number;
	/** Where that server is shown. */
	url: string;
};

/** A page may name the address that it has here, or the one that it would have on a machine of its own (localhost). Null = not in its sandbox. */
export function reachedBy(address: string, page: PreviewedPage): { port: number; path: string } | null {
	if (!URL.canParse(address)) return null;
	const { protocol, hostname, host, port, pathname, search } = new URL(address);
	if (protocol !== 'ws:' && protocol !== 'wss:') return null;
	const own = PREVIEW_HOST.exec(hostname);
	if (own) return own[1] === page.id ? { port: Number(own[2]), path: pathname + search } : null;
	if (host === new URL(page.url).host) {
		const [base = '', id, number] = PREVIEW_PATH.exec(pathname) ?? [];
		if (id === undefined) return { port: page.port, path: pathname + search };
		return id === page.id
			? { port: Number(number), path: (pathname.slice(base.length) || '/') + search }
			: null;
	}
	if (!/^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname)) return null;
	return { port: port ? Number(port) : protocol === 'wss:' ? 443 : 80, path: pathname + search };
}
