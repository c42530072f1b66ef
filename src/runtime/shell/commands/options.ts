/** Options of Unix commands: letters that stand together, values, long names. */
export type Options = { flags: Set<string>; values: Record<string, string>; rest: string[] };

/**
 * @param withValue options that take a value, as "n" or "max-depth"
 * @param long long names of letters, as {recursive: 'r'}
 */
export function parseOptions(
	args: string[],
	withValue: string[] = [],
	long: Record<string, string> = {}
): Options {
	const options: Options = { flags: new Set(), values: {}, rest: [] };
	const left = [...args];
	for (let arg = left.shift(); arg !== undefined; arg = left.shift()) {
		if (arg === '--') {
			options.rest.push(...left);
			break;
		}
		if (arg.startsWith('--')) {
			const [name = '', value] = arg.slice(2).split(/=(.*)/s);
			const key = long[name] ?? name;
			if (withValue.includes(key)) options.values[key] = value ?? left.shift() ?? '';
			else options.flags.add(key);
		} else if (arg.startsWith('-') && arg.length > 1) letters(arg.slice(1), left, withValue, options);
		else options.rest.push(arg);
	}
	return options;
}

function letters(text: string, left: string[], withValue: string[], { flags, values }: Options): void {
	for (let at = 0; at < text.length; at++) {
		const letter = text[at] ?? '';
		if (withValue.includes(letter)) {
			values[letter] = text.slice(at + 1) || (left.shift() ?? '');
			return;
		}
		flags.add(letter);
	}
}
