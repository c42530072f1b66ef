/** The history that an agent finds with `git`: one commit, of the repository as the task has it. */
import type { Sandbox } from '#sandbox/sandbox.ts';

/** Packages are the environment's, not the repository's. */
const script = [
	'git init -q .',
	"printf 'node_modules\\n' >> .git/info/exclude",
	'git add -A',
	"git commit -q --allow-empty -m 'Base of the task'"
].join(' && ');

/** The same commit each time. */
const date = '946684800 +0000';
const who = { NAME: 'Tabgym', EMAIL: 'tabgym@localhost', DATE: date };

/** A host without git has no history: that is no reason to stop. */
export async function commitBase(sandbox: Sandbox): Promise<void> {
	const env = Object.fromEntries(
		['AUTHOR', 'COMMITTER'].flatMap((role) =>
			Object.entries(who).map(([field, value]) => [`GIT_${role}_${field}`, value])
		)
	);
	await sandbox.run(script, { env });
}
