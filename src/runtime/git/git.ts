/** git: its commands by name. Output is git's own (2.39 and newer), so that people, agents and prompts need not know the difference. */
import { apply } from './commands/apply.ts';
import { blame } from './commands/blame.ts';
import { branch, tag } from './commands/branch.ts';
import { checkout, switchBranch } from './commands/checkout.ts';
import { commit, commitTreeCommand } from './commands/commit.ts';
import { diff } from './commands/diff.ts';
import { log, show } from './commands/log.ts';
import { config } from './commands/config.ts';
import {
	catFile,
	hashObject,
	lsTree,
	mergeBase,
	revList,
	symbolicRef,
	writeTree
} from './commands/inspect.ts';
import { clean, init, lsFiles, mv, revParse } from './commands/plumbing.ts';
import { add, reset, restore, rm } from './commands/stage.ts';
import { stash } from './commands/stash.ts';
import { status } from './commands/status.ts';
import { GitError, type GitContext } from './system.ts';

type Command = (context: GitContext, args: string[]) => Promise<number>;

const commands: Record<string, Command> = {
	add,
	apply,
	blame,
	branch,
	'cat-file': catFile,
	checkout,
	clean,
	commit,
	'commit-tree': commitTreeCommand,
	config,
	diff,
	'hash-object': hashObject,
	init,
	log,
	'ls-files': lsFiles,
	'ls-tree': lsTree,
	'merge-base': mergeBase,
	mv,
	reset,
	restore,
	'rev-list': revList,
	'rev-parse': revParse,
	rm,
	show,
	stage: add,
	stash,
	status,
	switch: switchBranch,
	'symbolic-ref': symbolicRef,
	tag,
	'write-tree': writeTree
};

/** What needs a network, or histories that a sandbox does not have. */
const REFUSED = new Set([
	'am',
	'bisect',
	'bundle',
	'cherry-pick',
	'clone',
	'fetch',
	'gc',
	'grep',
	'merge',
	'notes',
	'pull',
	'push',
	'rebase',
	'reflog',
	'remote',
	'revert',
	'submodule',
	'worktree'
]);

export async function git(context: GitContext, args: string[]): Promise<number> {
	const left = [...args];
	let { cwd, env } = context;
	for (let arg = left[0]; arg?.startsWith('-'); arg = left[0]) {
		left.shift();
		if (arg === '-C') {
			const folder = left.shift() ?? '';
			cwd = folder.startsWith('/')
				? folder
				: `${cwd}/${folder}`.replace(/\/\.(?=\/|$)/g, '').replace(/\/+$/, '');
		} else if (arg === '-c') env = withSetting(env, left.shift() ?? '');
		else if (arg === '--version' || arg === '-v') left.unshift('version');
		else if (!/^(--no-pager|-P|--no-optional-locks|--literal-pathspecs|--paginate|-p)$/.test(arg)) {
			context.err(`unknown option: ${arg}\nusage: git [-C <path>] [-c <name>=<value>] <command> [<args>]\n`);
			return 129;
		}
	}
	const [name, ...rest] = left;
	if (name === undefined || name === 'help') {
		context.out(
			`usage: git [-C <path>] [-c <name>=<value>] <command> [<args>]\n\nCommands here: ${Object.keys(commands).join(', ')}\n`
		);
		return name === undefined ? 1 : 0;
	}
	if (name === 'version') {
		context.out('git version 2.47.0.tabgym\n');
		return 0;
	}
	return runCommand({ ...context, cwd, env }, name, rest);
}

async function runCommand(context: GitContext, name: string, args: string[]): Promise<number> {
	const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
	if (!command) {
		context.err(
			REFUSED.has(name)
				? `fatal: git ${name} is not supported in the browser: a sandbox has the files and their base commit, no remotes and no other history\n`
				: `git: '${name}' is not a git command. See 'git --help'.\n`
		);
		return REFUSED.has(name) ? 128 : 1;
	}
	try {
		return await command(context, args);
	} catch (error) {
		if (!(error instanceof GitError)) throw error;
		context.err(`${error.message}\n`);
		return error.code;
	}
}

/** -c user.name=x, for what reads names from the environment. */
function withSetting(env: Record<string, string>, setting: string): Record<string, string> {
	const [key = '', value = 'true'] = setting.split(/=(.*)/s);
	const names: Record<string, string[]> = {
		'user.name': ['GIT_AUTHOR_NAME', 'GIT_COMMITTER_NAME'],
		'user.email': ['GIT_AUTHOR_EMAIL', 'GIT_COMMITTER_EMAIL']
	};
	return { ...env, ...Object.fromEntries((names[key.toLowerCase()] ?? []).map((name) => [name, value])) };
}
