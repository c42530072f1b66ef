import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';
import { eslintInBrowser } from './scripts/vite-eslint.mjs';
import { offlineWorker } from './scripts/vite-offline.mjs';
import { lessons } from './scripts/vite-lessons.mjs';
import { pagesApart } from './scripts/vite-pages.mjs';
import { runtimeBundles } from './scripts/vite-runtime.mjs';

/** Everything is served isolated (SharedArrayBuffer), and may be embedded by our own other origin. */
export const isolation = {
	'Cross-Origin-Opener-Policy': 'same-origin',
	'Cross-Origin-Embedder-Policy': 'require-corp',
	'Cross-Origin-Resource-Policy': 'cross-origin'
};

/** TABGYM_PAGES=driver,sandbox,headless builds those pages alone: enough for the commands. */
const pages = (process.env.TABGYM_PAGES ?? 'index,headless,sandbox,driver,contract')
	.split(',')
	.map((page) => `${page}.html`);

export default defineConfig({
	appType: 'mpa',
	base: './',
	plugins: [svelte(), runtimeBundles(), lessons(), pagesApart(), eslintInBrowser(), offlineWorker()],
	server: { headers: isolation, host: '127.0.0.1', port: 5190, strictPort: true },
	preview: { headers: isolation, host: '127.0.0.1', port: 4190, strictPort: true },
	worker: { format: 'es', plugins: () => [eslintInBrowser()] },
	build: {
		target: 'es2022',
		outDir: process.env.TABGYM_DIST ?? 'dist',
		emptyOutDir: true,
		chunkSizeWarningLimit: 4500,
		rolldownOptions: { input: pages }
	},
	test: {
		include: ['src/**/*.test.ts', 'scripts/**/*.test.ts'],
		exclude: ['**/*.browser.test.ts'],
		environment: 'node',
		// A guard against hanging, not a measure: machines are slow at times.
		testTimeout: 60_000
	}
});
