/** A task in its folder's form (tasks/<id>/ with repo/, tests/ and gold.patch): read into a pack, and written from one. */
import { applyPatch, createTwoFilesPatch, parsePatch } from 'diff';
import { parse, stringify } from 'yaml';
import { CodedError } from '#model/coded-error.ts';
import type { Task } from '#model/task.ts';
import type { Tree, TreeFile } from '#model/tree.ts';
import { blobIdOf } from '#sandbox/blobs.ts';
import { decodeTree, encodeTree } from '#sandbox/snapshot.ts';
import { readTaskFolder } from './task-file.ts';
import { goldOf, type TaskPack } from './task-pack.ts';

const encoder = new TextEncoder();
const textOf = (file: TreeFile | undefined) =>
	file && 'bytes' in file ? new TextDecoder().decode(file.bytes) : null;

export const isTaskFolder = (tree: Tree) => tree.has('task.yaml') && tree.has('tests.json');

/** What stands below `folder`. */
function below(tree: Tree, folder: string): Map<string, TreeFile> {
	const prefix = `${folder}/`;
	return new Map(
		[...tree].flatMap(([path, file]) => (path.startsWith(prefix) ? [[path.slice(prefix.length), file]] : []))
	);
}

/** @throws CodedError that names the file or the field */
export async function readTaskTree(tree: Tree): Promise<TaskPack> {
	const { task, source } = readTaskFolder({
		name: null,
		yaml: parsed('task.yaml', () => parse(textOf(tree.get('task.yaml')) ?? '')),
		problemStatement: textOf(tree.get('problem_statement.md')),
		hints: textOf(tree.get('hints.md')),
		tests: parsed('tests.json', () => JSON.parse(textOf(tree.get('tests.json')) ?? 'null'))
	});
	if (!('own' in source))
		throw new CodedError(
			'E_IMPORT',
			`Cannot import task "${task.id}": its repository is not in the folder; export it from its page, which puts it there`
		);
	const [base, tests] = [below(tree, 'repo'), below(tree, 'tests')];
	const { changed, deleted } = applyGold(base, textOf(tree.get('gold.patch')) ?? '', task.id);
	if (task.tests === 'visible') for (const [path, file] of tests) base.set(path, file);
	return packOf(
		{ ...task, testFiles: [...tests.keys()].sort() },
		{ base, tests, environment: below(tree, 'node_modules'), changed, deleted }
	);
}

function parsed(name: string, read: () => unknown): unknown {
	try {
		return read();
	} catch (error) {
		const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
		throw new CodedError('E_IMPORT', `Cannot import the task: its ${name} cannot be read (${reason})`);
	}
}

function applyGold(
	base: Tree,
	text: string,
	id: string
): { changed: Map<string, TreeFile>; deleted: string[] } {
	const changed = new Map<string, TreeFile>();
	const deleted: string[] = [];
	for (const change of text.trim() ? parsePatch(text) : []) {
		const [before = '', path = ''] = [change.oldFileName, change.newFileName].map((name) =>
			(name ?? '').replace(/^[ab]\//, '')
		);
		if (path === '/dev/null') deleted.push(before);
		else {
			const patched = applyPatch(textOf(base.get(path)) ?? '', change);
			if (patched === false)
				throw new CodedError('E_IMPORT', `Cannot import task "${id}": gold.patch does not apply to ${path}`);
			changed.set(path, { bytes: encoder.encode(patched) });
		}
	}
	return { changed, deleted };
}

export type TaskTrees = {
	base: Tree;
	tests: Tree;
	/** node_modules; empty where the task needs none. */
	environment: Tree;
	/** Files of the fix. */
	changed: Tree;
	deleted: readonly string[];
};

/** A pack of trees that are here. */
export async function packOf(task: Task, trees: TaskTrees): Promise<TaskPack> {
	const layer = async (tree: Tree, mountPoint: string, role: 'environment' | 'repo') => {
		const snapshot = encodeTree(tree);
		return { id: await blobIdOf(snapshot), mountPoint, role, snapshot };
	};
	const base = [await layer(trees.base, '', 'repo')];
	if (trees.environment.size > 0) base.unshift(await layer(trees.environment, 'node_modules', 'environment'));
	const hiddenTests = await layer(trees.tests, '', 'repo');
	const gold = await goldOf(base, trees.changed, trees.deleted);
	const facts = JSON.stringify([task, base.map(({ id }) => id), hiddenTests.id, gold.patch]);
	const digest = await blobIdOf(encoder.encode(facts));
	return { task, digest, base, hiddenTests, deletedTests: [], gold, walkthrough: null };
}

/** The folder's files; node_modules goes with it, so that it runs wherever it is dropped. */
export function writeTaskTree({ task, base, hiddenTests, gold }: TaskPack): Map<string, Uint8Array> {
	const files = new Map<string, Uint8Array>();
	const put = (path: string, text: string) => files.set(path, encoder.encode(text));
	put('task.yaml', stringify(yamlOf(task), { lineWidth: 0 }));
	put('problem_statement.md', `${task.problemStatement}\n`);
	if (task.hints.length > 0) put('hints.md', `${task.hints.join('\n\n---\n\n')}\n`);
	const tests = { FAIL_TO_PASS: task.failToPass, PASS_TO_PASS: task.passToPass, flaky: task.flaky };
	put('tests.json', `${JSON.stringify(tests, null, '\t')}\n`);
	const hidden = decodeTree(hiddenTests.snapshot);
	const repo = new Map<string, TreeFile>();
	for (const { role, mountPoint, snapshot } of base)
		for (const [path, file] of decodeTree(snapshot)) {
			if (!('bytes' in file)) continue;
			if (role === 'environment') files.set(`${mountPoint}/${path}`, file.bytes);
			else repo.set(path, file);
		}
	for (const [path, file] of repo)
		if ('bytes' in file && !hidden.has(path)) files.set(`repo/${path}`, file.bytes);
	for (const [path, file] of hidden) if ('bytes' in file) files.set(`tests/${path}`, file.bytes);
	put('gold.patch', goldPatch(repo, gold));
	return files;
}

/** The fix as a unified diff. */
export function goldPatch(repo: Tree, gold: TaskPack['gold']): string {
	return gold.patch
		.map(({ path, after }) => {
			const fresh = after === null ? null : (gold.blobs.get(after) ?? new Uint8Array());
			const old = textOf(repo.get(path));
			return createTwoFilesPatch(
				old === null ? '/dev/null' : `a/${path}`,
				fresh === null ? '/dev/null' : `b/${path}`,
				old ?? '',
				fresh === null ? '' : new TextDecoder().decode(fresh)
			).replace(/^=+\n/, '');
		})
		.join('');
}

function yamlOf(task: Task): unknown {
	const [command = ''] = task.testCommands;
	return {
		id: task.id,
		title: task.title,
		source: { own: true },
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
