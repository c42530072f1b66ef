console.log(
	process.argv.length,
	process.execArgv,
	typeof process.pid,
	process.title.length > 0,
	process.exitCode,
	process.uptime() > 0
);
console.log(
	process.hrtime().length,
	typeof process.hrtime.bigint(),
	Object.keys(process.memoryUsage()).sort(),
	typeof process.memoryUsage.rss(),
	Object.keys(process.cpuUsage())
);
console.log(
	process.emitWarning.length,
	process.release.name,
	process.config.variables !== undefined,
	process.allowedNodeEnvironmentFlags.has('--max-old-space-size'),
	process.stdout.isTTY,
	process.stdin.fd
);
process.env.NUMBER = 5;
console.log(
	process.env.NUMBER,
	'NUMBER' in process.env,
	delete process.env.NUMBER,
	process.env.NUMBER,
	Object.keys(process.env).includes('PATH')
);
try {
	process.chdir('/none');
} catch (error) {
	console.log(error.code, error.message.replace(process.cwd(), '<cwd>'));
}
try {
	process.kill(process.pid, 'SIGNONE');
} catch (error) {
	console.log(error.code);
}
try {
	process.kill(999999, 0);
} catch (error) {
	console.log(error.code, error.syscall);
}
try {
	process.setUncaughtExceptionCaptureCallback(1);
} catch (error) {
	console.log(error.code);
}
console.log(
	process.kill(process.pid, 0),
	process.getuid?.() >= 0,
	process.umask(),
	process.features.tls,
	process.versions.node.split('.')[0],
	process.version.startsWith('v22')
);
process.on('warning', (warning) => console.log(warning.name, warning.code, warning.detail));
process.emitWarning('careful', { type: 'Own', code: 'W1', detail: 'more' });
process.nextTick((a, b) => console.log('tick', a, b), 1, 2);
queueMicrotask(() => console.log('microtask'));
process.on('SIGUSR2', (name, number) => {
	console.log(name, number);
	clearInterval(alive);
});
const alive = setInterval(() => {}, 1000);
process.kill(process.pid, 'SIGUSR2');
process.on('beforeExit', (code) => console.log('beforeExit', code));
process.on('exit', (code) => {
	console.log('exit', code, process.exitCode);
	process.exitCode = 9;
});
process.exitCode = 8;
