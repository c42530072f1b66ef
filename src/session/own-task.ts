/** From a repository and its results to a task of the user's own. */
import { CodedError } from '#model/coded-error.ts';
import type { Task } from '#model/task.ts';
import type { TestResult } from '#model/test-result.ts';
import type { Tree } from '#model/tree.ts';
import { belongsToTests } from '#repo/import/detect.ts';
import { packOf } from '#repo/pack-of.ts';
import type { Brought } from './import.svelte.ts';
import { divided, withSandbox, type Watch } from './install.ts';
import { worthKeeping } from './keeping.ts';
import { OWN_PREFIX, type Parts, type TaskPack } from './parts.ts';

export type Draft = { title: string; statement: string; chosen: readonly string[] };

/** The repository as a pack; without a draft its tests are not yet known. */
export async function draftPack(
	repo: Pick<Brought, 'name' | 'license' | 'tests' | 'tree'>,
	draft: (Draft & { results: readonly TestResult[] }) | null
): Promise<TaskPack> {
	const { own, environment } = divided(repo.tree);
	const isTest = (path: string) => belongsToTests(path) || repo.tests.testFiles.includes(path);
	const tests: Tree = new Map([...own].filter(([path]) => isTest(path)));
	return packOf(taskOf(repo, draft, [...tests.keys()].sort()), {
		base: own,
		tests,
		environment,
		changed: new Map(),
		deleted: []
	});
}

function taskOf(
	{ name, license, tests }: Pick<Brought, 'name' | 'license' | 'tests'>,
	draft: (Draft & { results: readonly TestResult[] }) | null,
	testFiles: string[]
): Task {
	const title = draft?.title.trim() || `Tests of ${name} fail`;
	const passing = draft?.results.filter(({ status }) => status === 'passed') ?? [];
	const others =
		draft?.results.filter(({ id, status }) => status !== 'passed' && !draft.chosen.includes(id)) ?? [];
	return {
		id: ownId(draft ? title : name),
		title,
		source: { kind: 'own' },
		environment: null,
		runner: tests.runner,
		testCommands: tests.testFiles.map((path) => tests.command.replace('{file}', path)),
		tests: 'visible',
		testFiles,
		tags: ['my own'],
		difficulty: 3,
		limits: { steps: 60, testTimeout: 30_000, time: 600_000 },
		license,
		problemStatement: draft?.statement.trim() ?? '',
		hints: [],
		failToPass: draft?.chosen ?? [],
		passToPass: passing.map(({ id }) => id),
		flaky: others.map(({ id }) => id)
	};
}

export const ownId = (text: string) =>
	OWN_PREFIX +
	(text
		.toLowerCase()
		.replace(/[^a-z0-9.]+/g, '-')
		.replace(/^-|-$/g, '')
		.slice(0, 60) || 'task');

export function addTestFile(repo: Brought, path: string, text: string): Brought {
	const clean = path.trim();
	if (!/^[\w.@-]+(\/[\w.@-]+)*\.[cm]?js$/.test(clean) || clean.split('/').includes('..'))
		throw new CodedError(
			'E_PATH',
			`Cannot add a test at "${path}": write a path in the repository that ends with .js`
		);
	const tree = new Map(repo.tree).set(clean, { bytes: new TextEncoder().encode(text) });
	const testFiles = [...new Set([...repo.tests.testFiles, clean])].sort();
	return { ...repo, tree, tests: { ...repo.tests, testFiles } };
}

/** Results of the suite in a fresh sandbox. */
export async function runTests(parts: Parts, pack: TaskPack, watch: Watch): Promise<readonly TestResult[]> {
	return withSandbox(parts, watch, async (sandbox) => {
		await sandbox.mount(pack.base);
		const run = await parts.testsOf(pack, sandbox);
		watch.onProgress(`Running ${pack.task.testCommands.length} test files`);
		return (await run({ signal: watch.signal })).tests;
	});
}

/** Keeps it in this browser under a name of the user's own. */
export async function saveTask(parts: Parts, pack: TaskPack): Promise<Task> {
	const { id } = pack.task;
	const task = { ...pack.task, id: id.startsWith(OWN_PREFIX) ? id : OWN_PREFIX + id };
	await (await parts.ownTasks()).add({ ...pack, task });
	worthKeeping();
	return task;
}
