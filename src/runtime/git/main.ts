/** Chunk "git": git, diff and patch, loaded by the shell when one of them is first used (protocol/git.ts). */
import type { RunGit } from '../protocol/git.ts';
import { diff } from './diff.ts';
import { git } from './git.ts';
import { patch } from './patch.ts';
import { GitError } from './system.ts';

export const runGit: RunGit = async (name, args, context) => {
	try {
		if (name === 'git') return await git(context, args);
		return await (name === 'patch' ? patch : diff)(context, args);
	} catch (error) {
		if (!(error instanceof GitError)) throw error;
		context.err(`${name}: ${error.message.replace(/^error: /, '').replaceAll('git ', '')}\n`);
		return 2;
	}
};
