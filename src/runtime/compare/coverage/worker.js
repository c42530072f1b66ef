// A thread writes a file of its own.
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { Worker, isMainThread } = require('node:worker_threads');
if (process.argv[2] === 'child') {
	if (isMainThread) new Worker(__filename, { argv: ['child'] });
	else require('./lib-counted.cjs').size([1]);
} else {
	const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'coverage-'));
	const env = { ...process.env, NODE_V8_COVERAGE: directory };
	console.log(spawnSync(process.execPath, [__filename, 'child'], { env }).status);
	const files = fs.readdirSync(directory);
	console.log(files.length);
	const all = files.flatMap((file) => JSON.parse(fs.readFileSync(path.join(directory, file), 'utf8')).result);
	console.log(all.filter(({ url }) => url.endsWith('lib-counted.cjs')).length);
}
