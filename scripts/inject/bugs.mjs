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

/** A task's fixed state in a sandbox. @param {string} id */
async function greenSandbox(id) {
	await ensureNodeLibrary();
	const binary = dirname(nodeBinary());
	if (!process.env.PATH?.startsWith(binary)) process.env.PATH = `${binary}:${process.env.PATH}`;
	const { openNativeSandbox, inputOf } = await load('src/verifier/authoring.testing.ts');
	const assembled = await assemble(id);
	const { files, tests } = fixedState(assembled);
	const { base } = await inputOf({ ...assembled, base: new Map([...files, ...tests]) });
	const sources = new Map(
		[...files].flatMap(([path, file]) =>
			isSource(path) && 'bytes' in file ? [[path, new TextDecoder().decode(file.bytes)]] : []
		)
	);
	const sandbox = await openNativeSandbox();
	await sandbox.mount(base);
	return { task: assembled.task, sandbox, sources };
}

/**
 * @param {string} id
 * @param {{count: number, tries: number, seed: number, withData: boolean}} options `withData`: with what training learns from, which takes
 *   longer than the bug
 */
export async function bugsOf(id, { count, tries, seed, withData }) {
	const { runSuite } = await load('src/verifier/authoring.testing.ts');
	const { findBugs } = await load('src/repo/inject/search.ts');
	const { task, sandbox, sources } = await greenSandbox(id);
	const quick = await quickBugs({ task, sandbox, sources, count, tries, seed, withData }).catch((error) => {
		if (error?.name !== 'CodedError') throw error;
		return null; // tests that the checker cannot run
	});
	if (quick) {
		await sandbox.close();
		return { ...quick, yaml: yamlOf(id, task) };
	}
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

/**
 * By the warm checker, which the real runner then confirms in the test files that turned red: null where there are too few green
 * tests to begin with.
 * @param {{task: any, sandbox: any, sources: Map<string, string>, count: number, tries: number, seed: number, withData: boolean}} input
 */
async function quickBugs({ task, sandbox, sources, count, tries, seed, withData }) {
	const { runSuite } = await load('src/verifier/authoring.testing.ts');
	const greenIn = async (/** @type {string[] | undefined} */ files) => {
		const { tests } = await runSuite(task, sandbox, files ? { files } : {});
		return tests
			.filter((/** @type {any} */ { id, status }) => status === 'passed' && !task.flaky.includes(id))
			.map((/** @type {any} */ { id }) => id);
	};
	const green = await greenIn(undefined);
	if (green.length < 2) return null; // findBugs says what is wrong
	const bugs = [];
	const search = await noticedBugs({ task, sandbox, sources, tries, seed });
	for await (const { mutant, text, before, failing, instanceWith } of search.bugs) {
		const red = new Set(failing.filter((/** @type {string} */ id) => green.includes(id)));
		const files = [...new Set([...red].map((id) => id.split(' > ')[0] ?? ''))];
		await sandbox.write(mutant.path, text);
		const left = new Set(await greenIn(files));
		await sandbox.write(mutant.path, before);
		const isIn = (/** @type {string} */ id) =>
			files.some((file) => id === file || id.startsWith(`${file} > `));
		const real = green.filter((id) => isIn(id) && !left.has(id));
		if (red.size === 0 || red.size === green.length) continue;
		if (real.length !== red.size || real.some((id) => !red.has(id))) continue;
		const passToPass = green.filter((id) => !red.has(id));
		bugs.push({
			mutant,
			text,
			before,
			failToPass: real,
			passToPass,
			instance: withData ? await instanceWith(real) : null
		});
		if (bugs.length === count) break;
	}
	return { bugs, tried: search.tried() };
}

/**
 * Bugs as the warm checker sees them, in the order in which mutants are tried.
 * @param {{task: any, sandbox: any, sources: Map<string, string>, tries: number, seed: number, withGains?: boolean, signal?: AbortSignal}} input
 */
async function noticedBugs({ task, sandbox, sources, tries, seed, withGains = false, signal }) {
	const { mutantsOf } = await load('src/repo/inject/search.ts');
	const { GreenRepository } = await load('src/gym/training/mutants.ts');
	const { instanceFrom } = await load('src/gym/training/instance.ts');
	const repository = await GreenRepository.open(task, sandbox, signal ?? new AbortController().signal);
	let tried = 0;
	const some = function* () {
		const run = new Map([...sources].filter(([path]) => repository.paths.includes(path)));
		for (const mutant of mutantsOf(run, seed)) {
			if (tried === tries) return;
			if (!repository.isRun(mutant)) continue;
			tried++;
			yield mutant;
		}
	};
	const bugs = async function* () {
		for await (const { mutant, text, failing, found } of repository.noticed(some())) {
			const before = sources.get(mutant.path) ?? '';
			const instanceWith = (/** @type {string[]} */ red) =>
				instanceFrom(repository.checker, found, {
					task: { ...task, problemStatement: statementOf(red), injected: mutant.operator },
					fixed: new Map([[mutant.path, before]]),
					withGains
				});
			yield { mutant, text, before, failing, instanceWith };
		}
	};
	return { bugs: bugs(), tried: () => tried };
}

/**
 * What training learns from, without task folders: bugs that the warm checker saw twice over.
 * @param {string} id
 * @param {{count: number, tries: number, seed: number, signal: AbortSignal}} options
 */
export async function* instancesOf(id, { count, tries, seed, signal }) {
	const { task, sandbox, sources } = await greenSandbox(id);
	try {
		const { bugs } = await noticedBugs({ task, sandbox, sources, tries, seed, withGains: true, signal });
		let found = 0;
		for await (const { mutant, failing, instanceWith } of bugs) {
			const instance = await instanceWith(failing);
			if (!instance) continue;
			const { path, operator, start, end } = mutant;
			yield {
				...instance,
				id: `${id}-injected-${seed}-${++found}`,
				bug: { task: id, path, operator, start, end }
			};
			if (found === count) return;
		}
	} finally {
		await sandbox.close();
	}
}

/** @param {string[]} failing */
export const statementOf = (failing) =>
	`Some tests fail since the last change:\n\n${failing.map((test) => `- ${test}\n`).join('')}\nMake them pass without changing the tests.\n`;

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
