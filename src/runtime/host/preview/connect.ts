/** The hidden page of a preview's origin (preview.html): registers the service worker there and passes its questions to the host page. */
import { PREVIEW_HOST } from '../../protocol/preview.ts';
import type { ConnectMessage } from './previews.ts';

const host = new URLSearchParams(location.search).get('host') ?? '';

const tell = (message: ConnectMessage, transfer: Transferable[] = []): void =>
	parent.postMessage(message, host, transfer);

async function connect(): Promise<void> {
	if (!('serviceWorker' in navigator))
		return tell({ type: 'preview-failed', message: 'this browser window has no service workers' });
	navigator.serviceWorker.addEventListener('message', ({ data, ports }) => tell(data, [...ports]));
	navigator.serviceWorker.startMessages();
	// Where previews lie below a path, the rest of the origin is the site's own.
	const scope = PREVIEW_HOST.test(location.hostname) ? './' : './preview/';
	const registration = await navigator.serviceWorker.register('preview-worker.js', { scope });
	const worker = registration.installing ?? registration.waiting ?? registration.active;
	if (!worker) return tell({ type: 'preview-failed', message: 'the service worker did not start' });
	const check = () => {
		if (worker.state === 'activated') tell({ type: 'preview-connected' });
		if (worker.state === 'redundant') tell({ type: 'preview-failed', message: 'the service worker ended' });
	};
	worker.addEventListener('statechange', check);
	check();
}

connect().catch((error: unknown) => tell({ type: 'preview-failed', message: String(error) }));
