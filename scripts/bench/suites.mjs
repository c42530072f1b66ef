/** Suite figures: the test files of each packed task on its base, in the host and on native Node, the same tree on both sides. */
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { snapshotOf } from '../driver.mjs';
import { nodeBinary } from '../node-library.mjs';
import { median } from './measure.mjs';
import { packedTasks, unpackTask } from './trees.mjs';

/** Native `node` in the commands is the pinned one. */
const env = { ...process.env, PATH: `${dirname(nodeBinary())}:${process.env.PATH}` };

/**
 * @param {import('../driver.mjs').DriverPage} driver
 * @param {number} id of the sandbox
 * @param {string} directory for the trees
 * @param {number} rounds
 * @param {string} pattern regular expression: only tasks whose name it fits
 * @returns {Promise<import('./measure.mjs').Row[]>}
 */
export async function suites(driver, id, directory, rounds, pattern) {
	const rows = [];
	for (const task of packedTasks().filter((name) => new RegExp(pattern).test(name))) {
		const tree = join(directory, task);
		mkdirSync(tree);
		const { testCommands } = unpackTask(task, tree);
		const command = testCommands.join('\n');
		const url = driver.share(snapshotOf(tree));
		await driver.page.evaluate(([id, url]) => globalThis.tabgym.mount(id, url), [id, url]);
		const host = [];
		const native = [];
		for (let round = 0; round < rounds; round++) {
			host.push(
				await driver.page.evaluate(
					async ([id, command]) => (await globalThis.tabgym.run(id, command)).duration,
					[id, command]
				)
			);
			const started = performance.now();
			spawnSync('sh', ['-c', command], { cwd: tree, env });
			native.push(performance.now() - started);
		}
		rows.push({
			what: `suite of ${task}, ${testCommands.length} files`,
			unit: 'ms',
			host: median(host),
			native: median(native)
		});
		process.stderr.write(`suite of ${task}: ${(median(host) / median(native)).toFixed(2)} x\n`);
	}
	const ratios = rows.map(({ host, native }) => host / native);
	return [
		...rows,
		{ what: `suites of ${rows.length} tasks: median ratio`, unit: 'x', host: median(ratios), goal: '<= 1.0' },
		{ what: 'the largest of these ratios', unit: 'x', host: Math.max(...ratios), goal: '<= 2.5' }
	];
}
