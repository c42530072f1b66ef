/**
 * A preview is a page of a server in the sandbox. Its requests are caught by the service worker of the preview's origin (preview/worker.ts),
 * go through that origin's hidden connecting page (host/preview/connect.ts) to the host page, and from there to the port of the kernel.
 */

/** What the service worker asks; a port comes with it, for PreviewReply one way and PreviewPull the other. */
export type PreviewRequest = {
	type: 'preview-request';
	/** Number of the port in the sandbox. */
	port: number;
	method: string;
	/** Path and query. */
	path: string;
	headers: [name: string, value: string][];
	body: Uint8Array | null;
	/** Whether redirects are followed on the way: not for navigations, whose address they change. */
	follow: boolean;
	/** Whether a page is loaded: HTML gets the preview script. */
	isPage: boolean;
};

export type PreviewReply =
	| { type: 'head'; status: number; statusText: string; headers: [name: string, value: string][] }
	| { type: 'body'; bytes: Uint8Array }
	| { type: 'end' }
	| { type: 'failed'; message: string };

/** Asks for the next part of the body; or for no more. */
export type PreviewPull = 'more' | 'cancel';

/** From a previewed page, through the service worker, without an answer. */
export type PreviewNotice =
	| { type: 'preview-message'; port: number; message: Record<string, unknown> }
	/** The page set document.cookie. */
	| { type: 'preview-cookie'; port: number; cookie: string };

/** A previewed page opens a WebSocket, which no service worker sees. A port comes with it, for SocketEvent one way and SocketCommand the other. */
export type PreviewSocket = {
	type: 'preview-socket';
	/** Whose page it is. */
	port: number;
	/** Absolute. */
	url: string;
	protocols: string[];
};

export type SocketCommand =
	| { type: 'send'; data: string | Blob | ArrayBuffer }
	| { type: 'close'; code: number | null; reason: string };

export type SocketEvent =
	| { type: 'open'; protocol: string }
	| { type: 'message'; data: string | ArrayBuffer }
	/** So many bytes more of what was given to `send` have left. */
	| { type: 'sent'; bytes: number }
	/** The last one. `problem` = why there was never a connection, or why it broke; '' = it was closed as it should be. */
	| { type: 'closed'; code: number; reason: string; problem: string };

/** Where previews have no origin of their own, they lie below this path: /preview/<id>/<port>/. */
export const PREVIEW_PATH = /^\/preview\/([\w-]+)\/(\d+)(?=\/|$)/;
/** Where they have: <id>--<port>.localhost. */
export const PREVIEW_HOST = /^([\w-]+)--(\d+)\./;
/** Files of the site that belong to no preview. */
export const CONNECT_PAGE = '/preview.html';
export const OWN_FILES = new Set([CONNECT_PAGE, '/preview-connect.js', '/preview-worker.js']);
