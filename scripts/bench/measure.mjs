/** Timing, medians and the table of the benchmarks. */
import { spawnSync } from 'node:child_process';
import { nodeBinary } from '../node-library.mjs';

/**
 * One line of the table. `host` and `native` in `unit`.
 * @typedef {{what: string, unit: string, host: number, native?: number, goal?: string}} Row
 */

/** @param {readonly number[]} values @param {number} share from 0 to 1 */
export function quantile(values, share) {
	const sorted = values.toSorted((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

/** @param {readonly number[]} values */
export const median = (values) => quantile(values, 0.5);

/**
 * Runs the pinned native Node.
 * @param {string[]} args
 * @param {string} cwd
 */
export function nativeRun(args, cwd) {
	const started = performance.now();
	const { stdout, status } = spawnSync(nodeBinary(), args, { cwd, encoding: 'utf8', maxBuffer: 1e9 });
	return { ms: performance.now() - started, output: stdout, exitCode: status ?? 1 };
}

/** @param {Row[]} rows */
export function table(rows) {
	const cells = rows.map(({ what, unit, host, native, goal }) => [
		what,
		`${format(host)} ${unit}`,
		native === undefined ? '-' : `${format(native)} ${unit}`,
		native === undefined ? '-' : `${(host / native).toFixed(2)} x`,
		goal ?? ''
	]);
	const all = [['figure', 'host', 'native', 'ratio', 'goal'], ...cells];
	const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...all.map((row) => (row[column] ?? '').length)));
	return all
		.map((row) =>
			row
				.map((cell, column) => cell.padEnd(widths[column] ?? 0))
				.join('  ')
				.trimEnd()
		)
		.join('\n');
}

/** @param {number} value */
function format(value) {
	return value >= 100 ? value.toFixed(0) : value >= 1 ? value.toFixed(1) : value.toFixed(4);
}
