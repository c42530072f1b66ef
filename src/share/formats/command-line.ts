/**
 * A tool of its own called as a line of a shell, as SWE-agent writes its tools and as ours are written for formats that
 * know the shell alone: `str_replace_editor view src/a.js --view_range 1 20`.
 * https://github.com/SWE-agent/SWE-agent/blob/main/tools/edit_anthropic/config.yaml
 */

const numeric: Record<string, 'list' | 'one'> = { view_range: 'list', insert_line: 'one' };
const lists = new Set(['files']);

/** The tool and its input; the shell with the whole line where it is anything else. */
export function toolOfLine(line: string): [tool: string, input: Record<string, unknown>] {
	const asShell = (): [string, Record<string, unknown>] => ['bash', { command: line }];
	const [name] = /^\w+/.exec(line) ?? [''];
	if (name === 'submit') return ['submit', {}];
	if (name !== 'str_replace_editor' && name !== 'run_tests' && name !== 'think') return asShell();
	const words = wordsOf(line);
	if (!words) return asShell();
	const options = words.findIndex((word) => word.startsWith('--'));
	const [, command, path, ...others] = options < 0 ? words : words.slice(0, options);
	if (others.length > 0 || (name === 'str_replace_editor') !== (path !== undefined)) return asShell();
	const input: Record<string, unknown> = path === undefined ? {} : { command, path };
	let option = '';
	for (const word of options < 0 ? [] : words.slice(options)) {
		if (word.startsWith('--') && /^--\w+$/.test(word)) input[(option = word.slice(2))] = '';
		else input[option] = input[option] === '' ? word : `${String(input[option])} ${word}`;
	}
	for (const [key, value] of Object.entries(input)) input[key] = valueOf(key, value);
	return [name, input];
}

function valueOf(key: string, value: unknown): unknown {
	if (lists.has(key)) return String(value).split(' ');
	if (numeric[key] === 'one') return Number(value);
	return numeric[key] === 'list'
		? String(value)
				.split(/[ ,]+/)
				.map((one) => Number(one.replace(/[[\]]/g, '')))
		: value;
}

/** Words of a simple command; null where it is more than that. */
function wordsOf(line: string): string[] | null {
	const words: string[] = [];
	const piece = /\s+|'([^']*)'|"((?:[^"\\$`]|\\[\s\S])*)"|\\([\s\S])|([^\s'"\\|&;<>()$`]+)/y;
	let word: string | null = null;
	while (piece.lastIndex < line.length) {
		const found = piece.exec(line);
		if (!found) return null;
		const [whole, single, double, escaped, plain] = found;
		const text = single ?? double?.replace(/\\(["\\$`])/g, '$1') ?? escaped ?? plain;
		if (text !== undefined) word = (word ?? '') + text;
		else if (/\s/.test(whole) && word !== null) {
			words.push(word);
			word = null;
		}
	}
	return word === null ? words : [...words, word];
}
