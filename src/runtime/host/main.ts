/**
 * The page that a container lives in: what `@webcontainer/api` loads as `<origin>/headless`.
 *
 * It fetches the bundles, starts the kernel in an opaque frame, and answers the client over Comlink 4.3 (whose wire format
 * the client bundles; 4.4 does not connect). It holds no keys and runs no repository code.
 */
import * as Comlink from 'comlink';
import type { RequestRecord } from '../protocol/broker.ts';
import { CodedError } from '../wire/coded-error.ts';
import { embedderObjection } from './embedders.ts';
import { startKernel, type Kernel } from './frame.ts';
import { bootInstance, type BuildOptions } from './instance.ts';
import { Settings } from './settings.ts';
import { loadSources, type Sources } from './sources.ts';

declare global {
	interface ImportMetaEnv {
		/** The npm registry that the site was built with, from npm's configuration; ends with "/". */
		readonly TABGYM_REGISTRY: string;
		/** Origins whose pages may boot containers, apart from the site's own; between spaces; "*" = all. From the environment at build time. */
		readonly TABGYM_EMBEDDERS: string;
	}
}

const parent = globalThis.parent;

function say(message: { type: string } & Record<string, unknown>, transfer: Transferable[] = []): void {
	parent.postMessage(message, '*', transfer);
}

function sayFailure(error: unknown): void {
	const code = error instanceof CodedError ? error.code : 'E_BOOT_FAILED';
	say({ type: 'boot-failed', code, message: error instanceof Error ? error.message : String(error) });
}

/** Every request that left the sandbox, or would have. */
function listRequest(record: RequestRecord): void {
	say({ type: 'outside-request', ...record });
}

/** Every limit that something in the sandbox passed. */
function listLimit(limit: string, message: string): void {
	say({ type: 'limit-reached', limit, message });
}

/** Shown on the console of the page that embeds us. */
function warn(message: string): void {
	say({ type: 'warning', level: 'warn', message });
}

/** Fetched once: a second container, after a teardown, needs no network. */
let sources: Sources | null = null;

/** Started before anybody asks, so that the first build finds it warm. */
function prepare(): Promise<Kernel> {
	const objection = embedderObjection(import.meta.env.TABGYM_EMBEDDERS);
	if (objection) return Promise.reject(new CodedError('E_EMBEDDER', objection));
	if (!globalThis.crossOriginIsolated)
		return Promise.reject(
			new CodedError(
				'E_NOT_ISOLATED',
				'the host page is not cross-origin isolated: serve it with Cross-Origin-Embedder-Policy: require-corp, and embed it with allow="cross-origin-isolated"'
			)
		);
	say({ type: 'boot-progress', text: 'Loading the host' });
	sources ??= loadSources(new URL('runtime/', location.href));
	return startKernel(sources);
}

let prepared: Promise<Kernel> | null = prepare();
prepared.catch(sayFailure);

const settings = new Settings(say);

const server = {
	async build(options: BuildOptions) {
		const kernel = await (prepared ?? prepare());
		prepared = null;
		const instance = await bootInstance(kernel, options, {
			listRequest,
			listLimit,
			warn,
			network: settings.network
		});
		settings.serve(instance);
		return Comlink.proxy(instance.calls);
	}
};

const { port1, port2 } = new MessageChannel();
Comlink.expose(server, port1);
say({ type: 'init' }, [port2]);
