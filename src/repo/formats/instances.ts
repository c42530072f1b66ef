/**
 * Tasks as SWE-bench's and Multi-SWE-bench's JSON. What we write carries the trees under the key "tabgym", so that it comes back equal.
 * https://github.com/SWE-bench/SWE-bench/blob/main/docs/guides/datasets.md
 * https://github.com/multi-swe-bench/multi-swe-bench
 */
import { applyPatch, parsePatch } from 'diff';
import * as v from 'valibot';
import { CodedError } from '#model/coded-error.ts';
import type { Task } from '#model/task.ts';
import type { Tree, TreeFile } from '#model/tree.ts';
import { decodeTree } from '#sandbox/snapshot.ts';
import { belongsToTests, detectTests } from '../import/detect.ts';
import { importGithub } from '../import/github.ts';
import type { FetchOptions } from '../import/services.ts';
import { taskSchema } from '../pack-format.ts';
import { goldPatch, packOf } from '../task-folder.ts';
import type { TaskPack } from '../task-pack.ts';

/** A list, or a list as JSON in a text: both are about. */
const ids = v.union([
	v.array(v.string()),
	v.pipe(v.string(), v.parseJson(), v.array(v.string())),
	v.pipe(
		v.record(v.string(), v.unknown()),
		v.transform((tests) => Object.keys(tests))
	)
]);
const ownSchema = v.object({
	task: taskSchema,
	base: v.array(
		v.object({ mountPoint: v.string(), role: v.picklist(['environment', 'repo']), files: v.unknown() })
	),
	hidden_tests: v.unknown(),
	deleted_tests: v.array(v.string())
});
const sweBench = v.object({
	instance_id: v.string(),
	repo: v.string(),
	base_commit: v.string(),
	patch: v.string(),
	test_patch: v.string(),
	problem_statement: v.string(),
	hints_text: v.optional(v.string(), ''),
	FAIL_TO_PASS: ids,
	PASS_TO_PASS: ids,
	tabgym: v.exactOptional(ownSchema)
});
const multi = v.pipe(
	v.object({
		org: v.string(),
		repo: v.string(),
		number: v.number(),
		title: v.string(),
		body: v.nullish(v.string(), ''),
		base: v.object({ sha: v.string() }),
		resolved_issues: v.optional(
			v.array(v.object({ title: v.string(), body: v.nullish(v.string(), '') })),
			[]
		),
		fix_patch: v.string(),
		test_patch: v.string(),
		f2p_tests: v.optional(ids, []),
		n2p_tests: v.optional(ids, []),
		s2p_tests: v.optional(ids, []),
		p2p_tests: v.optional(ids, [])
	}),
	v.transform((one): Instance => ({
		instance_id: `${one.org}__${one.repo}-${one.number}`,
		repo: `${one.org}/${one.repo}`,
		base_commit: one.base.sha,
		patch: one.fix_patch,
		test_patch: one.test_patch,
		problem_statement:
			one.resolved_issues.map(({ title, body }) => `${title}\n\n${body}`).join('\n\n') ||
			`${one.title}\n\n${one.body}`,
		hints_text: '',
		FAIL_TO_PASS: [...one.f2p_tests, ...one.n2p_tests, ...one.s2p_tests],
		PASS_TO_PASS: one.p2p_tests
	}))
);

export type Instance = v.InferOutput<typeof sweBench>;

/** One instance, a list of them, or one a line. @throws CodedError that names the instance and the field */
export function readInstances(name: string, text: string): Instance[] {
	const values = parseAny(name, text);
	if (values.length === 0) throw new CodedError('E_IMPORT', `Cannot import ${name}: it holds no instance`);
	return values.map((value, index) => {
		const schema = typeof value === 'object' && value !== null && 'fix_patch' in value ? multi : sweBench;
		const parsed = v.safeParse(schema as v.GenericSchema<unknown, Instance>, value);
		if (parsed.success) return parsed.output;
		const [issue] = parsed.issues;
		throw new CodedError(
			'E_IMPORT',
			`Cannot import ${name}: field "${v.getDotPath(issue) ?? 'content'}" of instance ${index + 1} is missing or wrong (${issue.message})`
		);
	});
}

function parseAny(name: string, text: string): unknown[] {
	try {
		const value: unknown = JSON.parse(text);
		return Array.isArray(value) ? value : [value];
	} catch {
		try {
			return text.split('\n').flatMap((line) => (line.trim() ? [JSON.parse(line) as unknown] : []));
		} catch {
			throw new CodedError('E_IMPORT', `Cannot import ${name}: it is neither JSON nor one JSON value a line`);
		}
	}
}

const text = (file: TreeFile | undefined) =>
	file && 'bytes' in file ? new TextDecoder().decode(file.bytes) : '';

/** Files that a diff makes or changes, as they are after it; null = deleted. */
function applied(tree: Tree, patch: string, what: string): Map<string, TreeFile | null> {
	const files = new Map<string, TreeFile | null>();
	for (const change of patch.trim() ? parsePatch(patch) : []) {
		const [before = '', after = ''] = [change.oldFileName, change.newFileName].map((name) =>
			(name ?? '').replace(/^[ab]\//, '')
		);
		if (after === '/dev/null' || after === '') files.set(before, null);
		else {
			const fresh = applyPatch(text(tree.get(before === '/dev/null' ? after : before)), change);
			if (fresh === false)
				throw new CodedError('E_IMPORT', `Cannot import ${what}: its patch does not apply to ${after}`);
			files.set(after, { bytes: new TextEncoder().encode(fresh) });
		}
	}
	return files;
}

const deletedOf = (files: ReadonlyMap<string, TreeFile | null>) =>
	[...files].flatMap(([path, file]) => (file === null ? [path] : []));
const changedOf = (files: ReadonlyMap<string, TreeFile | null>): Tree =>
	new Map([...files].flatMap(([path, file]) => (file === null ? [] : [[path, file]])));

export async function packOfInstance(instance: Instance, options: FetchOptions): Promise<TaskPack> {
	if (instance.tabgym) return packOfOwn(instance, instance.tabgym);
	const what = `"${instance.instance_id}"`;
	const [owner = '', name = ''] = instance.repo.split('/');
	const { tree } = await importGithub({ owner, name, ref: instance.base_commit }, options);
	const tests = applied(tree, instance.test_patch, what);
	const whole = new Map([...tree, ...changedOf(tests)]);
	for (const path of deletedOf(tests)) whole.delete(path);
	const { runner, command, testFiles } = detectTests(whole, what);
	const isTest = (path: string) => belongsToTests(path) || testFiles.includes(path) || tests.has(path);
	const fix = applied(tree, instance.patch, what);
	const hidden = new Map([...whole].filter(([path]) => isTest(path)));
	const task: Task = {
		id: instance.instance_id,
		title: instance.problem_statement.split('\n')[0]?.slice(0, 90) || instance.instance_id,
		source: { kind: 'own' },
		environment: null,
		runner,
		testCommands: testFiles.map((path) => command.replace('{file}', path)),
		tests: 'visible',
		testFiles: [...hidden.keys()].sort(),
		tags: ['swe-bench'],
		difficulty: 3,
		limits: { steps: 60, testTimeout: 30_000, time: 600_000 },
		license: 'unknown',
		problemStatement: instance.problem_statement,
		hints: instance.hints_text.trim() ? [instance.hints_text.trim()] : [],
		failToPass: instance.FAIL_TO_PASS,
		passToPass: instance.PASS_TO_PASS,
		flaky: []
	};
	return packOf(task, {
		base: whole,
		tests: hidden,
		environment: new Map(),
		changed: changedOf(fix),
		deleted: deletedOf(fix)
	});
}

type Files = Record<string, string | { link: string }>;

/** Bytes as base64. */
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

const filesSchema = v.record(v.string(), v.union([v.string(), v.object({ link: v.string() })]));

function treeOf(value: unknown): Tree {
	return new Map(
		Object.entries(v.parse(filesSchema, value)).map(([path, file]) => [
			path,
			typeof file === 'string'
				? { bytes: Uint8Array.from(atob(file), (character) => character.charCodeAt(0)) }
				: { symlink: file.link }
		])
	);
}

async function packOfOwn(instance: Instance, own: v.InferOutput<typeof ownSchema>): Promise<TaskPack> {
	const layers = own.base.map((layer) => ({ ...layer, tree: treeOf(layer.files) }));
	const repo = layers.find(({ role }) => role === 'repo')?.tree ?? new Map<string, TreeFile>();
	const fix = applied(repo, instance.patch, `"${instance.instance_id}"`);
	const pack = await packOf(own.task, {
		base: repo,
		tests: treeOf(own.hidden_tests),
		environment: new Map(layers.flatMap(({ role, tree }) => (role === 'environment' ? [...tree] : []))),
		changed: changedOf(fix),
		deleted: deletedOf(fix)
	});
	return { ...pack, deletedTests: own.deleted_tests };
}

/** The pack as one instance of SWE-bench's. */
export function instanceOf({ task, digest, base, hiddenTests, deletedTests, gold }: TaskPack): Instance {
	const repoLayer = base.find(({ role }) => role === 'repo');
	const repo = repoLayer ? decodeTree(repoLayer.snapshot) : new Map<string, TreeFile>();
	return {
		instance_id: task.id,
		repo: task.source.kind === 'npm' ? `npm/${task.source.package}` : `tabgym/${task.id}`,
		base_commit: task.source.kind === 'npm' ? task.source.base : digest,
		patch: goldPatch(repo, gold),
		test_patch: '',
		problem_statement: task.problemStatement,
		hints_text: task.hints.join('\n\n'),
		FAIL_TO_PASS: [...task.failToPass],
		PASS_TO_PASS: [...task.passToPass],
		tabgym: {
			task: { ...task } as v.InferOutput<typeof taskSchema>,
			base: base.map(({ mountPoint, role, snapshot }) => ({
				mountPoint,
				role,
				files: filesOf(decodeTree(snapshot))
			})),
			hidden_tests: filesOf(decodeTree(hiddenTests.snapshot)),
			deleted_tests: [...deletedTests]
		}
	};
}
