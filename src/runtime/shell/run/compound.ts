/** Compound commands: if, loops, case, groups, functions, [[ ]] and (( )). */
import type { Command, Script, Simple, Word } from '../parse/ast.ts';
import type { Io } from '../system.ts';
import { matches } from './glob.ts';
import type { Shell } from './interpreter.ts';
import { Interrupt } from './leave.ts';
import { evaluateTest, TestError } from './test.ts';

type Compound = Exclude<Command, Simple>;

export async function compound(shell: Shell, command: Compound, io: Io): Promise<number> {
	switch (command.kind) {
		case 'if':
			for (const { condition, body } of command.branches)
				if (await holds(shell, condition, io)) return shell.script(body, io);
			return command.otherwise ? shell.script(command.otherwise, io) : 0;
		case 'while': {
			const { condition, until, body } = command;
			return loop(shell, async () => (await holds(shell, condition, io)) !== until, body, io);
		}
		case 'for':
			return overWords(shell, command, io);
		case 'count':
			return counting(shell, command, io);
		case 'case':
			return choose(shell, command, io);
		case 'subshell':
			return shell.isolated(command.body, io);
		case 'group':
			return shell.script(command.body, io);
		case 'function':
			shell.state.functions.set(command.name, command.body);
			return 0;
		case 'test':
			return test(shell, command.words, io);
		case 'arithmetic':
			return Number((await shell.expander.arithmetic(command.expression)) === 0);
		default:
			return command satisfies never;
	}
}

async function holds(shell: Shell, condition: Script, io: Io): Promise<boolean> {
	return (await shell.tested(true, () => shell.script(condition, io))) === 0;
}

async function overWords(
	shell: Shell,
	{ name, words, body }: Extract<Compound, { kind: 'for' }>,
	io: Io
): Promise<number> {
	const values = words ? await shell.expander.words(words) : [...shell.state.args];
	const next = async () => {
		const value = values.shift();
		if (value === undefined) return false;
		shell.state.set(name, value);
		return true;
	};
	return loop(shell, next, body, io);
}

async function counting(
	shell: Shell,
	{ start, condition, step, body }: Extract<Compound, { kind: 'count' }>,
	io: Io
): Promise<number> {
	await shell.expander.arithmetic(start);
	let isFirst = true;
	const next = async () => {
		if (!isFirst) await shell.expander.arithmetic(step);
		isFirst = false;
		return condition.length === 0 || (await shell.expander.arithmetic(condition)) !== 0;
	};
	return loop(shell, next, body, io);
}

async function loop(shell: Shell, next: () => Promise<boolean>, body: Script, io: Io): Promise<number> {
	let status = 0;
	shell.state.loops++;
	try {
		while (await next()) {
			try {
				status = await shell.script(body, io);
			} catch (error) {
				status = leaveIteration(error);
			}
		}
	} catch (error) {
		if (!(error instanceof Interrupt) || error.kind !== 'break') throw error;
		if (--error.levels > 0) throw error;
		return 0;
	} finally {
		shell.state.loops--;
	}
	return status;
}

/** `continue` goes on; everything else, `break` too, leaves the loop. */
function leaveIteration(error: unknown): number {
	if (!(error instanceof Interrupt) || error.kind !== 'continue' || --error.levels > 0) throw error;
	return 0;
}

async function choose(
	shell: Shell,
	{ word, items }: Extract<Compound, { kind: 'case' }>,
	io: Io
): Promise<number> {
	const text = await shell.expander.text(word);
	let status = 0;
	let fallsThrough = false;
	for (const { patterns, body, end } of items) {
		if (!fallsThrough && !(await matchesAny(shell, text, patterns))) continue;
		status = body.length > 0 ? await shell.script(body, io) : 0;
		if (end === ';;') return status;
		fallsThrough = end === ';&';
	}
	return status;
}

async function matchesAny(shell: Shell, text: string, patterns: Word[]): Promise<boolean> {
	for (const pattern of patterns) if (matches(text, await shell.expander.pattern(pattern))) return true;
	return false;
}

/** In [[ ]], what is quoted on the right of == and =~ stands for itself. */
async function test(shell: Shell, words: Word[], io: Io): Promise<number> {
	const { expander, state, system } = shell;
	const expanded = [];
	for (const word of words) {
		const quoted = word.some((part) => 'quoted' in part && part.quoted);
		expanded.push({ text: await expander.text(word), pattern: await expander.pattern(word), quoted });
	}
	try {
		const found = (groups: string[]) => state.setList('BASH_REMATCH', groups);
		return Number(!evaluateTest(expanded, { files: system.files, cwd: state.cwd, extended: true, found }));
	} catch (error) {
		if (!(error instanceof TestError)) throw error;
		await shell.complain(io, `[[: ${error.message}`);
		return 2;
	}
}
