// The options of a thread: its maker's, its own, those of NODE_OPTIONS, and what is refused.
const { Worker } = require('node:worker_threads');
const { attempt } = require('../help.cjs');
const { spawnSync } = require('node:child_process');
const source = `
	const { parentPort } = require('worker_threads');
	let has = [];
	try { require('internal/options'); has.push('internals'); } catch {}
	if (typeof gc === 'function') has.push('gc');
	if (process.noDeprecation) has.push('no deprecation');
	parentPort.postMessage([process.execArgv, has]);`;
const heard = (options) =>
	new Promise((resolve, reject) =>
		new Worker(source, { eval: true, ...options }).on('message', resolve).on('error', reject)
	);
if (process.argv[2] === 'child') {
	(async () => {
		for (const options of [
			{},
			{ env: process.env },
			{ env: { NODE_OPTIONS: '--no-deprecation' } },
			{ env: {} },
			{ execArgv: [] },
			{ execArgv: ['--no-deprecation'] },
			{ execArgv: ['--expose-internals'], env: {} }
		])
			console.log(JSON.stringify(await heard(options)));
	})();
} else {
	const { stdout, stderr } = spawnSync(process.execPath, [
		'--expose-internals',
		'--expose-gc',
		__filename,
		'child'
	]);
	console.log(`${stdout}${stderr}`);
	const thrown =
		"new (require('worker_threads').Worker)('throw new Error(\"in a thread\")', { eval: true }).on('error', (error) => console.log(error.message))";
	const { stdout: told, signal } = spawnSync(process.execPath, [
		'--abort-on-uncaught-exception',
		'-e',
		thrown
	]);
	console.log(String(told), signal);
	for (const execArgv of [
		['--foo'],
		['--title=blah'],
		['--title', 'blah'],
		['--redirect-warnings'],
		['--expose-gc'],
		['--max-old-space-size=100'],
		['--v8-pool-size=2', '--no-warnings', '--bar'],
		'hello'
	])
		attempt(String(execArgv), () => new Worker('', { eval: true, execArgv }));
	for (const NODE_OPTIONS of ['--nonexistent-option', '--redirect-warnings'])
		attempt(NODE_OPTIONS, () => new Worker('', { eval: true, env: { NODE_OPTIONS } }));
}
