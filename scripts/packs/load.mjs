/** Lets the scripts use the app's own TypeScript: vite turns one module and what it imports into something Node runs. */
import { resolve } from 'node:path';
import { runnerImport } from 'vite';

const root = resolve(import.meta.dirname ?? 'scripts/packs', '..', '..');

/**
 * @param {string} path from the project's root
 * @returns {Promise<any>} the module's exports
 */
export async function load(path) {
	const { module } = await runnerImport(resolve(root, path), { configFile: false, root, logLevel: 'error' });
	return module;
}
