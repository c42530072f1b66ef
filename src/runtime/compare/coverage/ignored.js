// Coverage by the runner: thresholds, comments that ignore, files left out.
const { spawnSync } = require('node:child_process');
const { tree } = require('../help.cjs');
const folder = tree({
	'lib.js':
		'exports.sign = (n) => {\n  if (n > 0) return 1;\n  /* node:coverage ignore next */\n  if (n < 0) return -1;\n  return 0;\n};\nexports.never = () => {\n  return "never";\n};\n/* node:coverage disable */\nexports.hidden = () => 5;\n/* node:coverage enable */\n',
	'other.js': 'exports.used = () => "used";\n',
	'a.test.js':
		'const test = require("node:test"); const { sign } = require("./lib.js"); const { used } = require("./other.js"); test("t", () => { sign(1); used(); });'
});
for (const flags of [
	[],
	['--test-coverage-exclude=other.js'],
	['--test-coverage-include=lib.js'],
	['--test-coverage-lines=100'],
	['--test-coverage-functions=10']
]) {
	const { status, stdout } = spawnSync(
		process.execPath,
		['--test', '--experimental-test-coverage', '--test-reporter=tap', ...flags, 'a.test.js'],
		{ cwd: folder, encoding: 'utf8', env: { ...process.env, NODE_TEST_CONTEXT: undefined } }
	);
	console.log(flags, status);
	console.log(
		stdout
			.replaceAll(folder, '<folder>')
			.split('\n')
			.filter((line) => /^# /.test(line) && !/duration/.test(line))
			.join('\n')
	);
}
