/** Which host runs the repository, and how a sandbox on it is opened. Nothing above this folder knows one host from another. */
import { CodedError } from '#model/coded-error.ts';
import { help } from './errors.ts';
import type { HostSetting, OpenContainer } from './page.ts';
import type { HostNotice } from './notices.ts';
import type { Sandbox } from './sandbox.ts';

export type HostName = 'embedded' | 'webcontainers';

/** What a user is told before a host is first used; null = nothing to tell. */
export const terms: Record<HostName, string | null> = {
	embedded: null,
	webcontainers:
		"WebContainers are made by StackBlitz. Their runtime is closed source: it is loaded from StackBlitz's servers and runs the repository there in your browser. Production use by a company needs a licence from StackBlitz."
};

export type OpenOptions = {
	host: HostName;
	/** Said at every wait of the boot. */
	onProgress?: (text: string) => void;
	signal?: AbortSignal;
	/** Closed to the network, the npm registry included. */
	offline?: boolean;
	/** Our own host only: two runs of one program print the same bytes. `now` = where its clock begins, milliseconds since the epoch. */
	dial?: { seed: number; now: number };
	/** Our own host only: what one sandbox may use; see its README. 0 = no limit. */
	limits?: Partial<Record<'processes' | 'depth' | 'output' | 'time' | 'bytes' | 'files', number>>;
	/** Our own host only: every request to the outside, allowed or not, and every limit that was passed. */
	onNotice?: (notice: HostNotice) => void;
};

/** How long the hidden page may take to load. Milliseconds. */
const PAGE_LIMIT = 10_000;

/** Opens a fresh sandbox in a hidden page of its own. Rejects with a stated CodedError; never hangs. */
export async function openSandbox({
	host,
	onProgress = () => {},
	signal,
	offline = false,
	dial,
	limits,
	onNotice = () => {}
}: OpenOptions): Promise<Sandbox> {
	signal?.throwIfAborted();
	if (!globalThis.crossOriginIsolated)
		throw new CodedError(
			'E_NOT_ISOLATED',
			`Cannot start a sandbox: this page is not cross-origin isolated. ${help['E_NOT_ISOLATED']}`
		);
	const frame = document.createElement('iframe');
	frame.hidden = true;
	frame.title = 'Sandbox';
	frame.allow = 'cross-origin-isolated';
	frame.src = new URL('sandbox.html', document.baseURI).href;
	document.body.append(frame);
	try {
		const openContainer = await pageReady(frame);
		const origin = host === 'embedded' ? await embeddedOrigin() : null;
		const settings: HostSetting[] = [
			...(offline ? [{ type: 'turn-network-off' } as const] : []),
			...(dial ? [{ type: 'set-dial', dial } as const] : []),
			...(limits ? [{ type: 'set-limits', limits } as const] : [])
		];
		const sandbox = await openContainer({ name: host, origin, onProgress, onNotice, settings });
		return fromPage(sandbox, () => frame.remove());
	} catch (error) {
		frame.remove();
		throw error;
	}
}

/**
 * Our host's origin: another one than the page's wherever there is one. Locally `localhost` and `127.0.0.1` on the same
 * port are two origins; elsewhere the host shares the page's origin and the kernel frame's opaque one still divides them.
 */
async function embeddedOrigin(): Promise<string> {
	const twin = { localhost: '127.0.0.1', '127.0.0.1': 'localhost' }[location.hostname];
	if (!twin) return location.origin;
	const other = location.origin.replace(location.hostname, twin);
	const reachable = await fetch(`${other}/headless`, {
		mode: 'no-cors',
		signal: AbortSignal.timeout(5000)
	}).then(
		() => true,
		() => false
	);
	return reachable ? other : location.origin;
}

async function pageReady(frame: HTMLIFrameElement) {
	await new Promise<void>((resolve, reject) => {
		const timer = setTimeout(
			() =>
				reject(
					new CodedError(
						'E_BOOT_TIMEOUT',
						`Cannot start a sandbox: sandbox.html did not load within ${PAGE_LIMIT / 1000} s`
					)
				),
			PAGE_LIMIT
		);
		frame.addEventListener('load', () => {
			clearTimeout(timer);
			resolve();
		});
	});
	const open = (frame.contentWindow as { openContainer?: OpenContainer } | null)?.openContainer;
	if (!open)
		throw new CodedError('E_BOOT_FAILED', 'Cannot start a sandbox: sandbox.html loaded without its script');
	return open;
}

/**
 * The sandbox as this page sees it. What comes from the hidden page is of that page's realm: its errors and byte arrays are no
 * instances of ours, so both are made anew here. `after` runs once it is closed.
 */
function fromPage(sandbox: Sandbox, after: () => void): Sandbox {
	const here = async <T>(call: Promise<T>): Promise<T> => {
		try {
			return await call;
		} catch (error) {
			const { code, message } = error as { code?: unknown; message?: unknown };
			throw typeof code === 'string' ? new CodedError(code, String(message), { cause: error }) : error;
		}
	};
	return {
		describeHost: () => here(sandbox.describeHost()),
		mount: (layers) => here(sandbox.mount(layers)),
		run: (command, options) => here(sandbox.run(command, options)),
		read: async (path) => new Uint8Array(await here(sandbox.read(path))),
		write: (path, content) => here(sandbox.write(path, content)),
		changes: () => here(sandbox.changes()),
		blob: async (id) => new Uint8Array(await here(sandbox.blob(id))),
		snapshot: () => here(sandbox.snapshot()),
		restore: (snapshot) => here(sandbox.restore(snapshot)),
		close: () => here(sandbox.close()).finally(after)
	};
}
