// Users and groups that there are not; the mask; what the process waits for.
for (const name of ['setuid', 'seteuid', 'setgid', 'setegid'])
	try {
		process[name]('nobody-of-that-name');
	} catch (error) {
		console.log(name, error.code, error.message);
	}
for (const args of [
	['setgroups', ['no-such-group']],
	['initgroups', 'no-such-user', 0]
])
	try {
		process[args[0]](...args.slice(1));
	} catch (error) {
		console.log(error.code, error.message);
	}
process.umask(0o1777);
console.log(process.umask().toString(8));
const timers = () => process.getActiveResourcesInfo().filter((name) => name !== 'PipeWrap');
console.log(timers());
setTimeout(() => {}, 1);
setTimeout(() => {}, 1).unref();
setImmediate(() => {});
console.log(timers());
