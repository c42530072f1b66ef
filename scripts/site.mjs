/** The built site: makes it when it is out of date, and serves it with the headers that it needs. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build, preview } from 'vite';
import { ensureNodeLibrary } from './node-library.mjs';

const root = resolve(import.meta.dirname, '..');
const dist = resolve(root, process.env.TABGYM_DIST ?? 'dist');
const stampFile = join(dist, '.stamp');

/** What the site is built from. */
const sources = [
	'src',
	'public',
	'tasks/lessons',
	'scripts',
	'.cache/runtime',
	'.cache/packs',
	'index.html',
	'headless.html',
	'sandbox.html',
	'driver.html',
	'contract.html',
	'vite.config.ts',
	'package-lock.json'
];

/** A digest of names, sizes and times of everything that the site is built from. */
function sourceStamp() {
	const hash = createHash('sha256');
	/** @param {string} path */
	const add = (path) => {
		if (!existsSync(path)) return;
		const stat = statSync(path);
		if (stat.isDirectory()) for (const name of readdirSync(path).sort()) add(join(path, name));
		else hash.update(`${path}\0${stat.size}\0${stat.mtimeMs}\n`);
	};
	for (const source of sources) add(join(root, source));
	return hash.digest('hex');
}

/** Builds the site unless the last build was from the same sources. */
export async function ensureBuilt() {
	await ensureNodeLibrary();
	const stamp = sourceStamp();
	if (builtFrom() === stamp) return;
	await build({ root, logLevel: 'warn' });
	writeFileSync(stampFile, stamp);
}

/** A digest of what the site was built from; "" where it was not. */
export function builtFrom() {
	return existsSync(stampFile) ? readFileSync(stampFile, 'utf8') : '';
}

/**
 * Serves the built site on loopback.
 * @param {number} port 0 = any free one
 * @returns {Promise<{url: string, close: () => Promise<void>}>} `url` ends with "/"
 * @throws an error with code EADDRINUSE when the port is taken
 */
export async function serve(port) {
	const server = await preview({
		root,
		logLevel: 'error',
		preview: { port, strictPort: port !== 0, open: false }
	});
	const address = server.httpServer.address();
	if (!address || typeof address === 'string')
		throw new Error('Cannot serve the site: the server has no port');
	return {
		url: `http://localhost:${address.port}/`,
		close: () =>
			new Promise((done) => {
				server.httpServer.close(() => done(undefined));
				if ('closeAllConnections' in server.httpServer) server.httpServer.closeAllConnections();
			})
	};
}
