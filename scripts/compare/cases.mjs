/** The cases of src/runtime/compare, and their expectations. */
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

export const folder = resolve(import.meta.dirname, '../../src/runtime/compare');

/**
 * What a case did; `node` is the version that did it.
 * @typedef {{stdout: string, stderr: string, exitCode: number | null, signal: string | null}} Outcome
 */

/**
 * Cases as MODULE/FILE whose name contains `pattern`. Files named lib-* are what cases load.
 * @param {string} pattern
 */
export function casesMatching(pattern) {
	const modules = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
	return modules
		.flatMap(({ name }) => readdirSync(join(folder, name)).map((file) => `${name}/${file}`))
		.filter((name) => /\/(?!lib-)[^/]*\.(js|mjs|cjs)$/.test(name) && name.includes(pattern))
		.sort();
}

/** Cases of each module that a short comparison runs. */
const SAMPLE = 5;

/**
 * Some of each module, spread over its names: always the same ones.
 * @param {string[]} cases sorted
 */
export function sampleOf(cases) {
	/** @type {Map<string, string[]>} */
	const modules = new Map();
	for (const name of cases) {
		const module = name.slice(0, name.indexOf('/'));
		modules.set(module, [...(modules.get(module) ?? []), name]);
	}
	return [...modules.values()].flatMap((names) =>
		names.filter(
			(_, at) => Math.floor((at * SAMPLE) / names.length) !== Math.floor(((at - 1) * SAMPLE) / names.length)
		)
	);
}

/** @param {string} name a case */
export function expectationOf(name) {
	return join(folder, name.replace(/\.\w+$/, '.expected.json'));
}

/**
 * The lines that run.mjs printed.
 * @param {string} text @returns {Map<string, Outcome>}
 */
export function outcomesOf(text) {
	const outcomes = new Map();
	for (const line of text.split('\n')) {
		if (!line.startsWith('{')) continue;
		const { name, ...outcome } = JSON.parse(line);
		outcomes.set(name, outcome);
	}
	return outcomes;
}
