/** The files in which Node's C++ leaves coverage. */
import { OPEN } from '../../protocol/syscalls.ts';
import type { Context } from '../context.ts';
import { coverage } from './coverage.ts';

const encoder = new TextEncoder();

/** Writes what was counted since the last time into a file of its own; nothing where nobody asked. */
export function writeCoverage(context: Context): void {
	const { directory } = coverage;
	if (!coverage.isWanted || directory === null) return;
	const { pathToFileURL } = context.requireBuiltin('internal/url') as { pathToFileURL(path: string): URL };
	const result = coverage.take((path) => pathToFileURL(path).href);
	const maps = coverage.sourceMaps();
	const text = JSON.stringify({
		result,
		timestamp: performance.now() / 1000,
		...(maps ? { 'source-map-cache': maps } : {})
	});
	const { pid, thread } = context.start;
	const path = `${directory}/coverage-${pid}-${Date.now()}-${thread?.threadId ?? 0}.json`;
	context.sync.mkdir(directory, 0o777, true);
	context.sync.writeFile(path, encoder.encode(text), OPEN.WRITE | OPEN.CREATE | OPEN.TRUNCATE, 0o666);
}
