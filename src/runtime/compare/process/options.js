// Flags of node itself, and what it says to wrong ones.
const { spawnSync } = require('node:child_process');
const { tree } = require('../help.cjs');
const folder = tree({
	'a.js': 'console.log(process.argv.slice(2), process.execArgv)',
	'b.test.js': 'require("node:test")("t", () => {})'
});
const lines = [
	['-v'],
	['--version'],
	['-p', '1 + 1', 'ignored'],
	['-pe', '"both"'],
	['-e', 'console.log(process.argv.length)', 'a', 'b'],
	['a.js', '--own', '-x'],
	['--', 'a.js', '-y'],
	['--no-warnings', 'a.js'],
	['--max-old-space-size=100', 'a.js'],
	['--expose-gc', '-p', 'typeof gc'],
	['--stack-trace-limit=2', '-p', 'Error.stackTraceLimit'],
	['--title=named', '-p', 'process.title'],
	['-r', './none.js', 'a.js'],
	['--import', './none.mjs', 'a.js'],
	['--nope', 'a.js'],
	['-e'],
	['-c', 'a.js'],
	['--input-type=odd', '-e', '1'],
	['--frozen-intrinsics', '-p', 'Object.isFrozen(Array.prototype)'],
	['--disable-proto=delete', '-p', '"__proto__" in {}'],
	['--use-strict', '-p', '(function () { return this })()'],
	['--no-experimental-fetch', '-p', 'typeof fetch'],
	['--experimental-default-type=module', '-p', 'typeof require'],
	['--print', 'this === globalThis'],
	['--inspect-port=0', '-p', '1'],
	['--trace-uncaught', '-e', '1'],
	['--trace-exit', '-e', '1'],
	['--secure-heap=3', '-p', '1'],
	['--env-file'],
	['--test', '--watch-path=x'],
	['--permission', '-p', 'process.permission.has("fs.read")'],
	['--no-deprecation', '-p', 'process.noDeprecation'],
	['--throw-deprecation', '-p', 'process.throwDeprecation'],
	['--preserve-symlinks', '-p', '1'],
	['--abort-on-uncaught-exception', '-p', '2'],
	['--unhandled-rejections=throw', '-p', '3'],
	['--experimental-vm-modules', '-p', 'typeof require("vm").SourceTextModule'],
	['--no-global-search-paths', '-p', 'module.paths.length > 0'],
	['--es-module-specifier-resolution=node', '-p', '1'],
	['--harmony', '-p', '4'],
	['--v8-options=x']
];
for (const args of lines.slice(0, -1)) {
	const { status, stdout, stderr } = spawnSync(process.execPath, args, {
		cwd: folder,
		encoding: 'utf8',
		input: ''
	});
	const told = stderr
		.replaceAll(process.execPath, '<node>')
		.replaceAll(folder, '<folder>')
		.replace(/\(node:\d+\)/g, '(node)')
		.split('\n')
		.filter((line) => line.trim() && !/^\s+at |^node:|^Node\.js|throw|\^/.test(line));
	console.log(args.join(' '), '|', status, stdout.trim(), told[0] ?? '');
}
