// spawn: missing commands, arguments with odd letters, environments, folders, options refused.
const { spawn, spawnSync } = require('node:child_process');
const { attempt, tree } = require('../help.cjs');
const echo = 'console.log(JSON.stringify(process.argv.slice(1)))';
const folder = tree({ 'sub/x': '' });
const sync = (...args) => {
	const { status, signal, stdout, stderr, error } = spawnSync(...args);
	return [
		status,
		signal,
		String(stdout ?? ''),
		String(stderr ?? ''),
		error && [error.code, error.syscall, error.path, error.spawnargs, error.errno]
	];
};
console.log(sync(process.execPath, ['-e', echo, 'a b', '"q"', "'s'", '$HOME', '*', '\\', '', 'ü\n€']));
console.log(sync('no-such-command', ['x']), sync(process.execPath, ['-e', '0'], { cwd: '/nowhere/at/all' }));
console.log(sync(process.execPath, ['-p', 'process.cwd().endsWith("sub")'], { cwd: `${folder}/sub` }));
console.log(
	sync(process.execPath, ['-p', 'Object.keys(process.env).sort().join()'], {
		env: { A: '1', B: undefined, C: '' }
	})
);
console.log(sync(process.execPath, ['-p', 'process.argv0'], { argv0: 'renamed' }));
console.log(
	sync('echo "$A and $(echo inner)" | tr a-z A-Z; exit 3', {
		shell: true,
		env: { ...process.env, A: 'text' }
	})
);
console.log(
	sync(process.execPath, ['-e', 'process.stdin.pipe(process.stdout)'], { input: 'given' }),
	sync(process.execPath, ['-e', 'process.stdin.pipe(process.stdout)'], { input: new Uint8Array([104, 105]) })
);
console.log(
	sync(process.execPath, ['-e', 'for (;;);'], { timeout: 300 }).slice(0, 4),
	sync(process.execPath, ['-e', 'for (;;);'], { timeout: 300, killSignal: 'SIGKILL' })[1]
);
console.log(
	spawnSync(process.execPath, ['-e', 'console.log("x".repeat(5000))'], { maxBuffer: 100 }).error.code
);
console.log(
	spawnSync(process.execPath, ['-e', 'console.log("text")'], { encoding: 'utf8' }).output,
	spawnSync(process.execPath, ['-p', '1'], { encoding: 'buffer' }).stdout
);
console.log(
	spawnSync(process.execPath, ['-e', 'console.log(1); console.error(2)'], {
		stdio: ['ignore', 'pipe', 'ignore'],
		encoding: 'utf8'
	}).output
);
for (const [label, args] of Object.entries({
	none: [],
	number: [5],
	args: ['x', 5],
	cwd: ['x', [], { cwd: 5 }],
	env: ['x', [], { env: 5 }],
	shell: ['x', [], { shell: 5 }],
	stdio: ['x', [], { stdio: 'odd' }],
	stdioList: ['x', [], { stdio: ['odd'] }],
	timeout: ['x', [], { timeout: -1 }],
	signal: ['x', [], { killSignal: 'SIGX' }],
	uid: ['x', [], { uid: 'me' }],
	zero: ['a\0b'],
	empty: [''],
	detached: ['x', [], { detached: 1 }]
}))
	attempt(label, () => spawn(...args).on('error', () => {}) && 'begun');
const child = spawn('no-such-command', ['a'], { stdio: 'pipe' });
console.log(child.pid, child.connected, child.killed, child.spawnfile, child.spawnargs);
child
	.on('error', ({ code, message, errno }) => console.log(code, message, errno, child.exitCode))
	.on('close', (code, signal) => console.log('close', code, signal));
