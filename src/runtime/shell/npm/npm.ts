/** npm and npx as far as scripts and local binaries go. https://docs.npmjs.com/cli/v10/commands */
import { textOf, type CommandContext } from '../system.ts';
import { parseOptions } from '../commands/options.ts';
import { quote } from './quote.ts';
import { runScript, type Package } from './script.ts';

const VERSION = '10.9.4';
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
const NOT_HERE = new Set([
	'install',
	'i',
	'ci',
	'add',
	'update',
	'uninstall',
	'publish',
	'audit',
	'view',
	'init'
]);

export async function npm(context: CommandContext): Promise<number> {
	if (context.name === 'npx') return npx(context, context.args);
	const separator = context.args.indexOf('--');
	const own = separator < 0 ? context.args : context.args.slice(0, separator);
	const extra = separator < 0 ? [] : context.args.slice(separator + 1);
	const { flags, values, rest } = parseOptions(own, ['prefix', 'C', 'loglevel', 'w'], { silent: 's' });
	const [command = 'help', ...words] = rest;
	const silent = flags.has('s') || values['loglevel'] === 'silent';
	if (flags.has('version') || flags.has('v')) return say(context, VERSION);
	if (command === 'exec' || command === 'x') return npx(context, [...words, ...extra]);
	const folder = context.path(values['prefix'] ?? values['C'] ?? '.');
	const found = nearestPackage(context, folder);
	if (NOT_HERE.has(command))
		return fail(
			context,
			`npm ${command} is not available in this host yet: dependencies come with the repository`
		);
	if (command === 'ls' || command === 'list') return list(context, found);
	if (command === 'root' || command === 'prefix')
		return say(context, `${found?.folder ?? folder}${command === 'root' ? '/node_modules' : ''}`);
	const script = Object.hasOwn(NAMED, command) ? NAMED[command] : RUN.has(command) ? words.shift() : null;
	if (script === null) return fail(context, `Unknown command: "${command}"`);
	if (!found)
		return fail(
			context,
			`Could not read package.json: ENOENT: no such file or directory, open '${folder}/package.json'`
		);
	if (script === undefined) return listScripts(context, found.manifest);
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

async function fail(context: CommandContext, text: string): Promise<number> {
	await context.err(`npm error ${text}\n`);
	return 1;
}

export function nearestPackage(
	{ system: { files } }: CommandContext,
	folder: string
): { folder: string; manifest: Package } | null {
	for (
		let at = files.find(folder, true) ? files.realpath(folder) : folder;
		;
		at = at.slice(0, at.lastIndexOf('/'))
	) {
		const ino = files.find(`${at}/package.json`, true);
		if (ino) return { folder: at || '/', manifest: JSON.parse(textOf(files.readFile(ino))) as Package };
		if (!at.includes('/')) return null;
	}
}

async function listScripts(
	context: CommandContext,
	{ name, version, scripts = {} }: Package
): Promise<number> {
	const lifecycle = Object.entries(scripts).filter(([script]) =>
		['test', 'start', 'stop', 'restart'].includes(script)
	);
	const others = Object.entries(scripts).filter(([script]) => !lifecycle.some(([other]) => other === script));
	const block = (entries: [string, string][]) =>
		entries.map(([script, command]) => `  ${script}\n    ${command}\n`).join('');
	if (lifecycle.length > 0)
		await context.out(`Lifecycle scripts included in ${name}@${version}:\n${block(lifecycle)}`);
	if (others.length > 0)
		await context.out(
			`${lifecycle.length > 0 ? '\n' : ''}available via \`npm run-script\`:\n${block(others)}`
		);
	return 0;
}

async function list(
	context: CommandContext,
	found: { folder: string; manifest: Package } | null
): Promise<number> {
	if (!found) return fail(context, 'there is no package.json here');
	const { folder, manifest } = found;
	await context.out(`${manifest.name}@${manifest.version} ${folder}\n`);
	const names = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies }).sort();
	let missing = 0;
	for (const [index, name] of names.entries()) {
		const ino = context.system.files.find(`${folder}/node_modules/${name}/package.json`, true);
		const version = ino ? (JSON.parse(textOf(context.system.files.readFile(ino))) as Package).version : null;
		if (!version) missing++;
		await context.out(
			`${index === names.length - 1 ? '└──' : '├──'} ${version ? `${name}@${version}` : `UNMET DEPENDENCY ${name}`}\n`
		);
	}
	await context.out('\n');
	return Number(missing > 0);
}

/** A binary of the project's dependencies, or anything on PATH. */
async function npx(context: CommandContext, given: string[]): Promise<number> {
	const args = [...given];
	let command: string | undefined;
	while (args[0]?.startsWith('-')) {
		const flag = args.shift();
		if (flag === '--') break;
		if (flag === '-c' || flag === '--call') command = args.shift();
		else if (flag === '-p' || flag === '--package') args.shift();
		else if (flag === '--version' || flag === '-v') return say(context, VERSION);
	}
	const found = nearestPackage(context, context.cwd) ?? { folder: context.cwd, manifest: {} };
	const line = command ?? args.map(quote).join(' ');
	if (line === '') return fail(context, 'npx: say which command to run');
	const status = await runScript(context, {
		...found,
		manifest: { scripts: { npx: line } },
		script: 'npx',
		args: [],
		silent: true,
		ifPresent: false,
		cwd: context.cwd
	});
	if (status === 127 && !command)
		await context.err(
			`npm error could not determine executable to run: "${args[0]}" is not a binary of the dependencies here, and this host cannot download it\n`
		);
	return status;
}
