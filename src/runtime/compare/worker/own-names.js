// Code of a thread and of -e may have variables with the names that a CommonJS module is given.
const { Worker } = require('node:worker_threads');
const { execFileSync } = require('node:child_process');
const source =
	"const __filename = 'mine'; const { length } = 'abc'; console.log(__filename, typeof require, length);";
process.stdout.write(execFileSync(process.execPath, ['-e', source]));
new Worker(source, { eval: true }).on('error', ({ message }) => console.log(message));
