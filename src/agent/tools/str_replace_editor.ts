/** Views and edits files by exact text, with the wording of errors that models were trained on. */
import { CodedError } from '#model/coded-error.ts';
import { asText, elide, numbered } from './text.ts';
import { syntaxErrorOf } from './syntax.ts';
import { refuse, type Tool, type ToolContext, type ToolResult } from './tool.ts';

type Input = Record<string, unknown>;
type Command = (path: string, input: Input, context: ToolContext) => Promise<ToolResult>;

/** Lines shown above and below an edit. */
const AROUND = 4;

const commands: Record<string, Command> = {
	view,
	create,
	str_replace: strReplace,
	insert,
	undo_edit: undoEdit
};

export const strReplaceEditor: Tool = {
	spec: {
		name: 'str_replace_editor',
		description:
			'Views, creates and edits files. `view` shows a file with line numbers, or lists a folder. `create` writes a new file. `str_replace` replaces `old_str`, which must occur exactly once, by `new_str`. `insert` puts `new_str` after line `insert_line`. `undo_edit` takes back the last edit of the file.',
		parameters: {
			type: 'object',
			properties: {
				command: { type: 'string', description: 'What to do.', enum: Object.keys(commands) },
				path: { type: 'string', description: 'Relative to the root of the repository.' },
				file_text: { type: 'string', description: 'For `create`: the whole content.' },
				old_str: { type: 'string', description: 'For `str_replace`: the exact text, white space included.' },
				new_str: { type: 'string', description: 'For `str_replace` and `insert`: the new text.' },
				insert_line: { type: 'number', description: 'For `insert`: 0 = before the first line.' },
				view_range: {
					type: 'array',
					items: { type: 'number' },
					description: 'For `view`: first and last line, from 1; -1 = to the end.'
				}
			},
			required: ['command', 'path']
		}
	},

	writes: (input) => input['command'] !== 'view',

	async run(input, context) {
		const path = asText(input['path'])?.replace(/^\.\//, '');
		if (!path) return refuse('Parameter `path` is required.');
		if (path.startsWith('/'))
			return refuse(`The path ${path} is absolute; paths start at the root of the repository.`);
		const command = commands[String(input['command'])];
		if (!command)
			return refuse(
				`Unknown command ${String(input['command'])}: it is one of ${Object.keys(commands).join(', ')}.`
			);
		return command(path, input, context);
	}
};

/** null = there is no such file. */
async function load(path: string, { sandbox }: ToolContext): Promise<string | null> {
	try {
		return new TextDecoder().decode(await sandbox.read(path));
	} catch (error) {
		if (error instanceof CodedError && error.code === 'ENOENT') return null;
		throw error;
	}
}

/** A refusal where the edit breaks a file that was whole; nothing is written then. */
async function save(
	path: string,
	before: string | null,
	after: string,
	context: ToolContext
): Promise<ToolResult | undefined> {
	const error = context.checksSyntax ? await syntaxErrorOf(path, after) : null;
	if (error && (before === null || !(await syntaxErrorOf(path, before))))
		return refuse(
			`The edit was not made: ${path} would have a syntax error.\n${error.message} (line ${error.line})\n${around(after, error.line)}\nThe file is as it was. Correct the edit and try again.`
		);
	const earlier = context.edits.get(path) ?? [];
	context.edits.set(path, [...earlier, before]);
	await context.sandbox.write(path, after);
	return undefined;
}

function around(text: string, line: number): string {
	const start = Math.max(1, line - AROUND);
	return elide(numbered(text.split('\n').slice(start - 1, line + AROUND), start));
}

function missing(path: string): ToolResult {
	return refuse(`The path ${path} does not exist. Please provide a valid path.`);
}

async function view(path: string, input: Input, context: ToolContext): Promise<ToolResult> {
	const listing = await listFolder(path, context);
	if (listing) return listing;
	const text = await load(path, context);
	if (text === null) return missing(path);
	const lines = text.split('\n');
	const range = input['view_range'];
	if (range === undefined || range === null) return shown(path, lines, 1, lines.length);
	const [first, last] = Array.isArray(range) && range.length === 2 ? range.map(Number) : [];
	if (first === undefined || last === undefined || !Number.isInteger(first) || !Number.isInteger(last))
		return refuse('Invalid `view_range`. It should be a list of two integers.');
	const end = last === -1 ? lines.length : last;
	if (first < 1 || first > lines.length || end < first || end > lines.length)
		return refuse(
			`Invalid \`view_range\`: [${first}, ${last}]. It should be within the range of lines of the file: [1, ${lines.length}].`
		);
	return shown(path, lines, first, end);
}

function shown(path: string, lines: readonly string[], first: number, last: number): ToolResult {
	const text = numbered(lines.slice(first - 1, last), first);
	return { output: `Here's the result of running \`cat -n\` on ${path}:\n${elide(text)}\n`, exitCode: 0 };
}

async function listFolder(path: string, { sandbox, signal }: ToolContext): Promise<ToolResult | undefined> {
	const quoted = `'${path.replaceAll("'", `'\\''`)}'`;
	const command = `test -d ${quoted} && find ${quoted} -maxdepth 2 -not -path '*/.*' -not -path '*/node_modules/*'`;
	const { output, exitCode } = await sandbox.run(command, { signal });
	if (exitCode !== 0) return undefined;
	const list = output.trim().split('\n').sort().join('\n');
	return {
		output: `Here are the files and directories up to 2 levels deep in ${path}, without hidden ones:\n${elide(list)}\n`,
		exitCode: 0
	};
}

async function create(path: string, input: Input, context: ToolContext): Promise<ToolResult> {
	const text = asText(input['file_text']);
	if (text === undefined) return refuse('Parameter `file_text` is required for command: create.');
	if ((await load(path, context)) !== null)
		return refuse(`File already exists at: ${path}. Cannot overwrite files using command \`create\`.`);
	const refusal = await save(path, null, text, context);
	if (refusal) return refusal;
	return { output: `File created successfully at: ${path}`, exitCode: 0 };
}

async function strReplace(path: string, input: Input, context: ToolContext): Promise<ToolResult> {
	const [old, fresh] = [asText(input['old_str']), asText(input['new_str']) ?? ''];
	if (!old) return refuse('Parameter `old_str` is required for command: str_replace.');
	if (old === fresh)
		return refuse('No replacement was performed. `new_str` and `old_str` must be different.');
	const text = await load(path, context);
	if (text === null) return missing(path);
	const at = occurrences(text, old);
	const [first] = at;
	if (first === undefined)
		return refuse(`No replacement was performed, old_str \`${old}\` did not appear verbatim in ${path}.`);
	if (at.length > 1) {
		const lines = at.map((offset) => lineOf(text, offset)).join(', ');
		return refuse(
			`No replacement was performed. Multiple occurrences of old_str \`${old}\`: ${at.length}, in lines [${lines}]. Please ensure it is unique.`
		);
	}
	const after = text.slice(0, first) + fresh + text.slice(first + old.length);
	const line = lineOf(text, first);
	const refusal = await save(path, text, after, context);
	return refusal ?? edited(path, after, line, line + fresh.split('\n').length - 1);
}

async function insert(path: string, input: Input, context: ToolContext): Promise<ToolResult> {
	const fresh = asText(input['new_str']);
	if (fresh === undefined) return refuse('Parameter `new_str` is required for command: insert.');
	const text = await load(path, context);
	if (text === null) return missing(path);
	const lines = text.split('\n');
	const line = input['insert_line'];
	if (typeof line !== 'number' || !Number.isInteger(line) || line < 0 || line > lines.length)
		return refuse(
			`Invalid \`insert_line\` parameter: ${String(line)}. It should be within the range of lines of the file: [0, ${lines.length}]`
		);
	const added = fresh.replace(/\n$/, '').split('\n');
	const after = [...lines.slice(0, line), ...added, ...lines.slice(line)].join('\n');
	const refusal = await save(path, text, after, context);
	return refusal ?? edited(path, after, line + 1, line + added.length);
}

async function undoEdit(path: string, _input: Input, context: ToolContext): Promise<ToolResult> {
	const earlier = context.edits.get(path) ?? [];
	const before = earlier.at(-1);
	if (before === undefined) return refuse(`No edit history found for ${path}.`);
	context.edits.set(path, earlier.slice(0, -1));
	if (before === null) {
		const { exitCode, output } = await context.sandbox.run(`rm -f '${path.replaceAll("'", `'\\''`)}'`);
		if (exitCode !== 0) return refuse(output);
		return { output: `Last edit to ${path} undone successfully: the file is gone again.`, exitCode: 0 };
	}
	await context.sandbox.write(path, before);
	return { output: `Last edit to ${path} undone successfully.`, exitCode: 0 };
}

function edited(path: string, text: string, first: number, last: number): ToolResult {
	const lines = text.split('\n');
	const start = Math.max(1, first - AROUND);
	const snippet = numbered(lines.slice(start - 1, last + AROUND), start);
	return {
		output: `The file ${path} has been edited. Here's the result of running \`cat -n\` on a snippet of ${path}:\n${elide(snippet)}\nReview the changes and make sure they are as expected. Edit the file again if necessary.`,
		exitCode: 0
	};
}

function occurrences(text: string, part: string): number[] {
	const found: number[] = [];
	for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) found.push(at);
	return found;
}

function lineOf(text: string, offset: number): number {
	return text.slice(0, offset).split('\n').length;
}
