/**
 * Writes tests.json of the tasks named on the command line from what their suites do on this machine's Node: what fails
 * on the base and passes with the gold patch, and what passes on both, twice over.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { assemble } from './packs/assemble.mjs';
import { load } from './packs/load.mjs';
import { root } from './packs/sources.mjs';

const { inputOf, runSide, openNativeSandbox } = await load('src/verifier/authoring.testing.ts');

/** @param {any} input @param {'base' | 'gold'} side @returns {Promise<Map<string, string>>} */
async function statuses(input, side) {
	const tests = await runSide(input, side, { openSandbox: openNativeSandbox });
	return new Map(tests.map((/** @type {any} */ { id, status }) => [id, status]));
}

for (const id of process.argv.slice(2)) {
	const input = await inputOf(await assemble(id, { FAIL_TO_PASS: ['?'], PASS_TO_PASS: [], flaky: [] }));
	const rounds = [];
	for (let round = 0; round < 2; round++)
		rounds.push({ base: await statuses(input, 'base'), gold: await statuses(input, 'gold') });
	const all = [...new Set(rounds.flatMap(({ gold }) => [...gold.keys()]))];
	/** @type {(test: string, side: 'base' | 'gold') => boolean[]} */
	const passes = (test, side) => rounds.map((round) => round[side].get(test) === 'passed');
	const never = all.filter((test) => !passes(test, 'gold').some(Boolean));
	for (const test of never) process.stderr.write(`${id}: fails with the gold patch: ${test}\n`);
	if (never.length > 0) process.exitCode = 1;
	const steady = all.filter(
		(test) => passes(test, 'gold').every(Boolean) && new Set(passes(test, 'base')).size === 1
	);
	const content = {
		FAIL_TO_PASS: steady.filter((test) => !passes(test, 'base')[0]),
		PASS_TO_PASS: steady.filter((test) => passes(test, 'base')[0]),
		flaky: all.filter((test) => !steady.includes(test) && !never.includes(test))
	};
	writeFileSync(join(root, 'tasks', id, 'tests.json'), `${JSON.stringify(content, null, '\t')}\n`);
	const counts = Object.entries(content).map(([name, tests]) => `${name} ${tests.length}`);
	process.stdout.write(`${id}: ${counts.join(', ')}\n`);
}
