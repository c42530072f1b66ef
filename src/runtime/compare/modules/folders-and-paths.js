// NODE_PATH, packages found from below, links to packages, --preserve-symlinks, odd mains.
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { tree } = require('../help.cjs');
const folder = tree({
	'elsewhere/shared/index.js': 'module.exports = "by NODE_PATH"',
	'store/real/index.js':
		'module.exports = [__filename.includes("store"), (() => { try { return require("beside"); } catch (error) { return error.code; } })()]',
	'app/node_modules/beside/index.js': 'module.exports = "beside"',
	'app/node_modules/@scope/pkg/package.json': '{"name":"@scope/pkg","main":"./m"}',
	'app/node_modules/@scope/pkg/m.js': 'module.exports = "scoped"',
	'app/deep/er/x.js': 'console.log(require("beside"), require("@scope/pkg"), require("linked"));',
	'app/shared.js':
		'try { console.log(require("shared")); } catch (error) { console.log(error.code, error.requireStack.length); }',
	'app/index.js': 'console.log("index", process.argv.length, __filename === process.argv[1]);',
	'app/package.json': '{"main": "start"}',
	'app/start.js': 'console.log("start", require.main.filename.endsWith("start.js"));',
	'only-esm/package.json': '{"type": "module", "main": "m.js"}',
	'only-esm/m.js': 'console.log("esm main", process.argv[1].endsWith("m.js"));'
});
fs.symlinkSync(path.join(folder, 'store/real'), path.join(folder, 'app/node_modules/linked'));
fs.symlinkSync(path.join(folder, 'app/start.js'), path.join(folder, 'link.js'));
const run = (args, env = {}) => {
	const { status, stdout, stderr } = spawnSync(process.execPath, args, {
		cwd: folder,
		encoding: 'utf8',
		env: { ...process.env, ...env }
	});
	console.log(
		args,
		status,
		stdout.replaceAll(folder, '<folder>'),
		stderr
			.replaceAll(folder, '<folder>')
			.split('\n')
			.find((line) => /Error/.test(line))
	);
};
run(['app/deep/er/x.js']);
run(['--preserve-symlinks', 'app/deep/er/x.js']);
run(['app/shared.js']);
run(['app/shared.js'], { NODE_PATH: path.join(folder, 'elsewhere') });
run(['app']);
run(['app/index']);
run(['./app/start.js', 'an argument']);
run(['link.js']);
run(['--preserve-symlinks-main', 'link.js']);
run(['only-esm']);
run(['only-esm/m.js']);
run(['nothing.js']);
run(['elsewhere']);
run([
	'-e',
	'console.log(require("./app/node_modules/beside"), module.paths[0] === process.cwd() + "/node_modules", __filename)'
]);
run(['-e', 'console.log(1)'], { NODE_OPTIONS: '--require ./app/start.js' });
run(['-e', '1'], { NODE_OPTIONS: '--no-such-option' });
run(['--check', 'app/start.js']);
