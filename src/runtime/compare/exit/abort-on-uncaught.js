// node: --abort-on-uncaught-exception
// An uncaught error aborts at once: no handler hears of it.
process.on('uncaughtException', () => console.log('never'));
process.on('exit', () => console.log('never'));
const { spawnSync } = require('child_process');
const child = spawnSync(process.execPath, [
	'--abort-on-uncaught-exception',
	'-e',
	'process.on("uncaughtException", () => console.log("never")); throw new Error("x")'
]);
console.log(child.status, child.signal, child.stdout.toString());
const aborted = spawnSync(process.execPath, [
	'-e',
	'process.on("exit", () => console.log("never")); process.abort()'
]);
console.log(aborted.status, aborted.signal, aborted.stdout.toString());
process.removeAllListeners('exit');
