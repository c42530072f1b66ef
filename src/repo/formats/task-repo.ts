/**
 * Task folders of SWE-bench 5 as they are laid out: task.yaml with instance_id and the place of the repository, and each other column
 * as a file. https://github.com/SWE-bench/SWE-bench/blob/main/swebench/task/repo.py
 */
import * as v from 'valibot';
import type { Tree } from '#model/tree.ts';
import type { FetchOptions } from '../import/services.ts';
import { exactText } from '../patches.ts';
import { below, isTaskFolder, readJson, readTaskTree, readYaml } from '../task-folder.ts';
import type { TaskPack } from '../task-pack.ts';
import { packOfInstance } from './instance-pack.ts';
import { readInstance } from './instances.ts';

/** Task folders in a tree: the tree itself, or those below tasks/ (a task repository with its sweb.yaml). */
export function taskFoldersIn(tree: Tree): Tree[] {
	if (isTaskFolder(tree)) return [tree];
	const tasks = below(tree, 'tasks');
	const names = [...new Set([...tasks.keys()].map((path) => path.split('/')[0] ?? ''))].sort();
	return names.map((name) => below(tasks, name)).filter(isTaskFolder);
}

/** Ours has its trees beside it; any other names a commit on GitHub. */
export async function packOfFolder(tree: Tree, options: FetchOptions): Promise<TaskPack> {
	const yaml = readYaml(tree, 'task.yaml');
	if (
		!v.is(v.looseObject({ instance_id: v.string() }), yaml) ||
		v.is(v.looseObject({ source: v.unknown() }), yaml)
	)
		return readTaskTree(tree);
	const tests = v.parse(v.fallback(v.record(v.string(), v.unknown()), {}), readJson(tree, 'tests.json'));
	const text = (name: string) => exactText(tree.get(name)) ?? undefined;
	const { tabgym: _, ...columns } = { ...yaml, ...tests };
	const instance = readInstance(`task "${yaml.instance_id}"`, 'the folder', {
		...columns,
		patch: text('gold.patch'),
		test_patch: text('test.patch'),
		problem_statement: text('problem_statement.md'),
		hints_text: text('hints.md')
	});
	return packOfInstance(instance, options, below(tree, 'test_assets'));
}
