// A nodeunit reporter: results to the sealed file, readable lines to stdout.
// https://github.com/caolan/nodeunit#adding-nodeunit-to-your-projects (reporters are modules with a method run)
const { write, watch, say } = require('./seal.cjs');
const { resolve } = require('path');
const nodeunit = require(require.resolve('nodeunit', { paths: [process.cwd()] }));
watch('nodeunit', nodeunit);
for (const name of ['assert', 'types', 'utils']) watch(`nodeunit.${name}`, nodeunit[name]);
const { apply } = Reflect;
const { isArray } = Array;
const { slice, join } = Array.prototype;
const { exit } = process;

let [count, current] = [0, null];

function titleOf(name) {
	return isArray(name) ? apply(slice, name, [0]) : [`${name}`];
}

function testStart(name) {
	// Until its end is seen, it failed: the process may die in it.
	current = { n: ++count, title: titleOf(name) };
	write({ ...current, status: 'failed', message: 'the test did not end' });
}

function testDone(name, assertions) {
	if (current === null) return;
	const { n, title } = current;
	current = null;
	let error = null;
	for (let at = 0; at < assertions.length; at++) error ??= assertions[at].error ?? null;
	const message = error === null ? undefined : `${error.message ?? error}`.slice(0, 2000);
	write({ n, title, status: error === null ? 'passed' : 'failed', message });
	say(
		`${error === null ? 'ok' : 'not ok'} ${apply(join, title, [' > '])}${message ? `\n  ${message}` : ''}\n`
	);
}

function run(files, options, callback) {
	const paths = [];
	for (let at = 0; at < files.length; at++) paths[at] = resolve(files[at]);
	process.on('exit', (code) => {
		if (current !== null && code === 0) apply(exit, process, [1]);
	});
	const done = (assertions) => callback(assertions.failures() > 0 ? new Error('Tests failed') : undefined);
	nodeunit.runFiles(paths, { ...options, testStart, testDone, done });
}

module.exports = { run };
