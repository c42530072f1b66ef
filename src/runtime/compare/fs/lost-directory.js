// The current directory is gone: nothing is made in it, and nobody tells where it was.
const fs = require('node:fs');
const path = require('node:path');
const { attempt, attemptLater, tree } = require('../help.cjs');
const folder = path.join(tree(), 'lost');
fs.mkdirSync(folder);
const home = process.cwd();
process.chdir(folder);
fs.rmdirSync(folder);
attempt('mkdir', () => fs.mkdirSync('a'));
attempt('mkdir, recursive', () => fs.mkdirSync('a', { recursive: true }));
attempt('write', () => fs.writeFileSync('a', ''));
attempt('cwd', () => process.cwd());
fs.mkdir('a', { recursive: true }, async (error) => {
	console.log(error.code, error.syscall, error.path);
	await attemptLater('promise', () => fs.promises.mkdir('a', { recursive: true }));
	console.log(fs.existsSync(folder));
	process.chdir(home);
	console.log(process.cwd() === home);
});
