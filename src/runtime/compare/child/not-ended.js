// Children that outlive, are detached, are not waited for.
const { spawn } = require('node:child_process');
const lines = [];
process.on('exit', () => console.log(lines.sort()));
const quick = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 50)'], { stdio: 'ignore' });
quick.unref();
console.log(quick.pid > 0, quick.exitCode, quick.signalCode, quick.killed, quick.stdin, quick.stdio.length);
const detached = spawn(process.execPath, ['-e', '0'], { detached: true, stdio: 'ignore' });
detached.on('exit', (code) => lines.push(['detached', code]));
const piped = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], {
	stdio: ['pipe', 'ignore', 'ignore']
});
piped.on('spawn', () => {
	piped.kill();
	piped.on('exit', (code, signal) => lines.push(['piped', code, signal, piped.exitCode, piped.signalCode]));
});
const late = spawn(process.execPath, ['-e', 'process.exit(2)']);
setTimeout(() => late.on('exit', () => console.log('never heard')), 2000).unref();
late.once('close', (code) => lines.push(['close', code, late.kill()]));
