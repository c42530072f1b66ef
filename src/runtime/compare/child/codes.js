// Exit codes of children, each for its reason.
const { spawnSync } = require('node:child_process');
const codes = [
	'0',
	'process.exit(1)',
	'process.exit(255)',
	'process.exit(256)',
	'process.exit(-1)',
	'process.exitCode = 9',
	'process.exitCode = "12"',
	'process.exit("13")',
	'throw 1',
	'Promise.reject(1)',
	'process.on("exit", () => { process.exitCode = 3 })',
	'process.on("exit", (c) => { throw new Error("x") })',
	'process.on("uncaughtException", () => { throw 1 }); throw 2',
	'process.abort()',
	'process.kill(process.pid, "SIGINT")',
	'let',
	'process.exit({})',
	'process.exitCode = 1.5',
	'process.exit(null)',
	'process.exitCode = 5; process.exit()',
	'process.exitCode = 5; process.exit(0)',
	'process.reallyExit(6)',
	'setTimeout(() => process.exit(4)); process.on("beforeExit", () => process.exit(7))',
	'process.on("beforeExit", () => { process.exitCode = 8 })',
	'process.emit("exit", 9)'
];
for (const code of codes) {
	const { status, signal } = spawnSync(process.execPath, ['-e', code], { stdio: 'ignore' });
	console.log(code, status, signal);
}
for (const args of [
	['--no-such-flag'],
	['--unhandled-rejections=strict', '-e', 'Promise.reject(1)'],
	['--unhandled-rejections=warn', '-e', 'Promise.reject(1)'],
	['--unhandled-rejections=none', '-e', 'Promise.reject(1)'],
	['--unhandled-rejections=warn-with-error-codes', '-e', 'Promise.reject(1)'],
	['--unhandled-rejections=odd'],
	['--input-type=module', '-e', 'await new Promise(() => {})'],
	['-e'],
	['--check'],
	['--eval', ''],
	['-p', ''],
	['--', 'none.js']
]) {
	const { status, signal, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', input: '' });
	console.log(
		args,
		status,
		signal,
		stderr
			.split('\n')[0]
			.replaceAll(process.execPath, '<node>')
			.replace(/\(node:\d+\)/, '(node)')
	);
}
