/** cd, pushd, popd, dirs. */
import { absolute, write, type Io } from '../system.ts';
import type { Shell } from './interpreter.ts';

export async function changeFolder(shell: Shell, args: string[], io: Io): Promise<number> {
	const { state, system } = shell;
	const given = args.find((arg) => !/^-[PLe-]$/.test(arg)) ?? state.get('HOME');
	const wanted = given === '-' ? state.get('OLDPWD') : given;
	if (!(await enter(shell, 'cd', wanted, io))) return state.bash ? 1 : 2;
	if (given === '-') await write(system, io, 1, `${state.cwd}\n`);
	return 0;
}

async function enter(shell: Shell, command: string, wanted: string, io: Io): Promise<boolean> {
	const { state, system } = shell;
	const target = absolute(state.cwd, wanted);
	const kind = system.files.kindAt(target);
	if (kind !== 1) {
		const reason = kind === 0 ? 'Not a directory' : 'No such file or directory';
		await shell.complain(
			io,
			state.bash ? `${command}: ${wanted}: ${reason}` : `${command}: can't cd to ${wanted}`
		);
		return false;
	}
	state.variables.set('OLDPWD', state.cwd);
	state.exported.add('OLDPWD');
	state.cwd = system.files.realpath(target);
	return true;
}

export async function pushd(shell: Shell, [wanted = '']: string[], io: Io): Promise<number> {
	const { state } = shell;
	const before = state.cwd;
	if (!(await enter(shell, 'pushd', wanted, io))) return 1;
	state.folders.push(before);
	return dirs(shell, [], io);
}

export async function popd(shell: Shell, _args: string[], io: Io): Promise<number> {
	const last = shell.state.folders.pop();
	if (last === undefined) {
		await shell.complain(io, 'popd: directory stack empty');
		return 1;
	}
	return (await enter(shell, 'popd', last, io)) ? dirs(shell, [], io) : 1;
}

export async function dirs({ state, system }: Shell, _args: string[], io: Io): Promise<number> {
	const home = state.get('HOME');
	const shown = [state.cwd, ...state.folders.toReversed()].map((path) =>
		home && (path === home || path.startsWith(`${home}/`)) ? `~${path.slice(home.length)}` : path
	);
	await write(system, io, 1, `${shown.join(' ')}\n`);
	return 0;
}
