// Snapshots written and compared; custom assertions; subtests over a file.
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { tree } = require('../help.cjs');
const folder = tree({
	'a.test.js':
		'const { test, suite, snapshot, assert: own } = require("node:test"); own.register("isOdd", (n) => { if (n % 2 === 0) throw new Error(n + " is even"); }); suite("s", () => { test("object", (t) => { t.assert.snapshot({ a: [1, process.env.CHANGED ?? "same"], b: null }); t.assert.snapshot("text `with` ${ticks}"); }); test("own serializer", (t) => t.assert.snapshot(5, { serializers: [(v) => v * 2, String] })); test("odd", (t) => { t.assert.isOdd(3); t.assert.isOdd(4); }); test("file", (t) => t.assert.fileSnapshot({ x: 1 }, "kept.json")); });'
});
const run = (flags, env = {}) => {
	const { status, stdout } = spawnSync(
		process.execPath,
		['--test', '--test-reporter=tap', ...flags, 'a.test.js'],
		{ cwd: folder, encoding: 'utf8', env: { ...process.env, NODE_TEST_CONTEXT: undefined, ...env } }
	);
	console.log(
		flags,
		status,
		stdout
			.split('\n')
			.filter((line) => /^\s*(not )?ok|error:|is even|[+-] /.test(line))
			.map((line) => line.trim().replaceAll(folder, '<folder>'))
	);
};
run([]);
run(['--test-update-snapshots']);
console.log(fs.readdirSync(folder).sort(), fs.readFileSync(path.join(folder, 'a.test.js.snapshot'), 'utf8'));
run([]);
run([], { CHANGED: 'different' });
