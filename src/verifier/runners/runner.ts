/**
 * How a test framework is made to tell its results over our channel. The reporter runs inside the process of the tests,
 * takes the path of its file and a secret from the environment, removes both, and writes one sealed record a line (seal.cjs),
 * synchronously (tape ends the process in its own exit handler).
 */
import type { Runner } from '#model/task.ts';
import mochaReporter from './mocha.reporter.cjs?raw';
import nodeTestReporter from './node-test.reporter.cjs?raw';
import nodeunitReporter from './nodeunit.reporter.cjs?raw';
import plainReporter from './plain.reporter.cjs?raw';
import seal from './seal.cjs?raw';
import tapeReporter from './tape.reporter.cjs?raw';

/** Name of the variable that carries the path of the results file. */
export const RESULTS_VARIABLE = 'TABGYM_RESULTS';
/** Name of the variable that carries the secret of the seals. */
export const SECRET_VARIABLE = 'TABGYM_SECRET';

export interface RunnerAdapter {
	/** Reporter files by name. */
	readonly files: Readonly<Record<string, string>>;
	/** `command` with the reporter switched on; `folder` holds `files`. */
	report(command: string, folder: string): string;
	/** A test file with one test, "canary", that fails or passes. */
	canary(outcome: 'passes' | 'fails'): string;
	/** The command that runs one test file by itself. */
	commandFor(file: string): string;
}

const condition = (outcome: 'passes' | 'fails') => String(outcome === 'passes');
const withPreload = (command: string, option: string) => command.replace(/^node /, `node ${option} `);

const tape: RunnerAdapter = {
	files: { 'seal.cjs': seal, 'tape.cjs': tapeReporter },
	report: (command, folder) => withPreload(command, `-r ${folder}/tape.cjs`),
	canary: (outcome) => `const name = require('fs').existsSync('node_modules/tape') ? 'tape' : 'tap';
require(require.resolve(name, { paths: [process.cwd()] }))('canary', function (t) {
	t.ok(${condition(outcome)});
	t.end();
});
`,
	commandFor: (file) => `node ${file}`
};

const mocha: RunnerAdapter = {
	files: { 'seal.cjs': seal, 'mocha.cjs': mochaReporter },
	report: (command, folder) => `${command} --reporter ${folder}/mocha.cjs`,
	canary: (outcome) => `(global.it || global.test)('canary', function () {
	if (!${condition(outcome)}) throw new Error('as it should');
});
`,
	commandFor: (file) => `node node_modules/mocha/bin/_mocha ${file}`
};

const nodeTest: RunnerAdapter = {
	files: { 'seal.cjs': seal, 'node-test.cjs': nodeTestReporter },
	report: (command, folder) =>
		withPreload(command, `--test-reporter=${folder}/node-test.cjs --test-reporter-destination=stdout`),
	canary: (outcome) => `require('node:test')('canary', function () {
	if (!${condition(outcome)}) throw new Error('as it should');
});
`,
	commandFor: (file) => `node ${file}`
};

const nodeunit: RunnerAdapter = {
	files: { 'seal.cjs': seal, 'nodeunit.cjs': nodeunitReporter },
	report: (command, folder) => `${command} --reporter ${folder}/nodeunit.cjs`,
	canary: (outcome) => `exports.canary = function (test) {
	test.ok(${condition(outcome)});
	test.done();
};
`,
	commandFor: (file) => `node node_modules/nodeunit/bin/nodeunit ${file}`
};

const plain: RunnerAdapter = {
	files: { 'seal.cjs': seal, 'plain.cjs': plainReporter },
	report: (command, folder) => withPreload(command, `-r ${folder}/plain.cjs`),
	canary: (outcome) => `process.exitCode = ${condition(outcome)} ? 0 : 1;\n`,
	commandFor: (file) => `node ${file}`
};

export const runners: Readonly<Record<Runner, RunnerAdapter>> = {
	tape,
	mocha,
	'node-test': nodeTest,
	nodeunit,
	plain
};
