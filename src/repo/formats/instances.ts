/**
 * Tasks as SWE-bench's and Multi-SWE-bench's JSON. What we write carries the trees under the key "tabgym", so that it comes back equal.
 * https://github.com/SWE-bench/SWE-bench/blob/main/docs/guides/datasets.md
 * https://github.com/multi-swe-bench/multi-swe-bench
 */
import * as v from 'valibot';
import { CodedError } from '#model/coded-error.ts';
import { taskSchema, walkthroughSchema } from '../pack-format.ts';

/** A list, or a list as JSON in a text: both are about. */
const ids = v.union([
	v.array(v.string()),
	v.pipe(v.string(), v.parseJson(), v.array(v.string())),
	v.pipe(
		v.record(v.string(), v.unknown()),
		v.transform((tests) => Object.keys(tests))
	)
]);
/** Contents as base64. */
const filesSchema = v.record(v.string(), v.union([v.string(), v.object({ link: v.string() })]));
const ownSchema = v.object({
	task: taskSchema,
	base: v.array(
		v.object({ mountPoint: v.string(), role: v.picklist(['environment', 'repo']), files: filesSchema })
	),
	hidden_tests: filesSchema,
	deleted_tests: v.array(v.string()),
	/** Files of the fix that a patch cannot carry. */
	gold_assets: filesSchema,
	walkthrough: walkthroughSchema
});
export type OwnPart = v.InferOutput<typeof ownSchema>;
export type Files = v.InferOutput<typeof filesSchema>;

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
	version: v.optional(v.string(), ''),
	created_at: v.optional(v.union([v.string(), v.number()]), ''),
	environment_setup_commit: v.optional(v.string(), ''),
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
		version: '',
		created_at: '',
		environment_setup_commit: one.base.sha,
		FAIL_TO_PASS: [...one.f2p_tests, ...one.n2p_tests, ...one.s2p_tests],
		PASS_TO_PASS: one.p2p_tests
	}))
);

export type Instance = v.InferOutput<typeof sweBench>;

/** One instance, a list of them, or one a line. @throws CodedError that names the instance and the field */
export function readInstances(name: string, text: string): Instance[] {
	const values = parseAny(name, text);
	if (values.length === 0) throw new CodedError('E_IMPORT', `Cannot import ${name}: it holds no instance`);
	return values.map((value, index) => readInstance(name, `instance ${index + 1}`, value));
}

/** @param which is how a refusal names the instance */
export function readInstance(name: string, which: string, value: unknown): Instance {
	const schema = typeof value === 'object' && value !== null && 'fix_patch' in value ? multi : sweBench;
	const parsed = v.safeParse(schema as v.GenericSchema<unknown, Instance>, value);
	if (parsed.success) return parsed.output;
	const [issue] = parsed.issues;
	throw new CodedError(
		'E_IMPORT',
		`Cannot import ${name}: field "${v.getDotPath(issue) ?? 'content'}" of ${which} is missing or wrong (${issue.message})`
	);
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
