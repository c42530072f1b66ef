/** From a repository and its results to a task of the user's own. */
import { CodedError } from '#model/coded-error.ts';
import type { Task } from '#model/task.ts';
import type { TestResult } from '#model/test-result.ts';
import type { Tree, TreeFile } from '#model/tree.ts';
import { belongsToTests, manifestOf } from '#repo/import/detect.ts';
import { packOf } from '#repo/pack-of.ts';
import type { Sandbox } from '#sandbox/sandbox.ts';
import { encodeTree } from '#sandbox/snapshot.ts';
import type { Brought } from './import.svelte.ts';
import { worthKeeping } from './keeping.ts';
import { OWN_PREFIX, type HostName, type Parts, type TaskPack } from './parts.ts';

export type Draft = { title: string; statement: string; chosen: readonly string[] };
export type Watch = { host: HostName; signal: AbortSignal; onProgress: (text: string) => void };

const MODULES = 'node_modules/';

/** The repository as a pack; without a draft its tests are not yet known. */
export async function draftPack(
	repo: Brought,
	draft: (Draft & { results: readonly TestResult[] }) | null
): Promise<TaskPack> {
	const own = new Map<string, TreeFile>();
	const environment = new Map<string, TreeFile>();
	for (const [path, file] of repo.tree)
		if (path.startsWith(MODULES)) environment.set(path.slice(MODULES.length), file);
		else own.set(path, file);
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
	{ name, license, tests }: Brought,
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

export async function withSandbox<T>(
	parts: Parts,
	{ host, signal, onProgress }: Watch,
	work: (sandbox: Sandbox) => Promise<T>
): Promise<T> {
	onProgress('Starting a sandbox');
	const sandbox = await parts.openSandbox({ host, signal, onProgress });
	try {
		return await work(sandbox);
	} finally {
		await sandbox.close();
	}
}

/** The tree with what its lock file names; as it is where nothing is needed or it brought its own. */
export async function install(parts: Parts, repo: Brought, watch: Watch): Promise<Tree> {
	const { dependencies = {}, devDependencies = {} } = manifestOf(repo.tree, `"${repo.name}"`);
	const wanted = Object.keys({ ...dependencies, ...devDependencies });
	if (wanted.length === 0 || [...repo.tree.keys()].some((path) => path.startsWith(MODULES))) return repo.tree;
	const locked = repo.tree.has('package-lock.json') || repo.tree.has('npm-shrinkwrap.json');
	const command = locked ? 'npm ci' : 'npm install';
	return withSandbox(parts, watch, async (sandbox) => {
		await sandbox.mount([{ id: 'repo', mountPoint: '', role: 'repo', snapshot: encodeTree(repo.tree) }]);
		watch.onProgress(
			locked ? 'Installing from the lock file (npm ci)' : 'Installing without a lock file (npm install)'
		);
		const done = await sandbox.run(command, {
			signal: watch.signal,
			onOutput: (text) => watch.onProgress(`${command}: ${text.trim().split('\n').at(-1) ?? ''}`)
		});
		if (done.exitCode !== 0)
			throw new CodedError(
				'E_INSTALL',
				`Cannot install what "${repo.name}" needs: ${command} says "${reasonIn(done.output)}"; drop its folder with node_modules here instead`
			);
		return installed(sandbox, repo.tree);
	});
}

/** What npm says went wrong: its first line beyond a code. */
const reasonIn = (output: string) =>
	output
		.trim()
		.split('\n')
		.find((line) => /error(?! code )|ERR|Cannot/.test(line)) ?? output.trim().slice(-200);

/** The repository with the node_modules that stand in the sandbox now. */
async function installed(sandbox: Sandbox, tree: Tree): Promise<Tree> {
	const files = new Map(tree);
	const { output } = await sandbox.run(`node -e '${LIST}'`);
	for (const [path, target] of JSON.parse(output) as [string, string | null][])
		files.set(path, target === null ? { bytes: await sandbox.read(path) } : { symlink: target });
	return files;
}

/** Prints [path, target of a link or null] of everything in node_modules. */
const LIST = `
const { readdirSync, readlinkSync } = require("fs");
const all = [];
for (const entry of readdirSync("node_modules", { recursive: true, withFileTypes: true })) {
	const path = entry.parentPath + "/" + entry.name;
	if (!entry.isDirectory()) all.push([path, entry.isSymbolicLink() ? readlinkSync(path) : null]);
}
console.log(JSON.stringify(all));`;

/** Keeps it in this browser under a name of the user's own. */
export async function saveTask(parts: Parts, pack: TaskPack): Promise<Task> {
	const { id } = pack.task;
	const task = { ...pack.task, id: id.startsWith(OWN_PREFIX) ? id : OWN_PREFIX + id };
	await (await parts.ownTasks()).add({ ...pack, task });
	worthKeeping();
	return task;
}
