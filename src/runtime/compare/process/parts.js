// process's own functions: times, numbers, names, refusals.
const { attempt } = require('../help.cjs');
const [seconds, nanos] = process.hrtime();
console.log(
	typeof seconds,
	nanos < 1e9,
	typeof process.hrtime.bigint(),
	process.hrtime([seconds, nanos]).length,
	process.uptime() > 0
);
attempt('hrtime', () => process.hrtime(5));
attempt('hrtime short', () => process.hrtime([1]));
console.log(
	Object.keys(process.memoryUsage()).sort(),
	typeof process.memoryUsage.rss(),
	Object.keys(process.cpuUsage()),
	Object.keys(process.resourceUsage()).length
);
attempt('cpu', () => process.cpuUsage({ user: -1, system: 0 }));
attempt('chdir', () => process.chdir('/nowhere'));
attempt('chdir number', () => process.chdir(5));
console.log(
	(process.chdir('/'), process.cwd()),
	process.umask(0o22).toString(8).length > 0,
	process.umask().toString(8)
);
attempt('umask', () => process.umask('9'));
console.log(
	process.argv.length,
	process.execArgv,
	process.exitCode,
	process.debugPort,
	process.platform,
	process.release.name,
	process.features.inspector !== undefined
);
console.log(
	Object.keys(process.versions).includes('v8'),
	process.version === `v${process.versions.node}`,
	process.config.variables !== undefined,
	Object.isFrozen(process.config)
);
console.log(
	process.allowedNodeEnvironmentFlags.has('--no-warnings'),
	process.allowedNodeEnvironmentFlags.has('-r'),
	process.allowedNodeEnvironmentFlags.has('--eval')
);
console.log(
	process.getBuiltinModule('fs') === require('fs'),
	process.getBuiltinModule('nothing'),
	process.getBuiltinModule('node:test') !== undefined
);
console.log(
	process.title.length > 0,
	typeof process.ppid,
	process.pid !== process.ppid,
	process.getuid() === process.geteuid(),
	Array.isArray(process.getgroups())
);
attempt('env', () => {
	process.env.A = 5;
	process.env.B = undefined;
	process.env.C = null;
	return [
		process.env.A,
		process.env.B,
		process.env.C,
		'A' in process.env,
		delete process.env.A,
		process.env.A
	];
});
attempt('env symbol', () => (process.env[Symbol('x')] = 1));
attempt('env value', () => (process.env.S = Symbol('x')));
attempt('env define', () => Object.defineProperty(process.env, 'D', { value: 'x' }));
attempt('exit code', () => (process.exitCode = 'x'));
attempt('kill', () => process.kill(process.pid, 'SIGNOPE'));
attempt('tick', () => process.nextTick(5));
attempt('warning', () => process.emitWarning(5));
attempt('stdin', () => [
	process.stdin.fd,
	process.stdin.isTTY,
	process.stdout.fd,
	process.stderr.fd,
	process.stdout.writable,
	process.stdout.columns
]);
attempt('load', () => process.loadEnvFile('/nowhere/.env'));
attempt('capture', () => process.setUncaughtExceptionCaptureCallback(5));
attempt('has', () => process.hasUncaughtExceptionCaptureCallback());
attempt('report', () => typeof process.report.getReport);
attempt('source maps', () => process.sourceMapsEnabled);
attempt('constrained', () => [typeof process.constrainedMemory(), typeof process.availableMemory()]);
console.log(
	String(process),
	Object.prototype.toString.call(process),
	process instanceof require('events'),
	process.constructor.name
);
process.nextTick((...args) => console.log('tick', args), 1, 'two');
