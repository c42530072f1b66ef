/** What a task's suite does, by running it on the pinned native Node: tests.json. */
import { dirname } from 'node:path';
import { ensureNodeLibrary, nodeBinary } from '../node-library.mjs';
import { assemble } from '../packs/assemble.mjs';
import { load } from '../packs/load.mjs';

const ROUNDS = 2;

/** @typedef {{FAIL_TO_PASS: string[], PASS_TO_PASS: string[], flaky: string[]}} Tests */

/** @typedef {{env?: Record<string, string>, reverse?: boolean}} Circumstance in which a suite is run; `reverse` turns its files round */

/**
 * @param {string} task @param {Tests} [tests] in place of its tests.json
 * @returns {Promise<(side: 'base' | 'gold', circumstance?: Circumstance) => Promise<Map<string, string>>>}
 */
export async function nativeRunner(task, tests) {
	await ensureNodeLibrary();
	const binary = dirname(nodeBinary());
	if (!process.env.PATH?.startsWith(binary)) process.env.PATH = `${binary}:${process.env.PATH}`;
	const { inputOf, runSide, openNativeSandbox } = await load('src/verifier/authoring.testing.ts');
	const input = await inputOf(await assemble(task, tests));
	return async (side, { env = {}, reverse = false } = {}) => {
		const testCommands = reverse ? input.task.testCommands.toReversed() : input.task.testCommands;
		const openSandbox = async () => {
			const sandbox = await openNativeSandbox();
			const run = sandbox.run.bind(sandbox);
			sandbox.run = (/** @type {string} */ command, /** @type {any} */ options) =>
				run(command, { ...options, env: { ...options?.env, ...env } });
			return sandbox;
		};
		const tests = await runSide({ ...input, task: { ...input.task, testCommands } }, side, { openSandbox });
		return new Map(tests.map((/** @type {any} */ { id, status }) => [id, status]));
	};
}

/** Status of every test in the pinned native Node. @param {string} task @param {'base' | 'gold'} side */
export const nativeStatuses = async (task, side) => (await nativeRunner(task))(side);

/**
 * Runs base and gold twice over, each with the hidden tests.
 * @param {string} task its id, or its folder
 * @returns {Promise<{tests: Tests, never: string[]}>} `never`: tests that fail with the gold patch too
 */
export async function measure(task) {
	const run = await nativeRunner(task, { FAIL_TO_PASS: ['?'], PASS_TO_PASS: [], flaky: [] });
	const rounds = [];
	for (let round = 0; round < ROUNDS; round++)
		rounds.push({ base: await run('base'), gold: await run('gold') });
	return sort(rounds);
}

/** @param {{base: Map<string, string>, gold: Map<string, string>}[]} rounds */
function sort(rounds) {
	const all = [...new Set(rounds.flatMap(({ gold }) => [...gold.keys()]))];
	/** @type {(test: string, side: 'base' | 'gold') => boolean[]} */
	const passes = (test, side) => rounds.map((round) => round[side].get(test) === 'passed');
	const never = all.filter((test) => !passes(test, 'gold').some(Boolean));
	const steady = all.filter(
		(test) => passes(test, 'gold').every(Boolean) && new Set(passes(test, 'base')).size === 1
	);
	return {
		tests: {
			FAIL_TO_PASS: steady.filter((test) => !passes(test, 'base')[0]),
			PASS_TO_PASS: steady.filter((test) => passes(test, 'base')[0]),
			flaky: all.filter((test) => !steady.includes(test) && !never.includes(test))
		},
		never
	};
}
