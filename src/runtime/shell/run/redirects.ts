/** Redirects: which streams a command gets. */
import { OPEN, type Description } from '../../protocol/syscalls.ts';
import { CodedError } from '../../wire/coded-error.ts';
import type { Redirect } from '../parse/ast.ts';
import { absolute, write, type Io, type System } from '../system.ts';
import type { Shell } from './interpreter.ts';
import { Leave } from './leave.ts';

const FLAGS: Record<string, number> = {
	'>': OPEN.WRITE | OPEN.CREATE | OPEN.TRUNCATE,
	'>|': OPEN.WRITE | OPEN.CREATE | OPEN.TRUNCATE,
	'>>': OPEN.WRITE | OPEN.CREATE | OPEN.APPEND,
	'<>': OPEN.READ_WRITE | OPEN.CREATE,
	'<': OPEN.READ
};

export const reasons: Record<string, string> = {
	ENOENT: 'No such file or directory',
	EISDIR: 'Is a directory',
	EACCES: 'Permission denied',
	ENOTDIR: 'Not a directory'
};

/** The streams after `redirects`; what was opened for them is added to `opened`, to be closed by the caller. */
export async function redirect(
	shell: Shell,
	redirects: Redirect[],
	io: Io,
	opened: Description[]
): Promise<Io> {
	const changed = new Map(io);
	for (const { fd, operator, target } of redirects) {
		shell.io = changed;
		const text = await shell.expander.text(target);
		if (operator === '<<' || operator === '<<<') {
			changed.set(
				fd === 'both' ? 0 : fd,
				hereDocument(shell.system, operator === '<<<' ? `${text}\n` : text, opened)
			);
		} else if (operator === '>&' || operator === '<&') {
			const source = changed.get(Number(text));
			if (text === '-') changed.delete(Number(fd));
			else if (source !== undefined) changed.set(Number(fd), source);
		} else {
			const description = await open(shell, text, FLAGS[operator] ?? 0, io);
			opened.push(description);
			for (const number of fd === 'both' ? [1, 2] : [fd]) changed.set(number, description);
		}
	}
	return changed;
}

async function open({ system, state }: Shell, name: string, flags: number, io: Io): Promise<Description> {
	try {
		return system.sync.open(absolute(state.cwd, name), flags, 0o644);
	} catch (error) {
		if (!(error instanceof CodedError)) throw error;
		await write(system, io, 2, `${state.name}: ${name}: ${reasons[error.code] ?? error.code}\n`);
		throw new Leave(1);
	}
}

function hereDocument(system: System, text: string, opened: Description[]): Description {
	const [read, out] = system.sync.pipe();
	opened.push(read);
	// It may be longer than a pipe holds: somebody reads meanwhile, or nobody does.
	void write(system, new Map([[1, out]]), 1, text)
		.catch(() => {})
		.then(() => system.sync.close(out));
	return read;
}
