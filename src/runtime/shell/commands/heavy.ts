/** Commands that just-bash has and that are long to write well: over an adapter of our files, in a chunk loaded when first needed. */
import { textOf, type Command } from '../system.ts';
import type { RunHeavy } from '../just-bash.ts';

const NAMES = [
	...[
		'awk',
		'base64',
		'cmp',
		'comm',
		'diff',
		'expr',
		'file',
		'fold',
		'join',
		'jq',
		'md5sum',
		'nl',
		'od',
		'paste'
	],
	...['rev', 'sed', 'sha1sum', 'sha256sum', 'split', 'strings', 'tr', 'tree']
];
/** Read stdin only where nothing else is named; asking would wait for somebody to type. */
const NEVER_READS = new Set(['diff', 'cmp', 'comm', 'expr', 'file', 'tree', 'join']);

let loading: Promise<{ runHeavy: RunHeavy }> | undefined;

const heavy: Command = async (context) => {
	const url = context.system.chunks['just-bash'];
	if (!url) throw new Error('Cannot run the command: the host gave no chunk "just-bash"');
	loading ??= import(/* @vite-ignore */ url) as Promise<{ runHeavy: RunHeavy }>;
	const { runHeavy } = await loading;
	const stdin =
		NEVER_READS.has(context.name) && !context.args.includes('-') ? '' : textOf(await context.input());
	const { stdout, stderr, exitCode } = await runHeavy(context, stdin);
	await context.out(stdout);
	await context.err(stderr);
	return exitCode;
};

export const heavyCommands: Record<string, Command> = Object.fromEntries(NAMES.map((name) => [name, heavy]));
