// process.execve: the same process goes on as another program, without an end of the first.
const fs = require('node:fs');
const path = require('node:path');
const { spawn, spawnSync } = require('node:child_process');
const { attempt, tree } = require('../help.cjs');

const folder = tree({
	'first.js': `
		const [, , next, ...args] = process.argv;
		process.on('exit', () => console.log('not told'));
		console.log('first');
		process.umask(0o27);
		process.execve(next, args, { MADE: 'yes', NAME: 'a=b', PID: String(process.pid) });
		console.log('not reached');
	`,
	'second.js': `
		const { argv, env, execArgv } = process;
		console.log(argv.slice(1), env.MADE, env.NAME, env.HOME, execArgv);
		console.log(env.PID === String(process.pid), process.umask().toString(8), process.cwd() === __dirname);
		process.stdin.on('data', (text) => console.log('heard', String(text)));
		process.exitCode = 3;
	`,
	'port.js': `
		const net = require('node:net');
		const server = net.createServer();
		if (process.env.PORT) server.listen(Number(process.env.PORT), () => (console.log('listens again'), server.close()));
		else
			server.listen(0, () => {
				setInterval(() => console.log('not told'), 1);
				const { port } = server.address();
				process.execve(process.execPath, ['node', __filename], { PORT: String(port) });
			});
	`,
	'plain.sh': 'echo "plain $0 $1"',
	'script.sh': '#!/bin/sh\necho "script $MADE $1 $2"; exit 5'
});
for (const name of ['plain.sh', 'script.sh']) fs.chmodSync(path.join(folder, name), 0o755);
const run = (...args) => {
	const { stdout, stderr, status, signal } = spawnSync(process.execPath, args, {
		cwd: folder,
		input: 'of the input'
	});
	const failure = /^process\.execve failed.*$/m.exec(String(stderr))?.[0];
	console.log(String(stdout).replaceAll(folder, 'FOLDER'), failure, status, signal);
};
run('first.js', process.execPath, 'node', '--no-warnings', 'second.js', 'more');
run('first.js', path.join(folder, 'script.sh'), 'name', 'one', 'two');
run('first.js', './script.sh', 'name', 'one', 'two');
run('first.js', '/bin/sh', 'sh', '-c', 'echo "$0 $1"; kill -9 $$', 'zero', 'one');
run('first.js', '/no/such/program', 'name');
run('first.js', './first.js', 'name');
run('first.js', './plain.sh', 'name');
run('first.js', 'sh', 'sh');
run('port.js');
for (const args of [[1], ['a', 'b'], ['a', [1]], ['a', ['\0']], ['a', [], 'c'], ['a', [], { b: 1 }]])
	attempt('refused', () => process.execve(...args));

// Who waits for the first hears of the end of the second.
const child = spawn(process.execPath, ['first.js', process.execPath, 'node', 'second.js'], { cwd: folder });
let output = '';
child.stdout.on('data', (text) => (output += text));
child.on('close', (code, signal) => console.log(output.replaceAll(folder, 'FOLDER'), code, signal));
child.stdin.end('later input');
