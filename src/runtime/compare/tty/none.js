// Who was started apart from everything has no terminal.
const { spawnSync } = require('node:child_process');
const code = `for (const flags of ['r', 'w', 'r+'])
	try { console.log(require('fs').openSync('/dev/tty', flags)); } catch (error) { console.log(error.code, error.message); }`;
const options = /** @type {const} */ ({ encoding: 'utf8', detached: true, stdio: 'pipe' });
console.log(spawnSync(process.execPath, ['-e', code], options).stdout);
