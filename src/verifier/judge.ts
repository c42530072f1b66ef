/** The verifier: see verifier.ts for the contract and README.md for what it trusts. */
import type { Verdict } from '#model/verdict.ts';
import { arrange } from './arrange.ts';
import { inSuiteCanaries } from './canaries.ts';
import {
	canaryCheck,
	countCheck,
	exitCodeCheck,
	protectedCheck,
	runnerCheck,
	sealCheck,
	testFilesCheck
} from './integrity.ts';
import { judgeTests, resolutionOf, statusesOf } from './resolution.ts';
import { canariesHold, filesOf, filesThatChange, runSuite, type SuiteRun } from './suite.ts';
import type { JudgeInput, JudgePatch } from './verifier.ts';

export const judgePatch: JudgePatch = async (input) => {
	const started = performance.now();
	const { sandbox, signal } = input;
	// A host that cannot even say what it is fails the judging below too.
	const host = await sandbox.describeHost().catch(() => 'a host that did not answer');
	const common = () => ({ duration: performance.now() - started, host });
	try {
		return { ...(await judge(input)), ...common() };
	} catch (error) {
		signal.throwIfAborted();
		const infraFailure = error instanceof Error ? error.message : String(error);
		return { resolution: 'none', tests: [], integrity: [], infraFailure, exitCodes: [], ...common() };
	}
};

async function judge(input: JudgeInput): Promise<Omit<Verdict, 'duration' | 'host'>> {
	const { task, sandbox, signal, onProgress } = input;
	const before = await suiteBefore(input);
	const { layers, tests: testTree, leftOut } = await arrange({ ...input, testFiles: task.testFiles });
	onProgress?.('mounting the patched repository');
	await sandbox.mount(layers);
	onProgress?.('canary tests');
	const canaries = canaryCheck(await canariesHold(task, sandbox, { signal }));
	const mustPass = filesOf(task, [...task.failToPass, ...task.passToPass]);
	const suite = await runSuite(task, sandbox, { signal, mustPass, ...(onProgress && { onProgress }) });
	const tests = judgeTests(task, statusesOf(before.tests), suite.tests);
	const trusted = [
		canaries,
		exitCodeCheck(suite.commands, tests),
		await testFilesCheck(testTree, sandbox),
		sealCheck(suite.commands),
		runnerCheck(before.commands, suite.commands)
	];
	// What resolves nothing anyway need not be doubted.
	if (trusted.every(({ ok }) => ok) && resolutionOf(tests) !== 'none')
		trusted.push(await inSuiteCanaries(input));
	return {
		resolution: trusted.every(({ ok }) => ok) ? resolutionOf(tests) : 'none',
		tests,
		integrity: [...trusted, protectedCheck(leftOut), countCheck(task, tests)],
		exitCodes: suite.exitCodes,
		...(!canaries.ok && { infraFailure: `The results cannot be trusted: ${canaries.detail}` })
	};
}

/** Runs the files of the tests that must change on the unpatched base; of the others the task says that they pass. */
async function suiteBefore(input: JudgeInput): Promise<SuiteRun> {
	const { task, sandbox, signal, onProgress } = input;
	const { layers } = await arrange({ ...input, testFiles: task.testFiles, patch: [] });
	onProgress?.('mounting the base');
	await sandbox.mount(layers);
	return runSuite(task, sandbox, {
		signal,
		files: filesThatChange(task),
		onProgress: (text) => onProgress?.(`before the patch: ${text}`)
	});
}
