/** What is put into every previewed page: our own script, and the one that the app gave with setPreviewScript. */
import { PageSocket } from './page-socket.ts';

export type PreviewScript = { source: string; type?: string | undefined; defer?: boolean; async?: boolean };

/** What the page is told of itself. */
type PageFacts = {
	cookie: string;
	/** Which errors the app wants to hear of. */
	errors: 'all' | 'exceptions' | 'none';
};

/**
 * Runs in the previewed page, as text: it may use nothing from outside itself. Answers reloadPreview, has document.cookie, which a service
 * worker's answers cannot set, and tells of errors as @webcontainer/api's PreviewMessage.
 */
function previewClient({ cookie, errors }: PageFacts): void {
	const previewId = crypto.randomUUID();
	const tell = (notice: object) => navigator.serviceWorker.controller?.postMessage(notice);
	addEventListener('message', ({ data }: MessageEvent<{ type?: string; callback?: MessagePort } | null>) => {
		if (data?.type !== 'LOCALSERVICE_RELOAD_WINDOW') return;
		data.callback?.postMessage({ type: 'LOCALSERVICE_WINDOW_RELOADED' });
		location.reload();
	});
	const cookies = new Map<string, string>();
	for (const pair of cookie ? cookie.split('; ') : []) cookies.set(pair.split('=')[0] ?? '', pair);
	Object.defineProperty(Document.prototype, 'cookie', {
		configurable: true,
		get: () => [...cookies.values()].join('; '),
		set(text: unknown) {
			const [pair = ''] = String(text).split(';');
			const name = (pair.split('=')[0] ?? '').trim();
			const isGone = /;\s*max-age\s*=\s*(0|-\d+)\s*(;|$)/i.test(String(text));
			if (isGone) cookies.delete(name);
			else cookies.set(name, pair.trim());
			tell({ type: 'preview-cookie', cookie: String(text) });
		}
	});
	if (errors === 'none') return;
	const forward = (type: string, details: object, stack: string | undefined) => {
		const { pathname, search, hash } = location;
		tell({
			type: 'preview-message',
			message: { type, previewId, pathname, search, hash, stack: stack ?? '', ...details }
		});
	};
	const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
	const stackOf = (error: unknown) => (error instanceof Error ? error.stack : undefined);
	addEventListener('error', ({ error, message }) =>
		forward('PREVIEW_UNCAUGHT_EXCEPTION', { message: error ? messageOf(error) : message }, stackOf(error))
	);
	addEventListener('unhandledrejection', ({ reason }) =>
		forward('PREVIEW_UNHANDLED_REJECTION', { message: messageOf(reason) }, stackOf(reason))
	);
	if (errors === 'exceptions') return;
	const { console } = globalThis;
	const report = console.error;
	console.error = (...args: unknown[]) => {
		report.apply(console, args);
		const plain = args.map((value) =>
			typeof value === 'object' || typeof value === 'function' ? String(value) : value
		);
		forward('PREVIEW_CONSOLE_ERROR', { args: plain }, new Error().stack);
	};
}

/** The tags, in one line so that the page's own line numbers stay. */
export function tagsOf(facts: PageFacts, script: PreviewScript | null): string {
	const inline = (source: string) => source.replaceAll('</script', '<\\/script');
	const sockets = `Object.defineProperty(globalThis,'WebSocket',{value:${inline(String(PageSocket))},writable:true,configurable:true})`;
	const ours = `<script>${sockets};(${inline(String(previewClient))})(${inline(JSON.stringify(facts))})</script>`;
	if (!script) return ours;
	const attributes = [
		script.type ? ` type="${script.type.replaceAll('"', '&quot;')}"` : '',
		script.defer ? ' defer' : '',
		script.async ? ' async' : ''
	].join('');
	return `${ours}<script${attributes}>${inline(script.source)}</script>`;
}

/** Bytes of a page in which its head must begin. */
const SEARCHED = 16_384;

/** Puts `tags` at the beginning of the page's head: after <head>, else after <html>, else after the doctype, else in front. */
export async function* withTags(
	body: AsyncGenerator<Uint8Array, void, undefined>,
	tags: string
): AsyncGenerator<Uint8Array, void, undefined> {
	let begun = '';
	// Byte for byte, whatever the page's encoding is: all that is looked for is ASCII.
	const decoder = new TextDecoder('latin1');
	const bytesOf = (text: string) => Uint8Array.from(text, (char) => latin1Byte(char));
	try {
		for (;;) {
			const { done, value } = await body.next();
			if (!done) begun += decoder.decode(value);
			if (!done && begun.length < SEARCHED && !/<head[^>]*>/i.test(begun)) continue;
			const place = [/<head(\s[^>]*)?>/i, /<html(\s[^>]*)?>/i, /<!doctype[^>]*>/i]
				.map((pattern) => pattern.exec(begun))
				.find((match) => match !== null);
			const at = place ? place.index + place[0].length : 0;
			yield bytesOf(begun.slice(0, at));
			yield new TextEncoder().encode(tags);
			yield bytesOf(begun.slice(at));
			if (!done) yield* body;
			return;
		}
	} finally {
		await body.return();
	}
}

/** The decoder that browsers call latin1 is windows-1252, whose 0x80 to 0x9f are other characters. */
const windows1252 = new Map(
	Array.from({ length: 32 }, (_, at) => [
		new TextDecoder('latin1').decode(Uint8Array.of(0x80 + at)),
		0x80 + at
	])
);
const latin1Byte = (char: string): number => windows1252.get(char) ?? char.charCodeAt(0);
