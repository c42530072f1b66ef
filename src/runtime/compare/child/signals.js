// Signals: by name and number, handled, not handled, to what is gone.
const { spawn } = require('node:child_process');
const os = require('node:os');
const { attempt } = require('../help.cjs');
const run = (source, act, options = {}) =>
	new Promise((resolve) => {
		const child = spawn(
			process.execPath,
			['-e', `${source}; console.log('up'); setInterval(() => {}, 1000)`],
			{ stdio: ['ignore', 'pipe', 'inherit'], ...options }
		);
		let text = '';
		child.stdout.setEncoding('utf8').on('data', (part) => {
			if (text === '') act(child);
			text += part;
		});
		child.on('close', (code, signal) =>
			resolve([code, signal, text, child.killed, child.exitCode, child.signalCode])
		);
	});
(async () => {
	for (const signal of ['SIGTERM', 'SIGINT', 'SIGKILL', 'SIGHUP', 'SIGQUIT', 'SIGUSR2', 15])
		console.log(signal, await run('', (child) => console.log(child.kill(signal))));
	console.log(
		await run('process.on("SIGTERM", (...args) => { console.log(args); process.exit(5) })', (child) =>
			child.kill()
		)
	);
	console.log(
		await run('process.once("SIGINT", () => console.log("once"))', (child) => {
			child.kill('SIGINT');
			child.stdout.once('data', () => child.kill('SIGINT'));
		})
	);
	console.log(
		await run(
			'process.on("SIGUSR2", () => {}); process.on("exit", (c) => console.log("exit", c)); process.kill(process.pid, "SIGUSR2"); setTimeout(() => process.exit(), 50)',
			() => {}
		)
	);
	console.log(
		await run('', (child) =>
			console.log(child.kill(0), process.kill(child.pid, 0), process.kill(child.pid, 'SIGTERM'))
		)
	);
	console.log(
		await run('process.on("SIGTERM", () => {})', (child) => {
			child.kill();
			setTimeout(() => child.kill('SIGKILL'), 100);
		})
	);
	console.log(
		(await run('', () => {}, { timeout: 400 })).slice(0, 2),
		(await run('', () => {}, { timeout: 400, killSignal: 'SIGHUP' })).slice(0, 2)
	);
	const control = new AbortController();
	const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { signal: control.signal });
	child
		.on('error', (error) => console.log(error.name, error.code, error.cause))
		.on('exit', (code, signal) => console.log(code, signal, child.kill(), child.killed));
	child.on('spawn', () => control.abort('because'));
	attempt('unknown', () => child.kill('SIGNOTHING'));
	attempt('number', () => process.kill(process.pid, 999));
	attempt('gone', () => process.kill(2 ** 30, 0));
	attempt('pid', () => process.kill('x'));
	attempt('handler', () => process.on('SIGKILL', () => {}));
	console.log(
		os.constants.signals.SIGTERM,
		os.constants.signals.SIGKILL,
		Object.keys(os.constants.signals).length > 25
	);
})();
