/** Bugs for one task's fixed state, found by running its suite on the pinned native Node. */
import { dirname } from 'node:path';
import { belongsToTests } from '../new-task/detect.mjs';
import { ensureNodeLibrary, nodeBinary } from '../node-library.mjs';
import { assemble, fixedState } from '../packs/assemble.mjs';
import { load } from '../packs/load.mjs';

/** Milliseconds for one test file, at least, and how many times what the whole suite takes when it is green. */
const LEAST_LIMIT = 3000;
const SLOWER = 10;

/** Files that tests do not load, or that are generated. @param {string} path */
const isSource = (path) =>
	/\.[cm]?js$/.test(path) &&
	!belongsToTests(path) &&
	!/(^|\/)(dist|build|bench|benchmarks?|examples?|docs?|node_modules|coverage)\/|\.min\.js$|config\.[cm]?js$/.test(
		path
	);

/**
 * @param {string} id
 * @param {{count: number, tries: number, seed: number}} options
 */
export async function bugsOf(id, { count, tries, seed }) {
	await ensureNodeLibrary();
	const binary = dirname(nodeBinary());
	if (!process.env.PATH?.startsWith(binary)) process.env.PATH = `${binary}:${process.env.PATH}`;
	const { openNativeSandbox, inputOf, runSuite } = await load('src/verifier/authoring.testing.ts');
	const { findBugs } = await load('src/repo/inject/search.ts');
	const assembled = await assemble(id);
	const { files, tests } = fixedState(assembled);
	const { base } = await inputOf({ ...assembled, base: new Map([...files, ...tests]) });
	const sources = new Map(
		[...files].flatMap(([path, file]) =>
			isSource(path) && 'bytes' in file ? [[path, new TextDecoder().decode(file.bytes)]] : []
		)
	);
	const { task } = assembled;
	const sandbox = await openNativeSandbox();
	let limit = task.limits.testTimeout;
	let tried = 0;
	const run = async () => {
		const timed = { ...task, limits: { ...task.limits, testTimeout: limit } };
		const { tests: results, timedOut, duration } = await runSuite(timed, sandbox);
		if (limit === task.limits.testTimeout) limit = Math.max(LEAST_LIMIT, duration * SLOWER);
		const ignored = new Set(task.flaky);
		return {
			tests: results.filter((/** @type {{id: string}} */ test) => !ignored.has(test.id)),
			hung: timedOut.length > 0
		};
	};
	/** @type {{mutant: {path: string, operator: string}, text: string, before: string, failToPass: string[], passToPass: string[]}[]} */
	const bugs = [];
	try {
		await sandbox.mount(base);
		const search = {
			sources,
			write: (/** @type {string} */ path, /** @type {string} */ text) => sandbox.write(path, text),
			run,
			count,
			tries,
			seed,
			onTry: (/** @type {number} */ count) => (tried = count)
		};
		for await (const bug of findBugs(search))
			bugs.push({ ...bug, before: sources.get(bug.mutant.path) ?? '' });
	} finally {
		await sandbox.close();
	}
	return { bugs, tried, yaml: yamlOf(id, task) };
}

/** task.yaml of a bug in it, but for what is the bug's own. @param {string} parent @param {any} task */
function yamlOf(parent, task) {
	const [command = ''] = task.testCommands;
	const fileOf = (/** @type {string} */ line) => line.slice(line.lastIndexOf(' ') + 1);
	return {
		id: '',
		title: '',
		source: { injected: parent },
		injected: '',
		environment: task.environment,
		runner: task.runner,
		test_command: `${command.slice(0, command.lastIndexOf(' '))} {file}`,
		test_files: task.testCommands.map(fileOf),
		tests: 'visible',
		tags: task.tags,
		difficulty: 2,
		limits: { steps: task.limits.steps, test_timeout: task.limits.testTimeout, time: task.limits.time },
		license: task.license
	};
}
