/** Options of git's commands. */
import { GitError } from './system.ts';

export type Options = {
	/** Short and long names without their dashes; of both spellings the long one. */
	has: (name: string) => boolean;
	/** The last value. */
	value: (name: string) => string | undefined;
	values: (name: string) => string[];
	/** What is no option, before "--". */
	words: string[];
	/** What stands behind "--"; null = there was none. */
	paths: string[] | null;
};

export type Known = {
	/** Options without a value. */
	flags: string[];
	/** Options that take one. */
	values?: string[];
	/** Options whose value stands only behind "=", or is left out. */
	optional?: string[];
	/** Short names of long ones. */
	short?: Record<string, string>;
};

/** @throws git's own words for an option that the command does not have: exit code 129 */
export function parse(
	command: string,
	args: readonly string[],
	{ flags, values = [], optional = [], short = {} }: Known
): Options {
	const found = new Map<string, string[]>();
	const words: string[] = [];
	let paths: string[] | null = null;
	const add = (name: string, value = '') => found.set(name, [...(found.get(name) ?? []), value]);
	const left = [...args];
	const need = (name: string) => {
		const value = left.shift();
		if (value === undefined) throw new GitError(`error: option \`${name}' requires a value`, 129);
		return value;
	};
	for (let arg = left.shift(); arg !== undefined; arg = left.shift()) {
		if (arg === '--') {
			paths = left.splice(0);
			break;
		}
		if (arg === '-' || !arg.startsWith('-')) words.push(arg);
		else if (arg.startsWith('--')) {
			const [name = '', value] = arg.slice(2).split(/=(.*)/s);
			if (values.includes(name)) add(name, value ?? need(name));
			else if (optional.includes(name)) add(name, value ?? '');
			else if (flags.includes(name)) add(name);
			else throw new GitError(`error: unknown option \`${name}'\nusage: git ${command} [<options>]`, 129);
		} else if (/^-\d+$/.test(arg) && values.includes('max-count')) add('max-count', arg.slice(1));
		else {
			for (let at = 1; at < arg.length; at++) {
				const letter = arg[at] ?? '';
				const name = short[letter] ?? letter;
				if (values.includes(name)) {
					add(name, arg.slice(at + 1) || need(letter));
					break;
				}
				if (optional.includes(name)) {
					add(name, arg.slice(at + 1));
					break;
				}
				if (!flags.includes(name))
					throw new GitError(`error: unknown switch \`${letter}'\nusage: git ${command} [<options>]`, 129);
				add(name);
			}
		}
	}
	return {
		has: (name) => found.has(name),
		value: (name) => found.get(name)?.at(-1),
		values: (name) => found.get(name) ?? [],
		words,
		paths
	};
}
