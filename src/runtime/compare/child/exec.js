const { exec, execFile, spawn, execFileSync, spawnSync, execSync } = require('node:child_process');
exec('echo out; echo err >&2; exit 3', (error, stdout, stderr) => {
	console.log(error.code, error.killed, error.signal, error.cmd, JSON.stringify([stdout, stderr]));
	execFile(process.execPath, ['-p', '1+1'], (error, stdout) => {
		console.log(error, stdout);
		const child = spawn('cat', { stdio: ['pipe', 'pipe', 'inherit'] });
		child.stdout.setEncoding('utf8').on('data', (text) => console.log('cat', text));
		child.on('exit', (code, signal) => console.log('exit', code, signal));
		child.on('close', (code, signal) => {
			console.log('close', code, signal, child.killed, child.exitCode);
			missing();
		});
		child.stdin.end('given');
	});
});
function missing() {
	const child = spawn('no-such-command', ['a']);
	child.on('error', (error) => {
		console.log(error.code, error.syscall, error.path, error.spawnargs, child.pid);
		const sleeper = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
		sleeper.on('exit', (code, signal) => {
			console.log(code, signal, sleeper.killed, sleeper.signalCode);
			sync();
		});
		console.log(sleeper.kill('SIGTERM'));
	});
}
function sync() {
	console.log(String(execSync('printf "%s" "$A"', { env: { ...process.env, A: 'value' } })));
	console.log(execFileSync('cat', { input: 'bytes' }));
	console.log(spawnSync('sh', ['-c', 'exit 4']).status, spawnSync('no-such-command').error.code);
	try {
		execSync('echo bad >&2; exit 2', { stdio: 'pipe' });
	} catch (error) {
		console.log(error.status, String(error.stderr), error.message);
	}
	const timed = spawnSync(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { timeout: 200 });
	console.log(timed.status, timed.signal, timed.error.code);
	console.log(execSync('pwd', { cwd: '/tmp', encoding: 'utf8' }));
}
