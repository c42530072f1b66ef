/** Checks that the results are what the suite really said. */
import type { Task } from '#model/task.ts';
import type { Tree } from '#model/tree.ts';
import type { IntegrityCheck, JudgedTest } from '#model/verdict.ts';
import type { Sandbox } from '#sandbox/sandbox.ts';
import { blobIdOf } from '#sandbox/blobs.ts';
import type { CommandOutcome } from './suite.ts';

export function canaryCheck(canaries: { passes: boolean; fails: boolean }): IntegrityCheck {
	const ok = canaries.passes && canaries.fails;
	const wrong = canaries.passes
		? 'a test that must fail was not reported as failed'
		: 'a test that must pass was not reported as passed';
	return {
		name: 'canaries',
		ok,
		detail: ok ? 'a test that must pass passed, one that must fail failed' : wrong
	};
}

/** A command with failing tests must not exit with 0, and one whose tests were all seen and passed must. */
export function exitCodeCheck(
	commands: readonly CommandOutcome[],
	tests: readonly JudgedTest[]
): IntegrityCheck {
	const missing = tests.filter(({ after }) => after === 'missing').map(({ id }) => id);
	const wrong = commands.filter(({ file, exitCode, timedOut, tests: ran }) => {
		const failed = ran.some(({ status }) => status === 'failed' || status === 'error');
		if (exitCode === 0) return failed;
		return !failed && !timedOut && !missing.some((id) => id === file || id.startsWith(`${file} > `));
	});
	return {
		name: 'exit codes',
		ok: wrong.length === 0,
		detail:
			wrong.length === 0
				? `the exit codes of ${commands.length} commands agree with their tests`
				: wrong.map(({ file, exitCode }) => `${file} exited with ${exitCode} against its tests`).join('; ')
	};
}

export async function testFilesCheck(tests: Tree, sandbox: Sandbox): Promise<IntegrityCheck> {
	const changed: string[] = [];
	for (const [path, file] of tests) {
		if (!('bytes' in file)) continue;
		const now = await sandbox.read(path).catch(() => null); // removed by the tests: changed
		if (now === null || (await blobIdOf(now)) !== (await blobIdOf(file.bytes))) changed.push(path);
	}
	return {
		name: 'test files',
		ok: changed.length === 0,
		detail:
			changed.length === 0
				? `${tests.size} test files are the same after the run`
				: `changed while the tests ran: ${changed.join(', ')}`
	};
}

/** Results are numbered and sealed with a secret of the run: nobody but the reporter can have written them. */
export function sealCheck(commands: readonly CommandOutcome[]): IntegrityCheck {
	const wrong = commands.flatMap(({ file, exitCode, seal }) => {
		if (seal.forged > 0) return [`${file}: ${seal.forged} lines of results that the reporter did not write`];
		return exitCode === 0 && !seal.ended ? [`${file} exited with 0 before the reporter came to its end`] : [];
	});
	const detail = wrong.length > 0 ? wrong.join('; ') : 'every line of results carries the seal of this run';
	return { name: 'sealed results', ok: wrong.length === 0, detail };
}

/** Files that ran without the patch too: what they changed of the runner then, they may change. */
export function runnerCheck(
	before: readonly CommandOutcome[],
	after: readonly CommandOutcome[]
): IntegrityCheck {
	const wrong = after.flatMap(({ file, seal }) => {
		const usual = before.find((one) => one.file === file)?.seal.touched;
		if (!usual) return [];
		const touched = seal.touched.filter((name) => !usual.includes(name));
		return touched.length > 0 ? [`${file} ran with another ${touched.join(', ')}`] : [];
	});
	const detail =
		wrong.length > 0
			? wrong.join('; ')
			: 'runner, assert and builtins are after the tests what they were before';
	return { name: 'untouched runner', ok: wrong.length === 0, detail };
}

/** What a patch may not change was left out. */
export function protectedCheck(leftOut: readonly string[]): IntegrityCheck {
	const detail =
		leftOut.length > 0
			? `the patch also changes ${leftOut.join(', ')}: left out, the tests and their settings are the pristine ones`
			: 'the patch changes no test and no setting of the runner';
	return { name: 'protected files', ok: leftOut.length === 0, detail };
}

/** What is missing is counted as failed; said here so that nobody overlooks it. */
export function countCheck(task: Task, tests: readonly JudgedTest[]): IntegrityCheck {
	const missing = tests.filter(({ after }) => after === 'missing');
	const all = task.failToPass.length + task.passToPass.length;
	return {
		name: 'test count',
		ok: missing.length === 0,
		detail:
			missing.length === 0
				? `all ${all} tests reported`
				: `${missing.length} of ${all} tests did not report and count as failed`
	};
}
