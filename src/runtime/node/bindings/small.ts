/** Bindings of which nothing is left in a browser but a few fixed answers. */
import type { BindingFactory } from '../context.ts';

export const permission: BindingFactory = () => ({ has: () => true });

export const mksnapshot: BindingFactory = () => ({
	setSerializeCallback() {},
	setDeserializeCallback() {},
	setDeserializeMainFunction() {},
	runEmbedderPreload() {}
});

export const wasm_web_api: BindingFactory = () => ({ setImplementation() {} });

export const inspector: BindingFactory = () => ({
	isEnabled: () => false,
	setConsoleExtensionInstaller() {},
	consoleCall: (_inspected: unknown, own: (...args: unknown[]) => unknown, ...args: unknown[]) =>
		own(...args),
	console: {}
});

export const heap_utils: BindingFactory = () => ({});

export const internal_only_v8: BindingFactory = () => ({ queryObjects: () => [] });

export const profiler: BindingFactory = () => ({
	setCoverageDirectory() {},
	setSourceMapCacheGetter() {},
	takeCoverage() {},
	stopCoverage() {},
	endCoverage() {}
});

export const report: BindingFactory = () => ({
	shouldReportOnUncaughtException: () => false,
	setReportOnUncaughtException() {},
	shouldReportOnFatalError: () => false,
	shouldReportOnSignal: () => false,
	getReport: () => '{}',
	getSignal: () => 'SIGUSR2',
	getDirectory: () => '',
	getFilename: () => '',
	getCompact: () => false,
	getExcludeNetwork: () => false,
	getExcludeEnv: () => false
});

export const sea: BindingFactory = () => ({
	isSea: () => false,
	isExperimentalSeaWarningNeeded: () => false
});

export const async_context_frame: BindingFactory = () => {
	let current: unknown;
	return {
		getContinuationPreservedEmbedderData: () => current,
		setContinuationPreservedEmbedderData(value: unknown) {
			current = value;
		}
	};
};

export const watchdog: BindingFactory = () => ({
	TraceSigintWatchdog: class {
		start() {}
		stop() {}
	}
});
