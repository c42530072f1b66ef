/** Between an instance of SWE-bench's and a pack: ours carry their trees; those of others name a commit on GitHub. */
import type { Task } from '#model/task.ts';
import type { Tree } from '#model/tree.ts';
import { decodeTree } from '#sandbox/snapshot.ts';
import { belongsToTests, detectTests, licenseOf } from '../import/detect.ts';
import { importGithub } from '../import/github.ts';
import type { FetchOptions } from '../import/services.ts';
import { mergedTree, packOf, packOfLayers } from '../pack-of.ts';
import { changesOf, withChanges } from '../patches.ts';
import { testChanges, treesOf } from '../task-folder.ts';
import type { TaskPack } from '../task-pack.ts';
import type { Files, Instance, OwnPart } from './instances.ts';
import { placeOf } from './swe-bench-files.ts';

/** What an instance's tests bring that a patch cannot: test_assets/ of its folder. */
const nothing: Tree = new Map();

export async function packOfInstance(
	instance: Instance,
	options: FetchOptions,
	testAssets: Tree = nothing
): Promise<TaskPack> {
	if (instance.tabgym) return packOfOwn(instance, instance.tabgym);
	const what = `"${instance.instance_id}"`;
	const [owner = '', name = ''] = instance.repo.split('/');
	const { tree } = await importGithub({ owner, name, ref: instance.base_commit }, options);
	const tests = changesOf(tree, instance.test_patch, what);
	const changed = new Map([...tests.changed, ...testAssets]);
	const whole = withChanges(tree, { changed, deleted: tests.deleted });
	const detected = detectTests(whole, what);
	const isTest = (path: string) =>
		belongsToTests(path) || detected.testFiles.includes(path) || changed.has(path);
	const hidden = new Map([...whole].filter(([path]) => isTest(path)));
	const fix = changesOf(tree, instance.patch, what);
	const task = taskOf(instance, { ...detected, license: licenseOf(whole), hidden });
	return packOf(task, { base: whole, tests: hidden, environment: nothing, ...fix });
}

type Found = ReturnType<typeof detectTests> & { license: string; hidden: Tree };

function taskOf(instance: Instance, { runner, command, testFiles, license, hidden }: Found): Task {
	const title =
		instance.problem_statement
			.trim()
			.split('\n')[0]
			?.replace(/^#+\s*/, '') ?? '';
	return {
		id: instance.instance_id,
		title: title.slice(0, 90) || instance.instance_id,
		source: { kind: 'own' },
		environment: null,
		runner,
		testCommands: testFiles.map((path) => command.replace('{file}', path)),
		tests: 'visible',
		testFiles: [...hidden.keys()].sort(),
		tags: ['swe-bench'],
		difficulty: 3,
		limits: { steps: 60, testTimeout: 30_000, time: 600_000 },
		license,
		problemStatement: instance.problem_statement.trim(),
		hints: instance.hints_text.trim() ? [instance.hints_text.trim()] : [],
		failToPass: instance.FAIL_TO_PASS,
		passToPass: instance.PASS_TO_PASS,
		flaky: []
	};
}

function filesOf(tree: Tree): Files {
	return Object.fromEntries(
		[...tree].map(([path, file]) => [path, 'symlink' in file ? { link: file.symlink } : base64(file.bytes)])
	);
}

function base64(bytes: Uint8Array): string {
	let binary = '';
	for (let at = 0; at < bytes.length; at += 0x8000)
		binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
	return btoa(binary);
}

const treeFrom = (files: Files): Tree =>
	new Map(
		Object.entries(files).map(([path, file]) => [
			path,
			typeof file === 'string'
				? { bytes: Uint8Array.from(atob(file), (character) => character.charCodeAt(0)) }
				: { symlink: file.link }
		])
	);

function packOfOwn(instance: Instance, own: OwnPart): Promise<TaskPack> {
	const layers = own.base.map(({ mountPoint, role, files }) => ({ mountPoint, role, tree: treeFrom(files) }));
	const repo = layers.find(({ role }) => role === 'repo')?.tree ?? nothing;
	const fix = changesOf(repo, instance.patch, `"${instance.instance_id}"`);
	return packOfLayers(own.task, {
		layers,
		tests: treeFrom(own.hidden_tests),
		deletedTests: own.deleted_tests,
		changed: new Map([...fix.changed, ...treeFrom(own.gold_assets)]),
		deleted: fix.deleted,
		walkthrough: own.walkthrough
	});
}

/** The pack as one instance of SWE-bench's. */
export function instanceOf(pack: TaskPack): Instance {
	const { task, base, hiddenTests, deletedTests, walkthrough } = pack;
	const { fix } = treesOf(pack);
	return {
		instance_id: task.id,
		...placeOf(pack),
		patch: fix.patch,
		test_patch: testChanges(pack).patch,
		problem_statement: task.problemStatement,
		hints_text: task.hints.join('\n\n'),
		FAIL_TO_PASS: [...task.failToPass],
		PASS_TO_PASS: [...task.passToPass],
		version: task.source.kind === 'npm' ? task.source.base : '1',
		created_at: '',
		environment_setup_commit: placeOf(pack).base_commit,
		tabgym: {
			task: copyOf(task),
			base: base.map(({ mountPoint, role, snapshot }) => ({
				mountPoint,
				role,
				files: filesOf(decodeTree(snapshot))
			})),
			hidden_tests: filesOf(mergedTree([hiddenTests], 'repo')),
			deleted_tests: [...deletedTests],
			gold_assets: filesOf(fix.assets),
			walkthrough
		}
	};
}

/** The same task, its lists being ones that can be written. */
const copyOf = (task: Task): OwnPart['task'] => ({
	...task,
	testCommands: [...task.testCommands],
	testFiles: [...task.testFiles],
	tags: [...task.tags],
	hints: [...task.hints],
	failToPass: [...task.failToPass],
	passToPass: [...task.passToPass],
	flaky: [...task.flaky]
});
