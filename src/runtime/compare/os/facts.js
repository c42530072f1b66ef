// What does not depend on the machine.
const os = require('os');
console.log(
	os.EOL === '\n',
	os.platform(),
	os.type(),
	os.endianness(),
	os.devNull,
	os.constants.signals.SIGINT,
	os.constants.errno.ENOENT,
	os.constants.priority.PRIORITY_LOW
);
console.log(
	typeof os.hostname(),
	os.cpus().length > 0,
	os.totalmem() > 0,
	os.loadavg().length,
	typeof os.uptime(),
	os.tmpdir(),
	Object.keys(os.userInfo()).sort().join()
);
try {
	os.setPriority(0, 100);
} catch (error) {
	console.log(error.code, error.message);
}
try {
	('use strict');
	os.constants.signals.SIGINT = 1;
	console.log(os.constants.signals.SIGINT);
} catch (error) {
	console.log(error.name);
}
