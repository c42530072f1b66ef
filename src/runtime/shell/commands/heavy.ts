/** Commands that just-bash has and that are long to write well: over an adapter of our files, in a chunk loaded when first needed. */
import { textOf, type Command } from '../system.ts';
import type { RunHeavy } from '../just-bash.ts';

const NAMES = [
	...['awk', 'cmp', 'comm', 'expr', 'file', 'fold', 'join', 'jq', 'nl', 'paste'],
	...['rev', 'strings', 'tree']
];
/** Read stdin only where it is named as "-". */
const NEVER_READS = new Set(['cmp', 'comm', 'expr', 'file', 'tree', 'join']);
/** How many operands stand before the files, unless one of the options gives what they would say; and options that take a value. */
const OPERANDS: Record<string, { before: number; instead?: RegExp; values: string; never?: RegExp }> = {
	awk: { before: 1, instead: /^-f/, values: 'fFv' },
	jq: {
		before: 1,
		instead: /^(-f|--from-file)/,
		values: 'fL',
		never: /^(-[a-zA-Z]*n[a-zA-Z]*|--null-input)$/
	},
	fold: { before: 0, values: 'w' },
	nl: { before: 0, values: 'bdfhilnsvw' },
	paste: { before: 0, values: 'd' },
	strings: { before: 0, values: 'nte' }
};
/** jq's options that take two values. */
const PAIRS = /^--(arg|argjson|slurpfile|rawfile)$/;

/** Whether a command reads stdin: asking where it does not would wait for somebody to type. */
function readsInput(name: string, args: string[]): boolean {
	if (args.includes('-')) return true;
	if (NEVER_READS.has(name)) return false;
	const { before, instead, values, never } = OPERANDS[name] ?? { before: 0, values: '' };
	let operands = 0;
	let needed = before;
	for (let at = 0; at < args.length; at++) {
		const arg = args[at] ?? '';
		if (arg === '--') {
			operands += args.length - at - 1;
			break;
		}
		if (never?.test(arg)) return false;
		if (instead?.test(arg)) needed = 0;
		if (PAIRS.test(arg) && name === 'jq') at += 2;
		else if (!arg.startsWith('-'))
			operands += name === 'awk' && operands >= needed && /^\w+=/.test(arg) ? 0 : 1;
		else if (/^-[^-]/.test(arg) && values.includes(arg.at(-1) ?? ' ')) at++;
	}
	return operands <= needed;
}

let loading: Promise<{ runHeavy: RunHeavy }> | undefined;

const heavy: Command = async (context) => {
	const url = context.system.chunks['just-bash'];
	if (!url) throw new Error('Cannot run the command: the host gave no chunk "just-bash"');
	loading ??= import(/* @vite-ignore */ url) as Promise<{ runHeavy: RunHeavy }>;
	const { runHeavy } = await loading;
	const stdin = readsInput(context.name, context.args) ? textOf(await context.input()) : '';
	const { stdout, stderr, exitCode } = await runHeavy(context, stdin);
	await context.out(stdout);
	await context.err(stderr);
	return exitCode;
};

export const heavyCommands: Record<string, Command> = Object.fromEntries(NAMES.map((name) => [name, heavy]));
