/** read, mapfile and getopts: builtins that fill variables. */
import { textOf, write, type Io } from '../system.ts';
import { splitField, splitLine } from './fields.ts';
import type { Shell } from './interpreter.ts';

/** One line, byte for byte: what follows it is for whoever reads next. null = the end without a delimiter. */
async function readLine(
	{ system }: Shell,
	io: Io,
	{ fd, delimiter, limit, raw }: { fd: number; delimiter: number; limit: number; raw: boolean }
): Promise<{ text: string; ended: boolean }> {
	const source = io.get(fd);
	const bytes: number[] = [];
	while (source !== undefined && bytes.length < limit) {
		const [byte] = await system.calls.read(source, 1, null);
		if (byte === undefined) return { text: textOf(Uint8Array.from(bytes)), ended: true };
		if (byte === delimiter) {
			// A backslash at the end of a line continues it.
			if (raw || bytes.at(-1) !== 92 || delimiter !== 10)
				return { text: textOf(Uint8Array.from(bytes)), ended: false };
			bytes.pop();
		} else bytes.push(byte);
	}
	return { text: textOf(Uint8Array.from(bytes)), ended: source === undefined };
}

export async function read(shell: Shell, args: string[], io: Io): Promise<number> {
	const { state } = shell;
	const options: Record<string, string> = {};
	const names = [...args];
	while (/^-./.test(names[0] ?? '')) {
		const flags = names.shift() ?? '';
		if (flags === '--') break;
		for (let at = 1; at < flags.length; at++) {
			const letter = flags[at] ?? '';
			if (!'adntupiN'.includes(letter)) options[letter] = '';
			else {
				options[letter] = flags.slice(at + 1) || (names.shift() ?? '');
				break;
			}
		}
	}
	if (options['p'] !== undefined) await write(shell.system, io, 2, options['p']);
	const delimiter = options['d'] === undefined ? 10 : options['d'].charCodeAt(0) || 0;
	const raw = options['r'] !== undefined;
	const limit = Number(options['n'] ?? options['N'] ?? Infinity);
	const line = await readLine(shell, io, { fd: Number(options['u'] ?? 0), delimiter, limit, raw });
	const text = raw ? line.text : line.text.replace(/\\(.)/gs, '$1');
	const separators = state.variables.get('IFS') ?? ' \t\n';
	if (options['a'] !== undefined) {
		const fields = splitField([{ text, quoted: false, split: true }], separators);
		state.setList(
			options['a'],
			fields.map((field) => field.map((piece) => piece.text).join(''))
		);
	} else if (names.length === 0) state.set('REPLY', text);
	else
		splitLine(text, separators, names.length).forEach((value, index) => state.set(names[index] ?? '', value));
	// A limit reached in time is no end of file.
	return Number(line.ended);
}

/** Lines of stdin into an array. */
export async function mapfile(shell: Shell, args: string[], io: Io): Promise<number> {
	const trims = args.includes('-t');
	const name = args.filter((arg) => !arg.startsWith('-'))[0] ?? 'MAPFILE';
	const lines: string[] = [];
	for (;;) {
		const { text, ended } = await readLine(shell, io, { fd: 0, delimiter: 10, limit: Infinity, raw: true });
		if (ended && text === '') break;
		lines.push(trims || ended ? text : `${text}\n`);
		if (ended) break;
	}
	shell.state.setList(name, lines);
	return 0;
}

/** https://pubs.opengroup.org/onlinepubs/9799919799/utilities/getopts.html */
export async function getopts(
	shell: Shell,
	[letters = '', name = '', ...given]: string[],
	io: Io
): Promise<number> {
	const { state } = shell;
	const args = given.length > 0 ? given : state.args;
	const silent = letters.startsWith(':');
	const index = Number(state.get('OPTIND') || 1);
	// Within "-abc", the place of the next letter is kept beside OPTIND.
	const [keptIndex, keptAt] = (state.variables.get('_OPTAT') ?? '').split(':').map(Number);
	const at = keptIndex === index && keptAt ? keptAt : 1;
	const arg = args[index - 1];
	const move = (nextIndex: number, nextAt: number) => {
		state.set('OPTIND', String(nextIndex));
		state.variables.set('_OPTAT', `${nextIndex}:${nextAt}`);
	};
	if (arg === undefined || !/^-./.test(arg) || arg === '--') {
		move(arg === '--' ? index + 1 : index, 1);
		state.set(name, '?');
		return 1;
	}
	const letter = arg[at] ?? '';
	const place = letter === ':' ? -1 : letters.indexOf(letter);
	const isLast = at + 1 >= arg.length;
	const wantsValue = letters[place + 1] === ':';
	if (place < 0 || !wantsValue) {
		move(isLast ? index + 1 : index, isLast ? 1 : at + 1);
		state.set(name, place < 0 ? '?' : letter);
		if (place < 0 && silent) state.set('OPTARG', letter);
		else state.unset('OPTARG');
		if (place < 0 && !silent)
			await write(shell.system, io, 2, `${state.name}: illegal option -- ${letter}\n`);
		return 0;
	}
	const value = isLast ? args[index] : arg.slice(at + 1);
	move(index + (isLast ? 2 : 1), 1);
	if (value === undefined) {
		state.set(name, silent ? ':' : '?');
		if (silent) state.set('OPTARG', letter);
		else await write(shell.system, io, 2, `${state.name}: option requires an argument -- ${letter}\n`);
		return 0;
	}
	state.set(name, letter);
	state.set('OPTARG', value);
	return 0;
}
