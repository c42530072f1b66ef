// What process.env takes, and variables that are options.
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { attempt, tree } = require('../help.cjs');

const { env } = process;
const define = (name, descriptor) => () => Object.defineProperty(env, name, descriptor)[name];
attempt('accessor', define('ONE', { get: () => 'x' }));
attempt('part', define('ONE', { value: 'x' }));
attempt('fixed', define('ONE', { value: 'x', configurable: true, enumerable: true, writable: false }));
attempt('all', define('ONE', { value: 1, configurable: true, enumerable: true, writable: true }));
env[''] = 'x';
attempt('no name', () => env['']);

for (const name of ['TMPDIR', 'TMP', 'TEMP']) delete env[name];
attempt('folder', () => os.tmpdir());
env.TEMP = '/temp/';
attempt('folder', () => os.tmpdir());
env.TMP = '/tmp2';
attempt('folder', () => os.tmpdir());
delete env.TEMP;
delete env.TMP;

const folder = tree();
const told = path.join(folder, 'told.txt');
const run = (code, more) =>
	spawnSync(process.execPath, ['-e', code], { env: { ...env, ...more }, encoding: 'utf8' }).stderr.replace(
		/\(node:\d+\)/g,
		'(node)'
	);
console.log([run("process.emitWarning('a warning')", { NODE_REDIRECT_WARNINGS: told })]);
attempt('told', () => fs.readFileSync(told, 'utf8').replace(/\(node:\d+\)/g, '(node)'));
const odd = 'for (const value of [1, true, {}, undefined]) process.env.ONE = value';
console.log([run(odd, {}), run(odd, { NODE_PENDING_DEPRECATION: '1' })]);
