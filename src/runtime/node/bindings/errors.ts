import type { BindingFactory } from '../context.ts';
import type { Internals } from '../internals.ts';
import { readSourceLine } from '../source-lines.ts';

/** What a template literal would call is not called: the text shows in the last words of a process. */
function noSideEffectsToString(value: unknown): string {
	if (typeof value === 'object' && value !== null && !(value instanceof Error) && !Array.isArray(value))
		return `#<${Reflect.getPrototypeOf(value)?.constructor.name ?? 'Object'}>`;
	return typeof value === 'symbol' ? value.toString() : String(value);
}

export const errors =
	({ stackTraces, enhancers }: Internals): BindingFactory =>
	(context) => ({
		setPrepareStackTraceCallback: stackTraces.setCallback,
		setGetSourceMapErrorSource() {},
		setSourceMapsEnabled() {},
		setMaybeCacheGeneratedSourceMap() {},
		setEnhanceStackForFatalException(before: (error: Error) => unknown, after: (error: Error) => string) {
			Object.assign(enhancers, { before, after });
		},
		/** Where an error was made; columns count from 0. */
		getErrorSourcePositions(error: { stack?: unknown }) {
			const site = stackTraces.firstSite(error);
			const [scriptResourceName, lineNumber] = [site?.getFileName() ?? '', site?.getLineNumber() ?? 0];
			return {
				sourceLine: readSourceLine(context, scriptResourceName, lineNumber) ?? '',
				scriptResourceName,
				lineNumber,
				startColumn: (site?.getColumnNumber() ?? 1) - 1
			};
		},
		noSideEffectsToString,
		triggerUncaughtException: (error: unknown, fromPromise: boolean) => context.fatal(error, fromPromise)
	});
