// What NODE_V8_COVERAGE has a process write.
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');

const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'coverage-'));
const env = { ...process.env, NODE_V8_COVERAGE: directory };
const { stdout, stderr, status } = spawnSync(process.execPath, ['lib-program.mjs'], {
	env,
	encoding: 'utf8'
});
console.log(stdout, stderr, status);
const files = fs.readdirSync(directory);
console.log(files.map((file) => /^coverage-\d+-\d{13}-\d+\.json$/.test(file)));
const { result, timestamp } = JSON.parse(fs.readFileSync(path.join(directory, files[0]), 'utf8'));
console.log(typeof timestamp);
for (const { url, functions } of result.sort((a, b) => (a.url < b.url ? -1 : 1))) {
	if (!url.startsWith('file:')) continue;
	const source = fs.readFileSync(new URL(url), 'utf8');
	console.log(path.basename(url));
	for (const { functionName, ranges, isBlockCoverage } of functions)
		for (const { startOffset, endOffset, count } of ranges)
			console.log(
				`  ${functionName || '-'} ${isBlockCoverage} ${count} ${JSON.stringify(source.slice(startOffset, endOffset)).slice(0, 60)}`
			);
}
fs.rmSync(directory, { recursive: true });
