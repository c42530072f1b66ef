// Whose handle is closed cannot be read any more: it is an error, told later.
const { spawn } = require('node:child_process');

if (process.argv[2] === 'child') {
	process.stdin.on('error', (error) => console.log('error', error.code, error.syscall));
	process.stdin.resume();
	process.stdin._handle.close();
	process.stdin._handle.unref();
	console.log('closed', process.stdin._handle.hasRef());
} else {
	const child = spawn(process.execPath, [__filename, 'child'], { stdio: ['pipe', 'inherit', 'inherit'] });
	child.on('exit', (code) => console.log('exit', code));
}
