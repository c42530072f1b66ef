// exec, execFile, spawn, fork, spawnSync: output, codes, signals, errors, messages.
const cp = require('child_process');
if (process.argv[2] === 'child')
	return process.on('message', (message) => {
		process.send({ got: message, from: typeof process.pid });
		process.disconnect();
	});
const node = process.execPath;
console.log(
	cp.execFileSync(node, ['-p', '1+1'], { encoding: 'utf8' }),
	cp.spawnSync(node, ['-e', 'process.stdin.pipe(process.stdout)'], { input: 'in' }).stdout.toString()
);
for (const code of [
	'process.exit(3)',
	'process.kill(process.pid, "SIGTERM")',
	'console.error("e"); process.exitCode = 2'
]) {
	const { status, signal, stderr } = cp.spawnSync(node, ['-e', code]);
	console.log(status, signal, String(stderr));
}
try {
	cp.execFileSync(node, ['-e', 'process.exit(4)'], { stdio: 'pipe' });
} catch (error) {
	console.log(error.status, error.signal, error.message.split('\n')[0].replace(node, 'node'));
}
const none = cp.spawnSync('no-such-program');
console.log(none.error.code, none.error.syscall, none.status);
console.log(cp.spawnSync(node, ['-e', 'setInterval(() => {}, 1000)'], { timeout: 300 }).error.code);
const big = cp.spawnSync(node, ['-p', '"x".repeat(5000)'], { maxBuffer: 100 });
console.log(big.error.code, big.stdout.length);
cp.exec('echo out; echo err >&2; exit 5', (error, stdout, stderr) => {
	console.log(error.code, error.killed, stdout, stderr);
	const child = cp.spawn(node, ['-e', 'process.stdout.write(process.argv[1] + process.env.V)', 'arg'], {
		env: { ...process.env, V: 'v' }
	});
	child.stdout.on('data', (text) => console.log(String(text)));
	child.on('close', (code, signal) => {
		console.log('close', code, signal);
		const forked = cp.fork(__filename, ['child']);
		forked.on('message', (m) => console.log(m));
		forked.on('exit', (code) => {
			console.log('exit', code);
			const missing = cp.spawn('no-such-program');
			missing.on('error', (error) => console.log(error.code, error.path, error.spawnargs));
		});
		forked.send({ n: 1 });
	});
});
