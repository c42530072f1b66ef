/**
 * Vite plugin: the service worker of the site, with the list of the site's files in front of it, and the site's version in index.html.
 * Runs after everything else is written; builds without the app's page have none.
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { buildBundle } from './vite-runtime.mjs';

const root = resolve(import.meta.dirname, '..');
/** Of the commands, of the worker itself, and of the build. */
const NOT_KEPT = /^(driver|contract|offline-worker|\.stamp|assets\/(driver|contract)-)/;
/** Layers of tasks: kept as they are fetched. */
const LAYER = /^packs\/[0-9a-f]{64}\.bin$/;
const VERSION = '%TABGYM_VERSION%';

/** @param {string | Buffer} data */
const sha256 = (data) => createHash('sha256').update(data).digest('hex');

/** Paths below `folder`, with "/". @param {string} folder @param {string} [below] @returns {string[]} */
function listFiles(folder, below = '') {
	return readdirSync(join(folder, below), { withFileTypes: true })
		.sort((a, b) => (a.name < b.name ? -1 : 1))
		.flatMap((entry) => {
			const path = below ? `${below}/${entry.name}` : entry.name;
			return entry.isDirectory() ? listFiles(folder, path) : [path];
		});
}

/** What the pages load before they can ask for anything. @param {string} out */
function shellOf(out) {
	const pages = ['index.html', 'headless.html', 'sandbox.html'];
	const loaded = pages.flatMap((page) =>
		[...readFileSync(join(out, page), 'utf8').matchAll(/(?:src|href)="\.\/([^"]+)"/g)].map(
			([, path = '']) => path
		)
	);
	return [...new Set([...pages, ...loaded])];
}

/** @returns {import('vite').Plugin} */
export function offlineWorker() {
	/** @type {string} */
	let out;
	return {
		name: 'tabgym:offline',
		apply: 'build',
		configResolved(config) {
			out = resolve(root, config.build.outDir);
		},
		closeBundle: {
			order: 'post',
			sequential: true,
			async handler() {
				const page = join(out, 'index.html');
				if (!existsSync(page)) return;
				const paths = listFiles(out).filter((path) => !NOT_KEPT.test(path));
				const layers = paths
					.filter((path) => LAYER.test(path))
					.map((path) => [path, statSync(join(out, path)).size]);
				const entry = (/** @type {string} */ path) => {
					const bytes = readFileSync(join(out, path));
					return [path, bytes.length, sha256(bytes)];
				};
				const own = paths.filter((path) => !LAYER.test(path));
				const worker = await buildBundle('offline-worker', '');
				const version = sha256(JSON.stringify([worker, own.map(entry), layers])).slice(0, 16);
				writeFileSync(page, readFileSync(page, 'utf8').replace(VERSION, version));
				const site = { version, files: own.map(entry), shell: shellOf(out), layers };
				writeFileSync(
					join(out, 'offline-worker.js'),
					`self.tabgymSite = ${JSON.stringify(site)};\n${worker}`
				);
			}
		}
	};
}
