/** tasks/<id>/: task.yaml, problem_statement.md, hints.md, tests.json. A wrong field is an error that names task, field and what it should be. */
import * as v from 'valibot';
import { CodedError } from '#model/coded-error.ts';
import { RUNNERS, type Task } from '#model/task.ts';

const text = v.pipe(v.string('a text'), v.minLength(1, 'a text that is not empty'));
const texts = v.array(text, 'a list of texts');
const integrity = v.pipe(
	v.string('an integrity hash'),
	v.regex(/^sha512-/, 'a hash that begins with "sha512-"')
);
const positive = v.pipe(v.number('a number'), v.minValue(1, 'a number above 0'));

const npmSource = v.object({
	npm: text,
	base: text,
	fix: text,
	integrity: v.object({ base: integrity, fix: integrity }, '{base, fix}'),
	/** Test files to take from the fixed version, and those that it no longer has. */
	tests: v.object({ copy: texts, remove: texts }, '{copy, remove}')
});
const ownSource = v.object({
	own: v.literal(true, 'true'),
	/** The published versions that an exported folder was made of. */
	from: v.exactOptional(v.object({ package: text, base: text, fix: text }, '{package, base, fix}')),
	/** Test files that the fixed version no longer has. */
	deleted_tests: v.exactOptional(texts)
});
/** The fixed state of another task with bug.patch put in. */
const injectedSource = v.object({ injected: text });

const taskSchema = v.object({
	id: text,
	title: text,
	source: v.union(
		[npmSource, ownSource, injectedSource],
		'{npm, base, fix, integrity, tests}, {own: true} or {injected: task}'
	),
	/** The mutation operator, where the bug was injected. */
	injected: v.exactOptional(text),
	environment: v.nullable(v.string('the name of a folder in tasks/environments, ./NAME, or null')),
	runner: v.picklist(RUNNERS, `one of ${RUNNERS.join(', ')}`),
	/** "{file}" stands for a test file, as the last word. */
	test_command: v.pipe(v.string('a text'), v.endsWith('{file}', 'a command that ends with "{file}"')),
	test_files: v.pipe(texts, v.minLength(1, 'a list with a test file')),
	tests: v.picklist(['visible', 'hidden'], 'visible or hidden'),
	tags: texts,
	difficulty: v.picklist([1, 2, 3, 4, 5], 'a number from 1 to 5'),
	limits: v.object(
		{ steps: positive, test_timeout: positive, time: positive },
		'{steps, test_timeout, time}'
	),
	license: text
});

const testsSchema = v.object({
	FAIL_TO_PASS: v.pipe(texts, v.minLength(1, 'a list with a test')),
	PASS_TO_PASS: texts,
	flaky: texts
});

export type TaskFolder = {
	/** Name of the folder, which must be the id; null where it may be any. */
	name: string | null;
	/** task.yaml, parsed. */
	yaml: unknown;
	problemStatement: string | null;
	/** Hints from vague to plain, with a line "---" between them. */
	hints: string | null;
	/** tests.json, parsed. */
	tests: unknown;
};

export type BuildSource = v.InferOutput<typeof npmSource | typeof ownSource | typeof injectedSource>;

/** The task, and where its trees come from. */
export function readTaskFolder(folder: TaskFolder): { task: Task; source: BuildSource } {
	const name = folder.name ?? idOf(folder.yaml);
	const file = parse(name, 'task.yaml', taskSchema, folder.yaml);
	const tests = parse(name, 'tests.json', testsSchema, folder.tests);
	if (folder.name !== null && file.id !== name)
		throw wrong(name, 'task.yaml', 'id', `"${name}", as its folder`);
	if (!folder.problemStatement?.trim()) throw wrong(name, 'problem_statement.md', 'text', 'a text');
	const { source } = file;
	const task: Task = {
		id: file.id,
		title: file.title,
		source: sourceOf(source),
		...(file.injected !== undefined && { injected: file.injected }),
		environment: file.environment,
		runner: file.runner,
		testCommands: file.test_files.map((path) => file.test_command.replace('{file}', path)),
		tests: file.tests,
		testFiles: protectedPaths(file.test_files, source),
		tags: file.tags,
		difficulty: file.difficulty,
		limits: {
			steps: file.limits.steps,
			testTimeout: file.limits.test_timeout,
			time: file.limits.time
		},
		license: file.license,
		problemStatement: folder.problemStatement.trim(),
		hints: (folder.hints ?? '').split(/^---$/m).flatMap((hint) => hint.trim() || []),
		failToPass: tests.FAIL_TO_PASS,
		passToPass: tests.PASS_TO_PASS,
		flaky: tests.flaky
	};
	return { task, source };
}

function sourceOf(source: BuildSource): Task['source'] {
	if ('npm' in source) return { kind: 'npm', package: source.npm, base: source.base, fix: source.fix };
	return 'own' in source && source.from ? { kind: 'npm', ...source.from } : { kind: 'own' };
}

const idOf = (yaml: unknown): string =>
	v.is(v.object({ id: v.string() }), yaml) ? yaml.id : 'without an id';

function protectedPaths(testFiles: readonly string[], source: BuildSource): string[] {
	return [...new Set([...testFiles, ...('npm' in source ? source.tests.copy : [])])].sort();
}

function parse<T>(task: string, file: string, schema: v.GenericSchema<unknown, T>, value: unknown): T {
	const parsed = v.safeParse(schema, value);
	if (parsed.success) return parsed.output;
	const [issue] = parsed.issues;
	const field = v.getDotPath(issue) ?? 'content';
	if (issue.received === 'undefined')
		throw new CodedError(
			'E_TASK_FIELD',
			`Cannot read task "${task}": field "${field}" of ${file} is missing`
		);
	throw wrong(task, file, field, issue.message);
}

function wrong(task: string, file: string, field: string, wanted: string): CodedError {
	return new CodedError(
		'E_TASK_FIELD',
		`Cannot read task "${task}": field "${field}" of ${file} is missing or wrong, it should be ${wanted}`
	);
}
