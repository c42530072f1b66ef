const { spawn, spawnSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const file = path.join(os.tmpdir(), `stdio-${process.pid}`);
const fd = fs.openSync(file, 'w');
const child = spawn(
	process.execPath,
	['-e', 'console.log("out"); console.error("err"); require("fs").writeSync(3, "three")'],
	{
		stdio: ['ignore', fd, fd, 'pipe']
	}
);
let three = '';
child.stdio[3].on('data', (piece) => (three += piece));
child.on('close', () => {
	fs.closeSync(fd);
	console.log(JSON.stringify(fs.readFileSync(file, 'utf8')), three, child.stdin, child.stdout);
	fs.unlinkSync(file);
	console.log(
		spawnSync(process.execPath, ['-e', 'process.stdin.pipe(process.stdout)'], {
			input: 'through',
			encoding: 'utf8'
		}).output
	);
	console.log(
		spawnSync(process.execPath, ['-p', 'process.argv0 + " " + process.title.length'], {
			argv0: 'named',
			encoding: 'utf8'
		}).stdout.split(' ')[0]
	);
	console.log(spawnSync('echo "$0 $1"', ['a'], { shell: true, encoding: 'utf8' }).stdout);
	const aborted = new AbortController();
	const slow = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 10000)'], { signal: aborted.signal });
	slow.on('error', (error) => console.log(error.name, error.code));
	slow.on('exit', (code, signal) => console.log(code, signal));
	aborted.abort();
});
