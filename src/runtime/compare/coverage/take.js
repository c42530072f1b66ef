// v8.takeCoverage writes what ran since the last time.
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
if (process.argv[2] === 'child') {
	const v8 = require('node:v8');
	const { size } = require('./lib-counted.cjs');
	size([]);
	v8.takeCoverage();
	size([1, 2, 3, 4]);
	v8.stopCoverage();
} else {
	const directory = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'coverage-')), 'made');
	const env = { ...process.env, NODE_V8_COVERAGE: directory };
	console.log(spawnSync(process.execPath, [__filename, 'child'], { env }).status);
	const counts = fs
		.readdirSync(directory)
		.sort()
		.map((file) => JSON.parse(fs.readFileSync(path.join(directory, file), 'utf8')).result)
		.map((result) => result.find(({ url }) => url.endsWith('lib-counted.cjs')))
		.map((script) =>
			script?.functions
				.filter(({ functionName }) => functionName === 'size')
				.flatMap(({ ranges }) => ranges.map(({ count }) => count))
		);
	console.log(counts);
}
