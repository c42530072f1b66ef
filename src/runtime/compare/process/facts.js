console.log(
	process.argv.length,
	process.execArgv,
	process.platform,
	process.arch,
	process.version,
	process.release.name,
	typeof process.pid,
	process.ppid > 0
);
console.log(
	Object.keys(process.features),
	typeof process.hrtime.bigint(),
	process.hrtime().length,
	process.uptime() > 0,
	typeof process.memoryUsage().heapUsed,
	process.umask().toString(8)
);
console.log(
	process.stdout.isTTY,
	process.stderr.fd,
	process.exitCode,
	process.config.variables !== undefined,
	process.env.NOPE,
	'NOPE' in process.env,
	process.getuid() >= 0
);
process.env.NUMBER = 1;
delete process.env.NUMBER2;
console.log(
	process.env.NUMBER,
	process.cwd() === __dirname,
	process.emitWarning.length,
	process.allowedNodeEnvironmentFlags.has('--no-warnings'),
	process.getBuiltinModule('fs') === require('fs')
);
console.log(
	Object.prototype.toString.call(process),
	String(globalThis),
	Object.keys(globalThis),
	process.constructor.name
);
