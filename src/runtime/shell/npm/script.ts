/** One script of package.json with its pre and post, as @npmcli/run-script runs it. */
import type { CommandContext } from '../system.ts';
import { NPM_FOLDER, VERSION } from './itself.ts';
import { quote } from './quote.ts';

export type Package = {
	name?: string;
	version?: string;
	scripts?: Record<string, string>;
	config?: Record<string, string>;
	dependencies?: Record<string, string>;
	devDependencies?: Record<string, string>;
};

export type ScriptRun = {
	folder: string;
	manifest: Package;
	script: string;
	args: string[];
	silent: boolean;
	ifPresent: boolean;
	/** Where it runs; the package's folder unless npx. */
	cwd?: string;
};

export async function runScript(context: CommandContext, run: ScriptRun): Promise<number> {
	const { folder, manifest, script, args, silent, ifPresent, cwd = folder } = run;
	const scripts: Record<string, string | undefined> = {
		...(script === 'start' && context.system.files.kindAt(`${folder}/server.js`) === 0
			? { start: 'node server.js' }
			: {}),
		...manifest.scripts
	};
	if (scripts[script] === undefined) {
		if (ifPresent) return 0;
		await context.err(
			`npm error Missing script: "${script}"\nnpm error\nnpm error To see a list of scripts, run:\nnpm error   npm run\n`
		);
		return 1;
	}
	for (const event of [`pre${script}`, script, `post${script}`]) {
		const command = scripts[event];
		if (command === undefined) continue;
		const line = event === script && args.length > 0 ? `${command} ${args.map(quote).join(' ')}` : command;
		if (!silent)
			await context.out(`\n> ${manifest.name ?? ''}@${manifest.version ?? ''} ${event}\n> ${line}\n\n`);
		const status = await runLine(context, line, cwd, environmentOf(context, run, event, command));
		if (status !== 0) return status;
	}
	return 0;
}

async function runLine(
	{ system: { sync, calls }, io }: CommandContext,
	line: string,
	cwd: string,
	env: Record<string, string>
): Promise<number> {
	const stdio = [0, 1, 2].map((fd) => io.get(fd) ?? null);
	const pid = sync.spawn({ file: '/bin/sh', args: ['sh', '-c', line], cwd, env, stdio });
	return (await calls.wait(pid)).code;
}

function environmentOf(
	context: CommandContext,
	{ folder, manifest }: ScriptRun,
	event: string,
	command: string
): Record<string, string> {
	const folders: string[] = [];
	for (let at = folder; ; at = at.slice(0, at.lastIndexOf('/'))) {
		folders.push(`${at === '/' ? '' : at}/node_modules/.bin`);
		if (!at.includes('/') || at === '/') break;
	}
	const config = Object.fromEntries(
		Object.entries(manifest.config ?? {}).map(([name, value]) => [
			`npm_package_config_${name}`,
			String(value)
		])
	);
	return {
		...context.env,
		...config,
		PATH: [...folders, context.env['PATH'] ?? ''].join(':'),
		INIT_CWD: context.cwd,
		NODE: '/usr/local/bin/node',
		npm_command: event === 'npx' ? 'exec' : event === 'test' ? 'test' : 'run-script',
		npm_config_user_agent: `npm/${VERSION} node/v22.23.3 linux x64 workspaces/false`,
		npm_execpath: `${NPM_FOLDER}/bin/npm-cli.js`,
		npm_lifecycle_event: event,
		npm_lifecycle_script: command,
		npm_node_execpath: '/usr/local/bin/node',
		npm_package_json: `${folder}/package.json`,
		npm_package_name: manifest.name ?? '',
		npm_package_version: manifest.version ?? ''
	};
}
