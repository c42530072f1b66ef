/** Diagnostic reports: the header, the environment and the stack; what a browser does not know of itself is empty. */
import type { BindingFactory } from '../context.ts';

/** Options of process.report and what they are at first. */
const options = {
	Compact: false,
	ExcludeNetwork: false,
	ExcludeEnv: false,
	Signal: 'SIGUSR2',
	Directory: '',
	Filename: ''
};
/** As the binary that the host's library comes from would say on the oldest system that it supports. */
const GLIBC = '2.28';

export const report: BindingFactory = (context) => {
	const state: Record<string, unknown> = { ...options };
	const accessors = Object.keys(options).flatMap((name) => [
		[`get${name}`, () => state[name]],
		[`set${name}`, (value: unknown) => void (state[name] = value)]
	]);
	const triggers: Record<string, boolean> = {};
	const trigger = (name: string) => [
		[`should${name}`, () => triggers[name] ?? false],
		[`set${name}`, (on: boolean) => void (triggers[name] = on)]
	];
	return {
		...Object.fromEntries([
			...accessors,
			...trigger('ReportOnFatalError'),
			...trigger('ReportOnSignal'),
			...trigger('ReportOnUncaughtException')
		]),
		getReport(error: unknown) {
			const text = JSON.stringify(reportOf(context, state, error), null, state['Compact'] ? 0 : 2);
			return text;
		}
	};
};

function reportOf(
	{ process, start }: Parameters<BindingFactory>[0],
	state: Record<string, unknown>,
	error: unknown
) {
	const { stack = '', message = 'No exception' } = error instanceof Error ? error : {};
	const now = new Date();
	return {
		header: {
			reportVersion: 5,
			event: 'JavaScript API',
			trigger: 'GetReport',
			filename: null,
			dumpEventTime: now.toISOString().replace(/\.\d+/, ''),
			dumpEventTimeStamp: String(now.getTime()),
			processId: start.pid,
			threadId: 0,
			cwd: start.cwd,
			commandLine: process['argv'],
			nodejsVersion: process['version'],
			glibcVersionRuntime: GLIBC,
			glibcVersionCompiler: GLIBC,
			wordSize: 64,
			arch: process['arch'],
			platform: process['platform'],
			componentVersions: process['versions'],
			release: process['release']
		},
		javascriptStack: { message, stack: stack.split('\n').slice(1), errorProperties: {} },
		javascriptHeap: {},
		nativeStack: [],
		resourceUsage: {},
		libuv: [],
		workers: [],
		...(state['ExcludeEnv'] ? {} : { environmentVariables: { ...start.env } }),
		userLimits: {},
		sharedObjects: []
	};
}
