// A program that takes Node's own handler of uncaught errors away ends with 6.
const { spawnSync } = require('node:child_process');
const { status, stderr } = spawnSync(process.execPath, [
	'-e',
	'process._fatalException = undefined; process.on("exit", () => console.log("not told")); throw new Error("seen")'
]);
console.log(status, String(stderr).includes('Error: seen'));
