// How threads fail, and what the parent hears.
const { Worker } = require('node:worker_threads');
const { attempt } = require('../help.cjs');
const sources = {
	error: 'throw Object.assign(new TypeError("bad"), { code: "OWN", data: [1] })',
	value: 'throw { not: "an error" }',
	late: 'setTimeout(() => { throw new Error("late") }, 5)',
	rejection: 'Promise.reject(new Error("rejected"))',
	code: 'process.exitCode = 7',
	exit: 'process.exit(9)',
	syntax: 'let let = 1',
	missing: 'require("./nowhere")',
	handled:
		'process.on("uncaughtException", (e) => console.log("handled", e.message)); throw new Error("own")',
	uncloneable: 'throw Object.assign(new Error("with function"), { f() {} })',
	event: 'process.on("exit", (code) => { console.log("leaving", code); process.exitCode = 4; })'
};
async function run(name, source) {
	const worker = new Worker(source, { eval: true, stdout: true });
	const seen = [];
	worker.stdout.on('data', (text) => seen.push(`stdout ${text}`.trim()));
	worker.on('error', (error) =>
		seen.push(
			error instanceof Error ? [error.name, error.code, error.message.split('\n')[0], error.data] : error
		)
	);
	worker.on('online', () => seen.push('online'));
	const code = await new Promise((resolve) => worker.on('exit', resolve));
	console.log(name, code, seen);
}
(async () => {
	for (const [name, source] of Object.entries(sources)) await run(name, source);
	attempt('no file', () => new Worker());
	attempt('relative', () => new Worker('somewhere.js'));
	attempt('option', () => new Worker('', { eval: true, argv: 5 }));
	attempt('execArgv', () => new Worker('', { eval: true, execArgv: ['--no-such-flag'] }));
	attempt('env', () => new Worker('', { eval: true, env: 5 }));
	const worker = new Worker('/nowhere/at/all.js');
	worker
		.on('error', (error) => console.log(error.code, error.message.split('\n')[0]))
		.on('exit', (code) => console.log(code));
})();
