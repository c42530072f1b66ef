/** What the pack builder (scripts/packs.mjs) writes and the page reads: packs/catalogue.json, packs/<task>.json, packs/<layer>.bin. */
import * as v from 'valibot';
import { CodedError } from '#model/coded-error.ts';
import { RUNNERS, type Task } from '#model/task.ts';

/** Raised when the shape of these files changes; a pack of another version is refused by name. */
export const PACK_VERSION = 1;

const layerSchema = v.object({
	/** SHA-256 of the snapshot, hex; the file `<id>.bin` is the snapshot, gzip-compressed. */
	id: v.string(),
	mountPoint: v.string(),
	role: v.picklist(['environment', 'repo']),
	/** Size of the file, compressed. */
	bytes: v.number()
});

const testIds = v.array(v.string());

export const taskSchema = v.object({
	id: v.string(),
	title: v.string(),
	source: v.variant('kind', [
		v.object({ kind: v.literal('npm'), package: v.string(), base: v.string(), fix: v.string() }),
		v.object({ kind: v.literal('own') })
	]),
	injected: v.exactOptional(v.string()),
	environment: v.nullable(v.string()),
	runner: v.picklist(RUNNERS),
	testCommands: v.array(v.string()),
	tests: v.picklist(['visible', 'hidden']),
	testFiles: v.array(v.string()),
	tags: v.array(v.string()),
	difficulty: v.picklist([1, 2, 3, 4, 5]),
	limits: v.object({ steps: v.number(), testTimeout: v.number(), time: v.number() }),
	license: v.string(),
	problemStatement: v.string(),
	hints: v.array(v.string()),
	failToPass: testIds,
	passToPass: testIds,
	flaky: testIds
}) satisfies v.GenericSchema<Task>;

export const walkthroughSchema = v.nullable(
	v.array(v.object({ thought: v.string(), tool: v.string(), input: v.record(v.string(), v.unknown()) }))
);

const packSchema = v.object({
	version: v.literal(PACK_VERSION),
	/** See digestOf in pack-of.ts. */
	digest: v.string(),
	task: taskSchema,
	base: v.array(layerSchema),
	hiddenTests: layerSchema,
	deletedTests: v.array(v.string()),
	gold: v.object({ layer: layerSchema, deleted: v.array(v.string()) }),
	/** A recorded run for the replay agent. */
	walkthrough: walkthroughSchema
});

const entrySchema = v.object({
	id: v.string(),
	title: v.string(),
	/** Of the package: "minimist"; null where the repository is ours. */
	package: v.nullable(v.string()),
	base: v.nullable(v.string()),
	fix: v.nullable(v.string()),
	/** Integrity hashes of the two tarballs, as npm writes them; null where the repository is ours. */
	integrity: v.nullable(v.object({ base: v.string(), fix: v.string() })),
	/** The mutation operator that made the bug; null where people made it. */
	injected: v.nullable(v.string()),
	license: v.string(),
	authors: v.string(),
	runner: taskSchema.entries.runner,
	tests: taskSchema.entries.tests,
	difficulty: taskSchema.entries.difficulty,
	tags: v.array(v.string()),
	failToPass: v.number(),
	passToPass: v.number(),
	/** Whether there is a walk-through to replay. */
	walkthrough: v.boolean(),
	/** To download, compressed, layers shared with other tasks included. */
	bytes: v.number(),
	/** The same where the environment is here already. */
	warmBytes: v.number()
});

const catalogueSchema = v.object({ version: v.literal(PACK_VERSION), tasks: v.array(entrySchema) });

export type PackFile = v.InferOutput<typeof packSchema>;
export type PackLayer = v.InferOutput<typeof layerSchema>;
export type CatalogueEntry = v.InferOutput<typeof entrySchema>;

export function parsePack(name: string, value: unknown): PackFile {
	return parse(name, packSchema, value);
}

export function parseCatalogue(name: string, value: unknown): CatalogueEntry[] {
	return parse(name, catalogueSchema, value).tasks;
}

function parse<T>(name: string, schema: v.GenericSchema<unknown, T>, value: unknown): T {
	const parsed = v.safeParse(schema, value);
	if (parsed.success) return parsed.output;
	const [issue] = parsed.issues;
	const field = v.getDotPath(issue) ?? 'content';
	throw new CodedError('E_PACK', `Cannot read ${name}: field "${field}" is wrong (${issue.message})`);
}
