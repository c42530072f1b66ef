/** Lets the scripts use the app's own TypeScript: vite turns one module and what it imports into something Node runs. */
import { resolve } from 'node:path';
import { runnerImport } from 'vite';

const root = resolve(import.meta.dirname ?? 'scripts/packs', '..', '..');
/** By path: what it takes to turn one is worth saving. @type {Map<string, Promise<any>>} */
const loaded = new Map();

/**
 * @param {string} path from the project's root
 * @returns {Promise<any>} the module's exports
 */
export async function load(path) {
	const known =
		loaded.get(path) ??
		runnerImport(resolve(root, path), { configFile: false, root, logLevel: 'error' }).then(
			({ module }) => module
		);
	loaded.set(path, known);
	return known;
}
