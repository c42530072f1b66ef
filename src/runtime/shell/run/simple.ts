/** Simple commands: expansion, assignments, then whatever the first word names. */
import type { Simple } from '../parse/ast.ts';
import { write, type Io } from '../system.ts';
import { assign } from './assign.ts';
import { declare } from './declare.ts';
import type { Shell } from './interpreter.ts';

/** The status; `exec` without a command leaves its redirects to the shell. */
export async function simple(shell: Shell, command: Simple, io: Io): Promise<number | 'keeps its redirects'> {
	const { state, expander } = shell;
	const { assignments, words, declared, redirects } = command;
	const before = state.status;
	if (words.length === 0) state.status = 0;
	const args = await expander.words(words);
	if (args.length === 0) {
		for (const assignment of assignments) {
			await assign(shell, assignment);
			if (state.options.xtrace)
				await trace(shell, io, [`${assignment.name}=${quoted(state.get(assignment.name))}`]);
		}
		return words.length > 0 && assignments.length === 0 ? before : state.status;
	}
	const values: Record<string, string> = {};
	for (const { name, value, append } of assignments)
		values[name] = (append ? state.get(name) : '') + (await expander.value(value));
	if (state.options.xtrace) {
		for (const [name, value] of Object.entries(values)) await trace(shell, io, [`${name}=${quoted(value)}`]);
		await trace(shell, io, args.map(quoted));
	}
	state.variables.set('_', args.at(-1) ?? '');
	const [name] = args;
	if (name === 'exec' && args.length === 1 && redirects.length > 0) return 'keeps its redirects';
	if (declared.length > 0) return declare(shell, args, declared, io);
	return shell.invoke(args, io, values);
}

async function trace({ system }: Shell, io: Io, words: string[]): Promise<void> {
	await write(system, io, 2, `+ ${words.join(' ')}\n`);
}

/** As `set -x` and `printf %q` show it. */
function quoted(text: string): string {
	return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
