// node: --permission --allow-fs-read=*
// What is no file and needs a permission too.
const told = ({ code, permission, resource, message }) =>
	[code, permission, JSON.stringify(resource), message].join(' | ');
const { Worker } = require('node:worker_threads');

process.removeAllListeners('warning');
for (const [label, action] of Object.entries({
	spawn: () => require('node:child_process').spawn('true'),
	spawnSync: () => require('node:child_process').spawnSync('true'),
	exec: () => require('node:child_process').exec('true'),
	fork: () => require('node:child_process').fork(__filename),
	execve: () => process.execve('/bin/true', ['true']),
	hooks: () => require('node:module').register('data:text/javascript,'),
	thread: () => new Worker('0', { eval: true }),
	wasi: () => new (require('node:wasi').WASI)({ version: 'preview1' }),
	addon: () => process.dlopen({ exports: {} }, '/addon.node'),
	session: () => new (require('node:inspector').Session)().connect(),
	debugger: () => require('node:inspector').open(),
	binding: () => process.binding('fs'),
	heap: () => require('node:v8').writeHeapSnapshot('/etc/heap'),
	report: () => process.report.writeReport('/etc/report.json')
}))
	try {
		console.log(label, typeof action());
	} catch (error) {
		console.log(label, told(error));
	}
console.log(Object.isFrozen(require('node:path')), process.execArgv.slice(0, 1));
