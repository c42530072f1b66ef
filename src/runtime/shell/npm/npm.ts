/**
 * npm and npx. What only starts a script or a binary that is there is done here, without a Node for it; everything else is npm itself, which
 * runs in Node. https://docs.npmjs.com/cli/v10/commands
 */
import { textOf, type CommandContext } from '../system.ts';
import { parseOptions } from '../commands/options.ts';
import { quote } from './quote.ts';
import { runNpmItself, VERSION } from './itself.ts';
import { runScript, type Package } from './script.ts';

const RUN = new Set(['run', 'run-script', 'rum', 'urn']);
/** Commands that are names of scripts. */
const NAMED: Record<string, string> = {
	test: 'test',
	t: 'test',
	tst: 'test',
	start: 'start',
	stop: 'stop',
	restart: 'restart'
};
/** Options that we know beside a script; with any other, npm itself runs it. */
const OPTIONS = new Set(['prefix', 'C', 'loglevel', 's', 'silent', 'if-present', 'version', 'v']);

export async function npm(context: CommandContext): Promise<number> {
	if (context.name === 'npx') return npx(context, context.args);
	const separator = context.args.indexOf('--');
	const own = separator < 0 ? context.args : context.args.slice(0, separator);
	const extra = separator < 0 ? [] : context.args.slice(separator + 1);
	const { flags, values, rest } = parseOptions(own, ['prefix', 'C', 'loglevel'], { silent: 's' });
	const [command, ...words] = rest;
	const silent = flags.has('s') || values['loglevel'] === 'silent';
	if (flags.has('version') || flags.has('v')) return say(context, VERSION);
	if (command === undefined) return runNpmItself(context, context.args);
	if ((command === 'exec' || command === 'x') && flags.size === 0) return npx(context, [...words, ...extra]);
	const script = Object.hasOwn(NAMED, command) ? NAMED[command] : RUN.has(command) ? words.shift() : null;
	const known = [...flags, ...Object.keys(values)].every((name) => OPTIONS.has(name));
	if (script == null || !known) return runNpmItself(context, context.args);
	const folder = context.path(values['prefix'] ?? values['C'] ?? '.');
	const found = nearestPackage(context, folder);
	if (!found) return runNpmItself(context, context.args);
	return runScript(context, {
		...found,
		script,
		args: [...words, ...extra],
		silent,
		ifPresent: flags.has('if-present')
	});
}

async function say(context: CommandContext, text: string): Promise<number> {
	await context.out(`${text}\n`);
	return 0;
}

/** null = there is none, or one that cannot be read. */
function nearestPackage(
	{ system: { files } }: CommandContext,
	folder: string
): { folder: string; manifest: Package } | null {
	for (
		let at = files.find(folder, true) ? files.realpath(folder) : folder;
		;
		at = at.slice(0, at.lastIndexOf('/'))
	) {
		const ino = files.find(`${at}/package.json`, true);
		if (ino) {
			try {
				return { folder: at || '/', manifest: JSON.parse(textOf(files.readFile(ino))) as Package };
			} catch {
				return null; // npm itself says what is wrong with it
			}
		}
		if (!at.includes('/')) return null;
	}
}

/** A binary of the project's dependencies, or anything on PATH; what is neither, npm itself installs. */
async function npx(context: CommandContext, given: string[]): Promise<number> {
	const args = [...given];
	let command: string | undefined;
	while (args[0]?.startsWith('-')) {
		const flag = args.shift();
		if (flag === '--') break;
		if (flag === '-c' || flag === '--call') command = args.shift();
		else if (flag === '--version' || flag === '-v') return say(context, VERSION);
		else if (!['-y', '--yes', '--no', '--no-install', '--offline'].includes(flag ?? ''))
			return runNpmItself(context, ['exec', ...given]);
	}
	const found = nearestPackage(context, context.cwd) ?? { folder: context.cwd, manifest: {} };
	if (command === undefined && !isHere(context, found.folder, args[0]))
		return runNpmItself(context, ['exec', ...given.filter((arg) => arg !== '--')], args);
	return runScript(context, {
		...found,
		manifest: { scripts: { npx: command ?? args.map(quote).join(' ') } },
		script: 'npx',
		args: [],
		silent: true,
		ifPresent: false,
		cwd: context.cwd
	});
}

function isHere(
	{ system: { files }, env }: CommandContext,
	folder: string,
	name: string | undefined
): boolean {
	if (name === undefined) return false;
	const folders = (env['PATH'] ?? '').split(':');
	for (let at = folder; at.includes('/'); at = at.slice(0, at.lastIndexOf('/')))
		folders.push(`${at}/node_modules/.bin`);
	return name.includes('/') || folders.some((place) => files.find(`${place}/${name}`, true));
}
