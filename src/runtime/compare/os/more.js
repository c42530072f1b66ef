// os: kinds of what it tells, constants, priorities, refusals.
const os = require('node:os');
const { attempt } = require('../help.cjs');
console.log(
	os.EOL,
	os.devNull,
	os.platform(),
	os.type(),
	os.endianness(),
	os.tmpdir(),
	os.arch() === process.arch,
	typeof os.machine(),
	typeof os.version(),
	typeof os.release()
);
console.log(
	os
		.cpus()
		.every(
			({ model, speed, times }) =>
				typeof model === 'string' &&
				typeof speed === 'number' &&
				Object.keys(times).join() === 'user,nice,sys,idle,irq'
		),
	os.cpus().length > 0,
	os.availableParallelism() > 0
);
console.log(
	os.totalmem() >= os.freemem(),
	os.uptime() > 0,
	os.loadavg().length,
	os.hostname().length > 0,
	os.homedir().startsWith('/'),
	Object.keys(os.userInfo()),
	typeof os.userInfo({ encoding: 'buffer' }).username
);
console.log(
	Object.values(os.networkInterfaces())
		.flat()
		.every(
			(one) =>
				'address' in one &&
				'netmask' in one &&
				'family' in one &&
				'mac' in one &&
				'internal' in one &&
				'cidr' in one
		)
);
console.log(
	os.constants.errno.ENOENT,
	os.constants.errno.EADDRINUSE,
	os.constants.signals.SIGINT,
	os.constants.priority,
	os.constants.dlopen,
	os.constants.UV_UDP_REUSEADDR,
	Object.isFrozen(os.constants.signals)
);
console.log(`${os.hostname}` === os.hostname(), +os.uptime > 0, String(os.platform), typeof os.getPriority());
attempt('priority', () => os.setPriority(0, 99));
attempt('priority text', () => os.setPriority('x'));
attempt('gone', () => os.getPriority(2 ** 30));
process.env.TMPDIR = '/own/place/';
console.log(os.tmpdir());
process.env.HOME = '/own/home';
console.log(os.homedir(), Object.keys(os).sort().join());
