/** Runs npm itself, in Node: src/runtime/npm/README.md. */
import { CodedError } from '../../wire/coded-error.ts';
import type { CommandContext } from '../system.ts';

/** Of the npm that the pinned Node comes with; scripts/node-release.json. */
export const VERSION = '10.9.9';

export const NPM_FOLDER = '/usr/local/lib/node_modules/npm';

/** Commands that change what is installed. */
const INSTALLS =
	/^(i|in|ins|inst|insta|instal|install|isnt|isnta|isntal|isntall|add|ci|clean-install|ic|install-clean|isntall-clean|update|up|upgrade|udpate|dedupe|ddp|it|install-test|cit|install-ci-test|clean-install-test|sit)$/;

/**
 * @param args of npm
 * @param words what follows npm's own options of `npm exec`; those are given behind "--"
 */
export async function runNpmItself(
	context: CommandContext,
	args: string[],
	words: string[] = []
): Promise<number> {
	const { system } = context;
	try {
		await system.calls.provide('npm');
	} catch (error) {
		if (!(error instanceof CodedError)) throw error;
		await context.err(`npm error ${error.message}\n`);
		return 1;
	}
	const options = args.slice(0, args.length - words.length);
	const line = words.length > 0 ? [...options, '--', ...words] : args;
	const status = await node(context, [`${NPM_FOLDER}/bin/npm-cli.js`, ...line]);
	const command = args.find((arg) => !arg.startsWith('-'));
	if (status !== 0 || !command || !INSTALLS.test(command) || args.includes('--dry-run')) return status;
	const scripts = args.some((arg) => arg === '--ignore-scripts=false' || arg === '--no-ignore-scripts');
	const env = scripts ? { npm_config_ignore_scripts: 'false' } : {};
	return node(context, [`${NPM_FOLDER}/tabgym/after-install.cjs`, folderOf(context, args)], env);
}

/** Where npm works: --prefix, or the nearest folder with a package.json or node_modules; --global works elsewhere. */
function folderOf({ path, cwd, system: { files } }: CommandContext, args: string[]): string {
	const at = args.findIndex((arg) => arg === '--prefix' || arg === '-C');
	const given = at >= 0 ? args[at + 1] : args.find((arg) => arg.startsWith('--prefix='))?.slice(9);
	if (args.includes('-g') || args.includes('--global')) return '/usr/local/lib';
	if (given) return path(given);
	for (let folder = cwd; folder !== ''; folder = folder.slice(0, folder.lastIndexOf('/')))
		if (files.find(`${folder}/package.json`, true) || files.find(`${folder}/node_modules`, true))
			return folder;
	return cwd;
}

async function node(
	{ system: { sync, calls }, io, cwd, env }: CommandContext,
	args: string[],
	more: Record<string, string> = {}
): Promise<number> {
	const stdio = [0, 1, 2].map((fd) => io.get(fd) ?? null);
	const file = '/usr/local/bin/node';
	const pid = sync.spawn({ file, args: ['node', ...args], cwd, env: { ...env, ...more }, stdio });
	return (await calls.wait(pid)).code;
}
