/** export, readonly, local, declare: builtins whose arguments are assignments. */
import type { Assignment } from '../parse/ast.ts';
import { write, type Io } from '../system.ts';
import type { Shell } from './interpreter.ts';
import { assign } from './assign.ts';

/** `args` are the builtin's name, its options, and names without a value. */
export async function declare(
	shell: Shell,
	[builtin = '', ...args]: string[],
	assignments: Assignment[],
	io: Io
): Promise<number> {
	const { state } = shell;
	const flags = args.filter((arg) => /^[-+]./.test(arg)).join('');
	const names = args.filter((arg) => !/^[-+]/.test(arg));
	if (flags.includes('p') || names.length + assignments.length === 0) return show(shell, builtin, names, io);
	const isLocal = builtin === 'local' || (/^(declare|typeset)$/.test(builtin) && !flags.includes('g'));
	const mark = (name: string) => {
		if (builtin === 'export' || flags.includes('x')) state.exported.add(name);
		if (flags.includes('n') && builtin === 'export') state.exported.delete(name);
		if (builtin === 'readonly' || flags.includes('r')) state.readonly.add(name);
	};
	const prepare = (name: string) => {
		if (isLocal) state.hide(name);
		if (flags.includes('A')) state.listOf(name, true);
		else if (flags.includes('a')) state.listOf(name);
	};
	for (const assignment of assignments) {
		// The value is expanded before the name is hidden: local x=$x.
		const value = assignment.list || assignment.index ? null : await shell.expander.value(assignment.value);
		prepare(assignment.name);
		if (value === null) await assign(shell, assignment);
		else state.set(assignment.name, assignment.append ? state.get(assignment.name) + value : value);
		mark(assignment.name);
	}
	for (const name of names) {
		const equals = name.indexOf('=');
		if (equals > 0) {
			prepare(name.slice(0, equals));
			state.set(name.slice(0, equals), name.slice(equals + 1));
		} else prepare(name);
		mark(equals > 0 ? name.slice(0, equals) : name);
	}
	return 0;
}

async function show({ state, system }: Shell, builtin: string, names: string[], io: Io): Promise<number> {
	const chosen = builtin === 'export' ? state.exported : builtin === 'readonly' ? state.readonly : null;
	const word = builtin === 'readonly' ? 'declare -r' : builtin === 'export' ? 'declare -x' : 'declare --';
	const shown = names.length > 0 ? names : [...(chosen ?? state.variables.keys())].sort();
	const lines = shown.map((name) => {
		const value = state.variables.get(name);
		return value === undefined
			? `${word} ${name}\n`
			: `${word} ${name}="${value.replace(/["\\$`]/g, '\\$&')}"\n`;
	});
	await write(system, io, 1, lines.join(''));
	return 0;
}
