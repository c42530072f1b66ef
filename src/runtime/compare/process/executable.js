// A copy of node knows where it lies, and looks there for libraries; an end that nobody decides.
const { fork, spawnSync } = require('node:child_process');
const { once } = require('node:events');
const fs = require('node:fs');
const path = require('node:path');
const { tree } = require('../help.cjs');

if (process.send) {
	process.send(process.execPath);
	return;
}
const folder = tree({ 'lib/node/found.js': "exports.found = 'in the prefix'", 'bin/empty': '' });
const copy = path.join(folder, 'bin/node-copy');
fs.copyFileSync(process.execPath, copy);
fs.chmodSync(copy, 0o755);
fs.symlinkSync('node-copy', path.join(folder, 'bin/link'));

async function main() {
	for (const name of ['node-copy', 'link']) {
		const child = fork(__filename, { execPath: path.join(folder, 'bin', name) });
		console.log(path.relative(folder, (await once(child, 'message'))[0]));
		await once(child, 'exit');
	}
	const env = { ...process.env, HOME: folder };
	console.log(String(spawnSync(copy, ['-p', "require('found').found"], { env }).stdout));
	const ends =
		"process.on('exit', () => console.log('never')); process._fatalException = undefined; throw new Error('x')";
	const { status, stdout } = spawnSync(process.execPath, ['-e', ends]);
	console.log(status, String(stdout));
	const closed = 'for (const fd of [0, 1, 2]) fs.fstatSync(fd); process.exitCode = 3';
	console.log(spawnSync('/bin/sh', ['-c', `"${process.execPath}" -e "${closed}" 1>&- 2>&-`]).status);
}
main();
