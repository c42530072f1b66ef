/**
 * A task as a folder, in the layout of SWE-bench 5 (task.yaml with its keys and ours, tests.json, gold.patch, test.patch, eval.sh,
 * Dockerfile) with the trees beside it: read into a pack, and written from one.
 * https://github.com/SWE-bench/SWE-bench/blob/main/swebench/task/repo.py
 */
import * as v from 'valibot';
import { parse, stringify } from 'yaml';
import { CodedError } from '#model/coded-error.ts';
import type { Task } from '#model/task.ts';
import type { Tree, TreeFile } from '#model/tree.ts';
import { decodeTree } from '#sandbox/snapshot.ts';
import { dockerfile, evalScript, sweBenchKeys } from './formats/swe-bench-files.ts';
import { walkthroughSchema } from './pack-format.ts';
import { mergedTree, packOf } from './pack-of.ts';
import { changesOf, diffOf, exactText } from './patches.ts';
import { readTaskFolder } from './task-file.ts';
import type { TaskPack } from './task-pack.ts';

const encoder = new TextEncoder();

export const isTaskFolder = (tree: Tree) => tree.has('task.yaml') && tree.has('tests.json');

/** What stands below `folder`. */
export function below(tree: Tree, folder: string): Map<string, TreeFile> {
	const prefix = `${folder}/`;
	return new Map(
		[...tree].flatMap(([path, file]) => (path.startsWith(prefix) ? [[path.slice(prefix.length), file]] : []))
	);
}

/** @throws CodedError that names the file or the field */
export async function readTaskTree(tree: Tree): Promise<TaskPack> {
	const { task, source } = readTaskFolder({
		name: null,
		yaml: readYaml(tree, 'task.yaml'),
		problemStatement: exactText(tree.get('problem_statement.md')),
		hints: exactText(tree.get('hints.md')),
		tests: readJson(tree, 'tests.json')
	});
	if (!('own' in source))
		throw new CodedError(
			'E_IMPORT',
			`Cannot import task "${task.id}": its repository is not in the folder; export it from its page, which puts it there`
		);
	const [repo, tests] = [below(tree, 'repo'), below(tree, 'tests')];
	const deletedTests = source.deleted_tests ?? [];
	const base = task.tests === 'visible' ? new Map([...repo, ...tests]) : repo;
	const fix = changesOf(base, exactText(tree.get('gold.patch')) ?? '', `task "${task.id}"`);
	return packOf(
		{ ...task, testFiles: [...tests.keys()].sort() },
		{
			base,
			tests,
			deletedTests,
			environment: below(tree, 'node_modules'),
			changed: new Map([...fix.changed, ...below(tree, 'gold_assets')]),
			deleted: fix.deleted,
			walkthrough: readWalkthrough(tree)
		}
	);
}

export const readYaml = (tree: Tree, name: string) =>
	parsed(name, () => parse(exactText(tree.get(name)) ?? '') as unknown);
export const readJson = (tree: Tree, name: string) =>
	parsed(name, () => JSON.parse(exactText(tree.get(name)) ?? 'null') as unknown);

function readWalkthrough(tree: Tree): TaskPack['walkthrough'] {
	const read = v.safeParse(walkthroughSchema, readJson(tree, 'walkthrough.json'));
	if (read.success) return read.output;
	throw new CodedError('E_IMPORT', 'Cannot import the task: its walkthrough.json is no list of steps');
}

function parsed(name: string, read: () => unknown): unknown {
	try {
		return read();
	} catch (error) {
		const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
		throw new CodedError('E_IMPORT', `Cannot import the task: its ${name} cannot be read (${reason})`);
	}
}

/** The trees of a pack, as its folder holds them: the repository without the tests where these stand in tests/ as they are. */
export function treesOf({ task, base, hiddenTests, gold }: TaskPack) {
	const tests = decodeTree(hiddenTests.snapshot);
	const whole = mergedTree(base, 'repo');
	const repo = new Map([...whole].filter(([path]) => task.tests === 'hidden' || !tests.has(path)));
	const fix = diffOf(whole, {
		changed: new Map(
			gold.patch.flatMap(({ path, after }) => {
				const bytes = after === null ? undefined : gold.blobs.get(after);
				return bytes ? [[path, { bytes }]] : [];
			})
		),
		deleted: gold.patch.flatMap(({ path, after }) => (after === null ? [path] : []))
	});
	return { repo, whole, tests, environment: mergedTree(base, 'environment'), fix };
}

/** What makes the tests of the fixed version out of the repository as the folder holds it. */
export function testChanges(pack: TaskPack): { patch: string; assets: Tree } {
	const { repo, tests } = treesOf(pack);
	const deleted = pack.deletedTests.filter((path) => repo.has(path) && !tests.has(path));
	return diffOf(repo, { changed: tests, deleted });
}

/** The folder's files. The trees go with it, so that it runs wherever it is dropped, and comes back equal. */
export function writeTaskTree(pack: TaskPack): Map<string, TreeFile> {
	const { task, deletedTests, walkthrough } = pack;
	const files = new Map<string, TreeFile>();
	const put = (path: string, text: string) => files.set(path, { bytes: encoder.encode(text) });
	const putAll = (folder: string, tree: Tree) => {
		for (const [path, file] of tree) files.set(`${folder}/${path}`, file);
	};
	const { repo, tests, environment, fix } = treesOf(pack);
	const test = testChanges(pack);
	put('task.yaml', stringify({ ...yamlOf(task, deletedTests), ...sweBenchKeys(pack) }, { lineWidth: 0 }));
	put('problem_statement.md', `${task.problemStatement}\n`);
	if (task.hints.length > 0) put('hints.md', `${task.hints.join('\n\n---\n\n')}\n`);
	const ids = { FAIL_TO_PASS: task.failToPass, PASS_TO_PASS: task.passToPass, flaky: task.flaky };
	put('tests.json', `${JSON.stringify(ids, null, '\t')}\n`);
	put('gold.patch', fix.patch);
	put('test.patch', test.patch);
	put('eval.sh', evalScript(task, deletedTests));
	put('Dockerfile', dockerfile(environment.size > 0));
	if (walkthrough) put('walkthrough.json', `${JSON.stringify(walkthrough, null, '\t')}\n`);
	putAll('repo', repo);
	putAll('tests', tests);
	putAll('node_modules', environment);
	putAll('gold_assets', fix.assets);
	putAll('test_assets', test.assets);
	return files;
}

function yamlOf(task: Task, deletedTests: readonly string[]) {
	const [command = ''] = task.testCommands;
	const { source } = task;
	const from = source.kind === 'npm' && { package: source.package, base: source.base, fix: source.fix };
	return {
		id: task.id,
		title: task.title,
		source: {
			own: true,
			...(from && { from }),
			...(deletedTests.length > 0 && { deleted_tests: [...deletedTests] })
		},
		...(task.injected !== undefined && { injected: task.injected }),
		environment: task.environment,
		runner: task.runner,
		test_command: `${command.slice(0, command.lastIndexOf(' '))} {file}`,
		test_files: task.testCommands.map((line) => line.slice(line.lastIndexOf(' ') + 1)),
		tests: task.tests,
		tags: task.tags,
		difficulty: task.difficulty,
		limits: { steps: task.limits.steps, test_timeout: task.limits.testTimeout, time: task.limits.time },
		license: task.license
	};
}
