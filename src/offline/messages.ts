/** What pages and the site's service worker say to each other. */

/** Every file of one version of the site; scripts/vite-offline.mjs writes it in front of the worker. */
export type Site = {
	/** Digest of all files, hex. */
	version: string;
	/** Path below the site's root, bytes, SHA-256 in hex. */
	files: readonly (readonly [path: string, bytes: number, digest: string])[];
	/** What a page cannot open without: kept before the worker answers anything. */
	shell: readonly string[];
	/** Layers of tasks, packs/<SHA-256>.bin: kept as they are fetched. */
	layers: readonly (readonly [path: string, bytes: number])[];
};

export type ToWorker =
	/** Answer this page too, if it is of the worker's version. */
	| { type: 'claim'; version: string }
	/** Fetch what is not kept yet. */
	| { type: 'fill' }
	| { type: 'describe' }
	/** To a worker that waits: become the one, if no other page stands on the old version. */
	| { type: 'take-over' }
	| { type: 'drop-layers' };

/** What is kept of the site. Bytes are of what the files hold, uncompressed by the way. */
export type Kept = {
	version: string;
	files: number;
	keptFiles: number;
	keptBytes: number;
	layers: readonly (readonly [path: string, bytes: number])[];
	keptLayers: number;
	keptLayerBytes: number;
};

/** Instead of any other answer: what could not be done. */
export type Refused = { problem: string };

/** Answer to take-over: how many other pages stand on the old version; 0 = it goes ahead. */
export type TakeOver = { others: number };
