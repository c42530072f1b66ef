/**
 * What a model is told and given: prompts, tools, and what happens when it goes wrong. A data file (YAML or JSON) that a
 * user can edit and share; ours are in scaffolds/.
 */
import * as v from 'valibot';
import { parse, stringify } from 'yaml';
import { CodedError } from '#model/coded-error.ts';
import codeactFile from './scaffolds/codeact.yaml?raw';
import miniTextFile from './scaffolds/mini-text.yaml?raw';
import miniFile from './scaffolds/mini.yaml?raw';
import { tools } from './tools/tools.ts';

/** Characters of a scaffold's file. */
const LONGEST = 100_000;

const toolName = v.picklist(tools.map(({ spec }) => spec.name));
const count = v.pipe(v.number(), v.integer(), v.minValue(1));

/** A text in which only these `{{names}}` stand for something. */
const template = (...names: string[]) =>
	v.pipe(
		v.string(),
		v.check(
			(text) => placeholders(text).every((name) => names.includes(name)),
			names.length > 0
				? `it may hold only ${names.map((name) => `{{${name}}}`).join(', ')}`
				: 'it may hold no {{placeholders}}'
		)
	);

const scaffold = v.strictObject({
	version: v.literal(1),
	name: v.pipe(v.string(), v.regex(/^[\w.-]{1,40}$/, 'a name is of letters, digits, "-", "_" and "."')),
	label: v.pipe(v.string(), v.nonEmpty()),
	about: v.string(),
	/** `text`: the model knows no tools and writes a bash block. */
	actions: v.picklist(['tools', 'text']),
	tools: v.pipe(v.array(toolName), v.nonEmpty()),
	/** An edit that breaks the syntax of a file is refused. */
	syntax_check: v.boolean(),
	/** A command that prints this first ends the run as submitted. */
	submit_command: v.exactOptional(v.pipe(v.string(), v.nonEmpty())),
	system: template(),
	instance: v.pipe(
		template('issue', 'tests'),
		v.check((text) => placeholders(text).includes('issue'), 'it must hold {{issue}}')
	),
	/** Said after a reply that calls nothing. */
	no_action: template(),
	/** Said after a call that cannot be read. */
	format_error: template('problem', 'tool'),
	/** So many in a row end the run. */
	format_errors: count,
	/** Past `at` of the model's context, outputs before the last `keep` are left out of what it is shown. */
	condense: v.strictObject({
		at: v.pipe(v.number(), v.minValue(0.1), v.maxValue(0.95)),
		keep: v.pipe(v.number(), v.integer(), v.minValue(0))
	})
});

export type Scaffold = v.InferOutput<typeof scaffold>;

/** @throws CodedError E_SCAFFOLD that names the field */
export function readScaffold(text: string): Scaffold {
	const value = parsed(text);
	const result = v.safeParse(scaffold, value);
	if (result.success) {
		const { actions, tools, submit_command: submit } = result.output;
		if (actions === 'text' && tools.join() !== 'bash')
			throw refusal('with "actions: text", "tools" must be [bash]');
		if (!tools.includes('submit') && !submit)
			throw refusal('it needs the tool "submit" or a "submit_command", or it could never end');
		return result.output;
	}
	const [issue] = result.issues;
	throw refusal(`field "${v.getDotPath(issue) ?? '?'}": ${issue.message}`);
}

function parsed(text: string): unknown {
	if (text.length > LONGEST) throw refusal(`it has ${text.length} characters and the limit is ${LONGEST}`);
	try {
		return parse(text, { maxAliasCount: 0 });
	} catch (error) {
		throw refusal(error instanceof Error ? error.message : String(error));
	}
}

function refusal(why: string): CodedError {
	return new CodedError('E_SCAFFOLD', `Cannot use these prompts and tools: ${why}`);
}

/** As a file to share; readScaffold reads it back. */
export function formatScaffold(value: Scaffold): string {
	return stringify(value, { lineWidth: 0 });
}

export const codeact = readScaffold(codeactFile);

/** The first is what is used unless told. */
export const scaffolds: readonly Scaffold[] = [codeact, readScaffold(miniFile), readScaffold(miniTextFile)];

export function fill(text: string, values: Record<string, string>): string {
	return text.replace(/\{\{(\w+)\}\}/g, (whole, name: string) => values[name] ?? whole);
}

function placeholders(text: string): string[] {
	return [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name ?? '');
}
