/** ESLint's universal build in a browser's bundle: it asks for node:path, and for esquery as CommonJS, which a bundler gives as a module. */
import { createRequire } from 'node:module';

const require = createRequire(createRequire(import.meta.url).resolve('eslint'));

/** @returns {import('vite').Plugin} */
export function eslintInBrowser() {
	return {
		name: 'tabgym:eslint-in-browser',
		apply: 'build',
		enforce: 'pre',
		resolveId(source, importer) {
			if (source === 'node:path') return this.resolve('pathe', importer, { skipSelf: true });
			return source === 'esquery' ? require.resolve('esquery') : null;
		}
	};
}
