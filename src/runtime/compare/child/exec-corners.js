// exec, execFile and their promises: errors, limits, encodings, shells.
const { exec, execFile, execFileSync, execSync } = require('node:child_process');
const util = require('node:util');
const { attempt, attemptLater } = require('../help.cjs');
const node = (code) => `"${process.execPath}" -e "${code}"`;
const short = (text) => String(text).replaceAll(process.execPath, '<node>');
(async () => {
	const run = util.promisify(exec);
	console.log(await run('echo out; echo err >&2'));
	await run('echo partly; echo badly >&2; exit 3').catch((error) =>
		console.log(error.code, error.killed, error.signal, error.cmd, error.stdout, error.stderr, error.message)
	);
	await run(`exec ${node('setInterval(()=>{},99)')}`, { timeout: 400 }).catch((error) =>
		console.log(error.code, error.signal, error.killed)
	);
	await run(`${node('console.log(1234567890)')}`, { maxBuffer: 5 }).catch((error) =>
		console.log(error.code, error.message, error.stdout)
	);
	await run('no-such-command-here').catch((error) => console.log(error.code, /not found/.test(error.stderr)));
	await run('echo x', { signal: AbortSignal.abort() }).catch((error) => console.log(error.name, error.code));
	console.log(
		(await run('printf abc', { encoding: 'hex' })).stdout,
		(await run('printf abc', { encoding: 'buffer' })).stdout,
		(await run('echo $X', { env: { X: 'from env' } })).stdout
	);
	const promise = run('cat');
	promise.child.stdin.end('typed');
	console.log((await promise).stdout, typeof promise.child.pid);
	const file = util.promisify(execFile);
	console.log(await file(process.execPath, ['-p', 'process.argv.length', 'a', 'b']));
	await file('no-such-file', ['x']).catch((error) =>
		console.log(error.code, error.syscall, error.path, error.cmd, error.spawnargs)
	);
	await file(process.execPath, ['-e', 'process.exit(4)']).catch((error) =>
		console.log(error.code, short(error.cmd))
	);
	await file(process.execPath, ['-e', 'throw new Error("in the child")']).catch((error) =>
		console.log(error.code, /in the child/.test(error.stderr))
	);
	console.log(
		execSync('echo sync; exit 0', { encoding: 'utf8' }),
		execFileSync('echo', ['a  b'], { encoding: 'utf8' }),
		execSync('cat', { input: 'in' })
	);
	for (const action of [
		() => execSync('echo told >&2; exit 7', { stdio: 'pipe' }),
		() => execFileSync(process.execPath, ['-e', 'process.exit(8)'], { stdio: 'pipe' }),
		() => execFileSync('no-such-file'),
		() => execSync('kill -9 $$', { stdio: 'pipe' })
	])
		try {
			action();
		} catch (error) {
			console.log(
				error.name,
				error.code,
				error.status,
				error.signal,
				short(error.message).trim(),
				error.stderr && String(error.stderr),
				error.output?.length
			);
		}
	execFile(process.execPath, ['-p', '5'], { encoding: 'utf8' }, (...args) => console.log(args));
	attempt('no command', () => exec());
	attempt('callback', () => execFile('x', 5));
	await attemptLater('shell', async () => (await run('echo $0 $((1 + 2))', { shell: '/bin/sh' })).stdout);
})();
