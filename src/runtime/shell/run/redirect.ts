/** Redirects: which description stands at which descriptor while a command runs. */
import { OPEN, type Description } from '../../protocol/syscalls.ts';
import { CodedError } from '../../wire/coded-error.ts';
import type { Redirect } from '../parse/ast.ts';
import { reasons } from '../commands/files.ts';
import { absolute, write, type Io } from '../system.ts';
import type { Shell } from './interpreter.ts';
import { Leave } from './leave.ts';

const FLAGS: Record<string, number> = {
	'>': OPEN.WRITE | OPEN.CREATE | OPEN.TRUNCATE,
	'>|': OPEN.WRITE | OPEN.CREATE | OPEN.TRUNCATE,
	'>>': OPEN.WRITE | OPEN.CREATE | OPEN.APPEND,
	'<>': OPEN.READ_WRITE | OPEN.CREATE,
	'<': OPEN.READ
};
/** Names of descriptors that the command has, whatever the process has. */
const DESCRIPTORS: Record<string, number> = { '/dev/stdin': 0, '/dev/stdout': 1, '/dev/stderr': 2 };

/** The descriptors after `redirects`; what had to be opened for them is put in `opened`. */
export async function redirect(
	shell: Shell,
	redirects: Redirect[],
	io: Io,
	opened: Description[]
): Promise<Io> {
	const changed = new Map(io);
	for (const { fd, operator, target } of redirects) {
		shell.io = changed;
		const numbers = fd === 'both' ? [1, 2] : [fd];
		const text = await shell.expander.text(target);
		let description: Description | null;
		if (operator === '<<' || operator === '<<<') {
			description = hereDocument(shell, operator === '<<<' ? `${text}\n` : text);
			opened.push(description);
		} else if ((operator === '>&' || operator === '<&') && /^(\d+|-)$/.test(text))
			description = await duplicate(shell, changed, text);
		else {
			const both = operator === '>&';
			if (both) numbers.push(2);
			description = await open(shell, text, FLAGS[both ? '>' : operator] ?? 0, changed, opened);
		}
		for (const number of numbers) {
			if (description === null) changed.delete(number);
			else changed.set(number, description);
		}
	}
	return changed;
}

async function duplicate(shell: Shell, io: Io, text: string): Promise<Description | null> {
	if (text === '-') return null;
	const found = io.get(Number(text));
	if (found !== undefined) return found;
	return fail(shell, io, `${text}: Bad file descriptor`);
}

async function open(
	shell: Shell,
	name: string,
	flags: number,
	io: Io,
	opened: Description[]
): Promise<Description> {
	const { system, state } = shell;
	const own = DESCRIPTORS[name] ?? /^\/dev\/fd\/(\d+)$/.exec(name)?.[1];
	const held = own === undefined ? undefined : io.get(Number(own));
	if (held !== undefined) return held;
	try {
		const description = system.sync.open(absolute(state.cwd, name), flags, 0o666 & ~state.umask);
		opened.push(description);
		return description;
	} catch (error) {
		if (!(error instanceof CodedError)) throw error;
		if (state.bash) return fail(shell, io, `${name}: ${reasons[error.code] ?? error.code}`);
		const writes = (flags & OPEN.ACCESS) !== OPEN.READ;
		const missing = writes ? 'Directory nonexistent' : 'No such file';
		const reason = error.code === 'ENOENT' ? missing : (reasons[error.code] ?? error.code);
		return fail(shell, io, `cannot ${writes ? 'create' : 'open'} ${name}: ${reason}`);
	}
}

async function fail(shell: Shell, io: Io, text: string): Promise<never> {
	await shell.complain(io, text);
	throw new Leave(shell.state.bash ? 1 : 2);
}

function hereDocument({ system }: Shell, text: string): Description {
	const [read, out] = system.sync.pipe();
	// Longer than a pipe holds: somebody reads meanwhile. Who does not read it all is no fault.
	void write(system, new Map([[1, out]]), 1, text)
		.catch(() => {})
		.then(() => system.sync.close(out));
	return read;
}
