import type { Internals } from '../internals.ts';
import type { BindingFactory } from '../context.ts';

export const errors =
	({ stackTraces }: Internals): BindingFactory =>
	({ fatal }) => ({
		setPrepareStackTraceCallback: stackTraces.setCallback,
		setGetSourceMapErrorSource() {},
		setSourceMapsEnabled() {},
		setMaybeCacheGeneratedSourceMap() {},
		setEnhanceStackForFatalException() {},
		noSideEffectsToString: (value: unknown) => (typeof value === 'symbol' ? value.toString() : String(value)),
		triggerUncaughtException: (error: unknown, fromPromise: boolean) => fatal(error, fromPromise)
	});
