/** Bindings of which nothing is left in a browser but a few fixed answers. */
import type { BindingFactory } from '../context.ts';
import { pathText } from '../fs/call.ts';
import { unsupported } from '../shapes.ts';

const permission: BindingFactory = ({ permissions }) => ({
	has: (scope: string, reference?: string | Uint8Array) =>
		permissions.has(scope, reference === undefined || reference === null ? undefined : pathText(reference))
});

const mksnapshot: BindingFactory = () => ({
	setSerializeCallback() {},
	setDeserializeCallback() {},
	setDeserializeMainFunction() {},
	runEmbedderPreload() {}
});

const wasm_web_api: BindingFactory = () => ({ setImplementation() {} });

const heap_utils: BindingFactory = ({ permissions }) => ({
	triggerHeapSnapshot(path = 'Heap.heapsnapshot') {
		permissions.need('fs.write', path);
		throw unsupported('heap_utils.triggerHeapSnapshot');
	}
});

const internal_only_v8: BindingFactory = () => ({ queryObjects: () => [] });

const sea: BindingFactory = () => ({
	isSea: () => false,
	isExperimentalSeaWarningNeeded: () => false
});

const async_context_frame: BindingFactory = () => {
	let current: unknown;
	return {
		getContinuationPreservedEmbedderData: () => current,
		setContinuationPreservedEmbedderData(value: unknown) {
			current = value;
		}
	};
};

/** Loading the module is nothing; who makes a server or a client is refused before anything is sent (../patches.ts). */
const http2: BindingFactory = () => ({
	setCallbackFunctions() {},
	refuse(what: string): never {
		throw unsupported(`http2.${what}`);
	}
});

/** A class of what a page cannot have: it says so when one is made. */
const refused = (what: string) =>
	class {
		constructor() {
			throw unsupported(what);
		}
	};

const udp_wrap: BindingFactory = () => ({ UDP: refused('dgram.createSocket') });
const sqlite: BindingFactory = () => ({ DatabaseSync: refused('sqlite.DatabaseSync') });

const watchdog: BindingFactory = () => ({
	TraceSigintWatchdog: class {
		start() {}
		stop() {}
	}
});

export const small: Record<string, BindingFactory> = {
	permission,
	mksnapshot,
	wasm_web_api,
	heap_utils,
	internal_only_v8,
	sea,
	async_context_frame,
	http2,
	udp_wrap,
	sqlite,
	watchdog
};
