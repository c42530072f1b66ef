// Loads a test file with what it finds its framework to be, and says what it registers.
'use strict';

const { terse } = require('./assertions.cjs');
const { Collector, addExported, mochaFor, nodeTestFor, nodeunitFor, tapeFor } = require('./suites.cjs');

const { setImmediate } = globalThis;

/** process.exit was called: its code is the message. */
class Exited extends Error {}
exports.Exited = Exited;

/** What stands for node:assert while edits are judged: nobody reads then why a test failed. */
const assertions = new Map();
for (const name of ['assert', 'assert/strict'])
	for (const full of [name, `node:${name}`])
		assertions.set(full, assertions.get(name) ?? terse(require(name)));

/**
 * What a test file registers, or itself when that is nothing. `inner`: who runs tests inside of tests; `frameworks`: what stands for modules,
 * by name.
 */
exports.collect = function collect(file, { inner, frameworks, modules, isTerse }) {
	const collector = new Collector(file, inner);
	const mocha = mochaFor(collector);
	const nodeTest = nodeTestFor(collector);
	const nodeunit = nodeunitFor();
	frameworks.clear();
	for (const name of ['tape', 'tap']) frameworks.set(name, tapeFor(collector));
	for (const name of ['node:test', 'test']) frameworks.set(name, nodeTest);
	if (isTerse) for (const [name, assert] of assertions) frameworks.set(name, assert);
	frameworks.set('mocha', mocha);
	frameworks.set('nodeunit', nodeunit);
	Object.assign(globalThis, mocha);
	let thrown;
	const { tests } = collector;
	try {
		const exported = modules.load(file);
		if (tests.length === 0) addExported(collector, exported, nodeunit);
	} catch (error) {
		thrown = error;
	}
	const only = tests.filter((test) => test.only);
	if (only.length > 0) return only;
	if (tests.length > 0 && !thrown) return tests;
	return [...tests, { id: file, suite: collector.outermost, run: () => runAsOne(thrown) }];
};

/** A file that is one test: it passes unless it throws, or sets an exit code, or a listener of its end does. */
async function runAsOne(thrown) {
	if (thrown && !(thrown instanceof Exited && thrown.message === '0')) throw thrown;
	await new Promise((resolve) => setImmediate(resolve));
	for (const listener of process.listeners('exit')) listener.call(process, process.exitCode ?? 0);
	if (process.exitCode) throw new Exited(String(process.exitCode));
}
