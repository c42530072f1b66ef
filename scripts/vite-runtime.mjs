/**
 * Vite plugin: builds the bundles that the host page hands to its workers, and serves what the set-up scripts made.
 *
 * A worker of the host is started from a blob, so each bundle must be one self-contained file:
 *   runtime/kernel.js, runtime/node.js, runtime/shell.js   classic scripts
 *   runtime/node-<part>.js                                 scripts that leave their exports in `tabgymPart` (src/runtime/node/parts.ts)
 *   offline-worker.js                                      by scripts/vite-offline.mjs
 *   preview-connect.js, preview-worker.js                  at the root of the site: the service worker's scope is what lies below it
 *   runtime/just-bash.js, runtime/git.js                   modules, imported when first needed
 *   runtime/node-library.bin                               from scripts/node-library.mjs
 *   packs/*                                                from scripts/packs.mjs
 * They do not depend on the page, so `vite dev` builds them on request and `vite build` writes them beside the site.
 */
import { createReadStream, existsSync } from 'node:fs';
import { cp, mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { build } from 'vite';
import { passOn, registryAddress } from './registry.mjs';

const root = resolve(import.meta.dirname, '..');

/** @type {Record<string, {entry: string, format: 'iife' | 'es', name?: string, stub?: string, atRoot?: boolean, byOthers?: boolean}>} */
export const bundles = {
	kernel: { entry: 'src/runtime/kernel/main.ts', format: 'iife' },
	node: { entry: 'src/runtime/node/main.ts', format: 'iife' },
	shell: { entry: 'src/runtime/shell/main.ts', format: 'iife' },
	'node-crypto': { entry: 'src/runtime/node/parts/crypto.ts', format: 'iife', name: 'tabgymPart' },
	'node-zlib': { entry: 'src/runtime/node/parts/zlib.ts', format: 'iife', name: 'tabgymPart' },
	'preview-connect': { entry: 'src/runtime/host/preview/connect.ts', format: 'iife', atRoot: true },
	'preview-worker': { entry: 'src/runtime/preview/worker.ts', format: 'iife', atRoot: true },
	'offline-worker': { entry: 'src/offline/worker.ts', format: 'iife', byOthers: true },
	git: { entry: 'src/runtime/git/main.ts', format: 'es' },
	'just-bash': {
		entry: 'src/runtime/shell/just-bash.ts',
		format: 'es',
		stub: 'src/runtime/shell/node-stub.ts'
	}
};

/** just-bash's browser bundle names Node's modules for commands that we do not take from it. */
const nodeModules = /^(node:.*|zlib|fs|path|worker_threads|module|url|crypto|os|dns|net|async_hooks)$/;

/**
 * @param {string} name of the bundle
 * @param {string} outDir absolute; '' = only return the code
 * @returns {Promise<string>} the code
 */
export async function buildBundle(name, outDir) {
	const bundle = bundles[name];
	if (!bundle) throw new Error(`Cannot build bundle "${name}": there are ${Object.keys(bundles).join(', ')}`);
	const result = await build({
		root,
		configFile: false,
		logLevel: 'error',
		define: { 'process.env.NODE_ENV': '"production"' },
		resolve: bundle.stub ? { alias: [{ find: nodeModules, replacement: join(root, bundle.stub) }] } : {},
		build: {
			write: outDir !== '',
			outDir: outDir || 'unused',
			emptyOutDir: false,
			copyPublicDir: false,
			target: 'es2023',
			minify: process.env.TABGYM_MINIFY !== '0',
			sourcemap: false,
			lib: {
				entry: join(root, bundle.entry),
				name: bundle.name ?? 'tabgym',
				formats: [bundle.format],
				fileName: () => `${name}.js`
			},
			rolldownOptions: { output: { codeSplitting: false, extend: bundle.name !== undefined } }
		}
	});
	const [{ output }] = Array.isArray(result) ? result : [result];
	return output[0].code;
}

/** Folders made by the set-up scripts, and where the site has them. */
const generated = [
	{ from: join(root, '.cache/runtime'), to: 'runtime' },
	{ from: join(root, '.cache/packs'), to: 'packs' }
];

/** @returns {import('vite').Plugin} */
export function runtimeBundles() {
	/** @type {import('vite').ResolvedConfig} */
	let config;
	return {
		name: 'tabgym:runtime',
		config: () =>
			process.env.VITEST
				? {}
				: {
						define: {
							'import.meta.env.TABGYM_REGISTRY': JSON.stringify(registryAddress()),
							'import.meta.env.TABGYM_EMBEDDERS': JSON.stringify(process.env.TABGYM_EMBEDDERS ?? '')
						}
					},
		configResolved(resolved) {
			config = resolved;
		},
		closeBundle: {
			sequential: true,
			order: 'pre',
			handler: async () => {
				if (config.command !== 'build') return;
				const out = resolve(root, config.build.outDir);
				await mkdir(join(out, 'runtime'), { recursive: true });
				for (const [name, { atRoot, byOthers }] of Object.entries(bundles))
					if (!byOthers) await buildBundle(name, atRoot ? out : join(out, 'runtime'));
				for (const { from, to } of generated)
					if (existsSync(from)) await cp(from, join(out, to), { recursive: true });
			}
		},
		configurePreviewServer(server) {
			server.middlewares.use('/registry/', passOn);
		},
		configureServer(server) {
			server.middlewares.use('/registry/', passOn);
			server.middlewares.use(async (request, response, next) => {
				const path = new URL(request.url ?? '/', 'http://localhost').pathname;
				const bundle = /^\/(?:runtime\/|(?=preview-))([\w-]+)\.js$/.exec(path)?.[1];
				try {
					if (bundle && bundles[bundle] && !bundles[bundle].byOthers) {
						response.setHeader('content-type', 'text/javascript');
						response.end(await buildBundle(bundle, ''));
						return;
					}
				} catch (error) {
					next(error);
					return;
				}
				const folder = generated.find(({ to }) => path.startsWith(`/${to}/`) && !path.includes('..'));
				const file = folder && join(folder.from, path.slice(folder.to.length + 2));
				if (file && existsSync(file)) createReadStream(file).pipe(response);
				else next();
			});
		}
	};
}
